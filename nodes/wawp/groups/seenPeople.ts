import type { ParticipantId } from '../ids/participantId';
import type { Outcome } from '../outcome/outcome';
import type { Wawp } from '../transport/request';
import { ownIdsFrom } from './ownAccount';
import { participantsFrom, type Participant } from './participantList';
import { idPairsFrom } from './participantResults';

/** Reads a list of participants like `participantsFrom`, and remembers which IDs belong together. */
export function seeParticipants(wawp: Wawp, outcome: Outcome): Participant[] | undefined {
	const participants = participantsFrom(outcome);
	learnPairs(wawp, participants ?? []);
	return participants;
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
