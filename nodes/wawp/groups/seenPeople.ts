import type { ParticipantId } from '../ids/participantId';
import type { Outcome } from '../outcome/outcome';
import type { Wawp } from '../transport/request';
import { ownIdsFrom, rightsAmong } from './ownAccount';
import { mayBeOutdated, participantsFrom, type Participant } from './participantList';
import { idPairsFrom } from './participantResults';

/** Reads a list of participants like `participantsFrom`, and remembers which IDs belong together. */
export function seeParticipants(wawp: Wawp, outcome: Outcome): Participant[] | undefined {
	const participants = participantsFrom(outcome);
	learnPairs(wawp, participants ?? []);
	return participants;
}

/**
 * Reads a list of participants that proves who is in the group and who is not.
 *
 * @returns undefined if it cannot be read, may be outdated, or has everybody but the account itself, which reads it as a participant
 */
export function seeCompleteList(wawp: Wawp, outcome: Outcome): Participant[] | undefined {
	const participants = mayBeOutdated(outcome) ? undefined : seeParticipants(wawp, outcome);
	return participants && rightsAmong(participants, wawp.people.ownIds) !== 'notMember' ? participants : undefined;
}

/** Remembers which IDs of participants belong together. */
export function learnPairs({ people }: Wawp, participants: readonly Participant[]): void {
	for (const { phoneNumberId, lid } of participants) if (phoneNumberId && lid) people.learn([phoneNumberId, lid]);
}

/** Remembers which IDs belong together in the response to a change of participants. */
export function seeResults({ people }: Wawp, outcome: Outcome): void {
	for (const { phoneNumberId, lid } of idPairsFrom(outcome)) people.learn([phoneNumberId, lid]);
}

/** Reads the IDs of the account like `ownIdsFrom`, and remembers them. */
export function seeOwnIds({ people }: Wawp, outcome: Outcome): ParticipantId[] | undefined {
	const ids = ownIdsFrom(outcome);
	if (ids) people.learnOwn(ids);
	return ids;
}
