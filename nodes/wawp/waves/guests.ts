import type { GroupId } from '../ids/groupId';
import type { KnownPeople } from '../ids/knownPeople';
import type { ParticipantId } from '../ids/participantId';
import type { Participant } from '../groups/participantList';
import { protectionOf } from '../groups/protection';
import type { GuardSettings } from './guardSettings';
import { OUTCOMES, type PersonRow } from './personRow';

/** Somebody who is expected in a group, so that nobody is asked about them. */
export interface Guest {
	groupId: GroupId;
	participantId: ParticipantId;
	/** In words, e.g. `on the waiting list`. */
	reason: string;
}

/** Whom a group expects. */
export interface Expected {
	rows: readonly PersonRow[];
	settings: Pick<GuardSettings, 'neverRemove'>;
	/** Undefined: they could not be read. */
	participants: readonly Participant[] | undefined;
	known: KnownPeople;
}

/**
 * Why somebody is a guest: they are on the waiting list, were invited or invited back, are never to be removed, or are an admin. Somebody who
 * cannot be told apart from such a person is a guest, too.
 *
 * @returns undefined if the person is none
 */
export function guestReason(
	groupId: GroupId,
	id: ParticipantId,
	{ rows, settings, participants = [], known }: Expected,
): string | undefined {
	if (!settings.neverRemove) return 'nobody is removed, because "neverRemove" cannot be read';
	const lists: Array<[string, readonly ParticipantId[]]> = [
		['never to be removed', settings.neverRemove],
		['on the waiting list', peopleWith(groupId, rows, OUTCOMES.waiting, OUTCOMES.invited)],
		['invited back', peopleWith(groupId, rows, OUTCOMES.invitedBack)],
	];
	for (const [reason, people] of lists) {
		const found = protectionOf(id, { people, admins: false }, participants, known);
		if (found) return found.verified ? reason : `perhaps ${reason}`;
	}
	const isListed = participants.length > 0;
	const admin = isListed ? protectionOf(id, { people: [], admins: true }, participants, known) : undefined;
	return admin && (admin.verified ? 'an admin' : 'perhaps an admin');
}

/** Who must not be removed from a group, whatever an answer says: everybody but the admins, whom the removal itself protects. */
export const protectedPeople = (
	groupId: GroupId,
	rows: readonly PersonRow[],
	{ neverRemove }: GuardSettings,
): ParticipantId[] => [
	...(neverRemove ?? []),
	...peopleWith(groupId, rows, OUTCOMES.waiting, OUTCOMES.invited, OUTCOMES.invitedBack),
];

const peopleWith = (groupId: GroupId, rows: readonly PersonRow[], ...outcomes: string[]): ParticipantId[] =>
	rows.filter((row) => row.groupId === groupId && outcomes.includes(row.outcome)).map(({ participantId }) => participantId);
