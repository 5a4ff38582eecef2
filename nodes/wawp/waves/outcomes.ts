import type { GroupId } from '../ids/groupId';
import { toParticipantId, type ParticipantId } from '../ids/participantId';
import type { GroupDecision, WaveAnswer } from './decision';
import { messageOf, toItems } from './lists';
import { OUTCOMES } from './personRow';

/** What became of a person. */
export interface PersonOutcome {
	groupId: GroupId;
	waveId: string;
	participantId: ParticipantId;
	/** For the column of the table. */
	outcome: string;
	decidedBy: string;
}

/** The result of Remove Participants for one person. */
export interface Removal {
	groupId: string;
	participantId: ParticipantId;
	status: string;
	reason: string;
}

/**
 * Reads the output of Remove Participants. A failed request is an item without a person.
 *
 * @returns the results, and what failed as a whole
 */
export function removalsFrom(value: unknown): { removals: Removal[]; failures: string[] } {
	const removals: Removal[] = [];
	const failures: string[] = [];
	for (const item of toItems(value, 'Removed')) {
		const id = toParticipantId(item.participantId);
		const error = messageOf(item.error);
		if (id && typeof item.groupId === 'string') {
			const status = messageOf(item.status) || 'unclear';
			removals.push({ groupId: item.groupId, participantId: id, status, reason: messageOf(item.reason) || error });
		} else if (error !== '') failures.push(error);
	}
	return { removals, failures };
}

/** What became of each person about whom was decided. */
export function outcomesOf(
	decisions: readonly GroupDecision[],
	removals: readonly Removal[],
	{ by, named }: WaveAnswer,
	valueOf: (one: { groupId: GroupId; participantId: ParticipantId }) => string,
	unanswered: ReadonlyArray<{ groupId: GroupId; waveId: string; participantId: ParticipantId }>,
): PersonOutcome[] {
	const decidedBy = by === 'nobody' ? '' : by;
	const outcomes = decisions.flatMap(({ groupId, waveId, remove, keep, guests, open, isSilenced }): PersonOutcome[] => [
		...remove.map((participantId) => {
			const result = removals.find((one) => one.groupId === groupId && one.participantId === participantId);
			return { groupId, waveId, participantId, outcome: wordFor(result), decidedBy };
		}),
		...keep.map((participantId) => ({
			groupId,
			waveId,
			participantId,
			outcome: isSilenced ? OUTCOMES.friends : OUTCOMES.left,
			decidedBy,
		})),
		...guests.map((participantId) => ({ groupId, waveId, participantId, outcome: OUTCOMES.guest, decidedBy: '' })),
		// No question about them is open any more.
		...open.map((participantId) => ({ groupId, waveId, participantId, outcome: OUTCOMES.joined, decidedBy: '' })),
	]);
	if (by !== 'nobody') return outcomes;
	const isGuest = ({ groupId, participantId }: { groupId: GroupId; participantId: ParticipantId }) =>
		decisions.some((one) => one.groupId === groupId && one.guests.includes(participantId));
	const asked = unanswered.filter((one) => named.has(valueOf(one)) && !isGuest(one));
	return [...outcomes, ...asked.map((one) => ({ ...one, outcome: OUTCOMES.noAnswer, decidedBy }))];
}

/** The word for the column `outcome`. Without a result, nobody knows what the request did. */
function wordFor(result: Removal | undefined): string {
	if (!result) return 'removal unclear';
	if (result.status === 'done') return OUTCOMES.removed;
	const word = { failed: 'not removed', unclear: 'removal unclear', protected: 'protected' }[result.status] ?? result.status;
	return result.reason === '' ? word : `${word}: ${result.reason}`;
}
