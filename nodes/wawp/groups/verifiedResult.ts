import type { ParticipantId } from '../ids/participantId';
import type { ParticipantChange } from './participantChange';
import type { Participant } from './participantList';
import type { ParticipantResult } from './participantResults';

/**
 * Whether a list of participants, read after a change, shows that the change took effect for a person.
 *
 * @returns undefined if the list cannot tell, for example because it shows only masked ids, or no roles
 */
export function showsChange(
	participants: readonly Participant[],
	change: ParticipantChange,
	id: ParticipantId,
): boolean | undefined {
	const person = participants.find((participant) => [participant.id, participant.phoneNumberId, participant.lid].includes(id));
	if (!person) {
		const isOutside = isComparable(participants, id) ? true : undefined;
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
const isSimilar = (one: ParticipantId, other: ParticipantId): boolean => lastDigits(one) === lastDigits(other);

const lastDigits = (id: ParticipantId): string => id.slice(0, id.indexOf('@')).slice(-7);

/**
 * Compares the result of a change with the list of participants: the status follows the list. If the response reports a success that
 * the list does not show, the result is unclear.
 *
 * @param isShown what `showsChange` returned
 */
export function verifiedResult(
	result: ParticipantResult,
	change: ParticipantChange,
	isShown: boolean | undefined,
): ParticipantResult {
	if (isShown === undefined) return result;
	if (isShown) return result.status === 'done' ? { ...result, verified: true } : { ...result, ...SHOWN };
	if (result.status === 'failed') return { ...result, verified: true };
	const reason = `the list of participants shows that ${OPPOSITE[change]}`;
	return result.status === 'unclear'
		? { ...result, status: 'failed', reason, verified: true }
		: { ...result, status: 'unclear', reason: `Wawp reported success, but ${reason}` };
}

const SHOWN = { status: 'done', reason: null, verified: true } as const;

const OPPOSITE: Record<ParticipantChange, string> = {
	add: 'the person is not in the group',
	remove: 'the person is still in the group',
	promote: 'the person is not an admin',
	demote: 'the person is still an admin',
};
