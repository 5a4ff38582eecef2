import { isSamePerson, type KnownPeople } from '../ids/knownPeople';
import type { ParticipantId } from '../ids/participantId';
import type { Participant } from './participantList';
import type { ParticipantResult } from './participantResult';
import { isSimilar } from './verifiedResult';

/** Who must not be removed from a group. */
export interface Protection {
	people: readonly ParticipantId[];
	/** Whether admins, the owner and the account itself are protected. */
	admins: boolean;
}

/**
 * Whether a person must not be removed. Who cannot be told apart from a protected person is protected: a number cannot be compared with a
 * masked ID, unless a list, a result or an event has shown both.
 *
 * @param participants the list of participants, read before the removal
 * @returns the result for a protected person; undefined if the person may be removed
 */
export function protectionOf(
	id: ParticipantId,
	{ people, admins }: Protection,
	participants: readonly Participant[],
	known: KnownPeople,
): ParticipantResult | undefined {
	const entryOf = (ids: readonly ParticipantId[]) => participants.find((entry) => idsOf(entry).some((one) => ids.includes(one)));
	const entry = entryOf(known.complete([id]));
	const ids = known.complete([id, ...(entry ? idsOf(entry) : [])]);
	for (const protectedId of people) {
		const others = known.complete([protectedId]);
		const otherEntry = entryOf(others);
		const isSame = entry && otherEntry ? entry === otherEntry : isSameOrSimilar(ids, others);
		if (isSame === true) return protectedResult('the person is one of the Protected People', true);
		if (isSame === undefined)
			return protectedResult(`the person cannot be told apart from ${protectedId}, who is protected: ${LOOK}`);
	}
	if (!admins) return undefined;
	if (known.isOwn(ids)) return protectedResult('the person is the account itself', true);
	if (participants.every(({ role }) => role === 'participant')) {
		return protectedResult(`the list of participants does not show who is an admin: ${LOOK}`);
	}
	if (entry) return entry.role === 'participant' ? undefined : protectedResult('the person is an admin of the group', true);
	// An entry that cannot be read may be an admin, too.
	const mayBeAdmin = participants.some(
		(other) =>
			(other.id === null || other.role !== 'participant') && isSameOrSimilar(ids, known.complete(idsOf(other))) !== false,
	);
	return mayBeAdmin ? protectedResult(`the person cannot be told apart from an admin of the group: ${LOOK}`) : undefined;
}

const idsOf = ({ id, phoneNumberId, lid }: Participant): ParticipantId[] =>
	[id, phoneNumberId, lid].filter((one) => one !== null);

function isSameOrSimilar(one: readonly ParticipantId[], other: readonly ParticipantId[]): boolean | undefined {
	const numbers = (ids: readonly ParticipantId[]) => ids.filter((id) => id.endsWith('@c.us'));
	return numbers(one).some((id) => numbers(other).some((similar) => isSimilar(id, similar))) || isSamePerson(one, other);
}

const LOOK = 'look at the group in WhatsApp';

/** @param verified whether the list of participants, or the IDs themselves, show it */
const protectedResult = (reason: string, verified = false): ParticipantResult => ({
	status: 'protected',
	reason,
	statusCode: null,
	verified,
});
