import type { ParticipantId } from '../ids/participantId';
import type { ParticipantChange } from './participantChange';
import type { Participant } from './participantList';
import type { ParticipantResult } from './participantResult';

/**
 * Whether a list of participants, read after a change, shows that the change took effect for a person.
 *
 * @param ids all known ids of the person
 * @returns undefined if the list cannot tell, for example because it shows only masked ids, or no roles
 */
export function showsChange(
	participants: readonly Participant[],
	change: ParticipantChange,
	ids: readonly ParticipantId[],
): boolean | undefined {
	const person = participants.find(({ id, phoneNumberId, lid }) => ids.some((known) => [id, phoneNumberId, lid].includes(known)));
	if (!person) {
		const isOutside = ids.some((id) => isComparable(participants, id)) ? true : undefined;
		return { add: isOutside && false, remove: isOutside, promote: isOutside && false, demote: undefined }[change];
	}
	if (change === 'add' || change === 'remove') return change === 'add';
	// The account must be an admin itself. A list without any admin does not show the roles.
	if (participants.every(({ role }) => role === 'participant')) return undefined;
	return (person.role === 'participant') === (change === 'demote');
}

/** Whether a person who is not in the list is not in the group: each entry has an id of the same kind, and none is similar. */
function isComparable(participants: readonly Participant[], id: ParticipantId): boolean {
	const isMasked = id.endsWith('@lid');
	return participants.every(({ phoneNumberId, lid }) =>
		isMasked ? lid !== null : phoneNumberId !== null && !isSimilar(phoneNumberId, id),
	);
}

/**
 * WhatsApp may know a person under another form of the number, e.g. without the ninth digit of Brazil, or with the 1 of Mexico. Such
 * forms share their last digits.
 */
export const isSimilar = (one: ParticipantId, other: ParticipantId): boolean => lastDigits(one) === lastDigits(other);

const lastDigits = (id: ParticipantId): string => id.slice(0, id.indexOf('@')).slice(-7);

/**
 * Compares the result of a change with the list of participants: the status follows the list. If the response reports a success that
 * the list does not show, the result is unclear.
 *
 * @param isShown what `showsChange` returned
 * @param mayShowFormer whether the list may show people who have left. Then somebody in it may be in the group or not
 */
export function verifiedResult(
	result: ParticipantResult,
	change: ParticipantChange,
	isShown: boolean | undefined,
	mayShowFormer = false,
): ParticipantResult {
	if (isShown === undefined) return change === 'remove' && result.statusCode === 404 ? NOT_COMPARED : result;
	if (mayShowFormer && change === 'add' && isShown && result.status !== 'done') return result;
	if (mayShowFormer && change === 'remove' && !isShown && result.status !== 'done') {
		return result.status === 'unclear' ? { ...result, reason: STILL_LISTED } : result;
	}
	if (isShown) return result.status === 'done' ? { ...result, verified: true } : { ...result, ...SHOWN };
	if (result.status === 'failed') return { ...result, verified: true };
	const reason = `the list of participants shows that ${OPPOSITE[change]}`;
	return result.status === 'unclear'
		? { ...result, status: 'failed', reason, verified: true }
		: { ...result, status: 'unclear', reason: `Wawp reported success, but ${reason}` };
}

/** A person who was not found by the number may be in a masked group all the same. */
const NOT_COMPARED: ParticipantResult = {
	status: 'unclear',
	reason:
		'WhatsApp does not find the person in the group, but the list of participants cannot be compared with this ID: look at the group',
	statusCode: 404,
	verified: false,
};

const SHOWN = { status: 'done', reason: null, verified: true } as const;

const STILL_LISTED =
	'the list of participants still shows the person, but may also show people who have left: look at the group in WhatsApp';

const OPPOSITE: Record<ParticipantChange, string> = {
	add: 'the person is not in the group',
	remove: 'the person is still in the group',
	promote: 'the person is not an admin',
	demote: 'the person is still an admin',
};
