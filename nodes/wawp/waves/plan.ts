import type { GroupId } from '../ids/groupId';
import type { ParticipantId } from '../ids/participantId';
import type { GuardSettings } from './guardSettings';
import { OUTCOMES, type PersonRow } from './personRow';
import type { WaveEvent } from './waveEvents';

/**
 * What one execution does about the wave of a group. `answer`: it owns the wave. `again`: another execution has an open question about it,
 * so this one only revokes the link again. `watch`: it only says what it would do.
 */
export type Act = 'answer' | 'again' | 'watch';

export interface GroupPlan {
	groupId: GroupId;
	groupName: string;
	waveId: string;
	act: Act;
	/** Whether to lock the group. */
	lock: boolean;
	/** The people of the burst. */
	people: ParticipantId[];
	/** ISO time of the last join. */
	time: string;
	burstNumber: number;
	isDoubtful: boolean;
	isAdded: boolean;
}

const MINUTE = 60_000;

/** How long "No alarms" holds, in ms. */
export const SILENCE_MS = 360 * MINUTE;

/** Time for messages and requests around a question, in ms. */
const SPARE_MS = 5 * MINUTE;

/**
 * Decides what an execution does about the bursts that started it. Late joiners alone start nothing: they are in the log, where the
 * execution that owns their wave finds them.
 *
 * @param rows of the table
 * @param now ms since 1970
 * @returns a plan for each group in which something is to be done
 */
export function planAnswers(
	events: readonly WaveEvent[],
	rows: readonly PersonRow[],
	settings: GuardSettings,
	now: number,
): GroupPlan[] {
	return mergedBursts(events)
		.filter(({ groupId }) => !isSilenced(groupId, rows, now))
		.map((burst) => {
			const act = settings.watchOnly ? 'watch' : hasOpenQuestion(burst.waveId, rows, settings, now) ? 'again' : 'answer';
			const { groupId, groupName, waveId, people, time, burstNumber, isDoubtful, isAdded } = burst;
			const lock = act === 'answer' && settings.lockGroup;
			return { groupId, groupName, waveId, act, lock, people, time, burstNumber, isDoubtful, isAdded };
		});
}

/** The bursts, each wave once. Whatever makes one of them doubtful counts for all. */
function mergedBursts(events: readonly WaveEvent[]): WaveEvent[] {
	const waves = new Map<string, WaveEvent>();
	for (const burst of events.filter(({ isBurst }) => isBurst)) {
		const key = `${burst.groupId} ${burst.waveId}`;
		const other = waves.get(key);
		waves.set(key, {
			...burst,
			people: [...new Set([...(other?.people ?? []), ...burst.people])],
			isDoubtful: burst.isDoubtful || (other?.isDoubtful ?? false),
			isAdded: burst.isAdded || (other?.isAdded ?? false),
		});
	}
	return [...waves.values()];
}

/** Whether somebody has said that friends are expected in a group. */
const isSilenced = (groupId: GroupId, rows: readonly PersonRow[], now: number): boolean =>
	rows.some((row) => row.groupId === groupId && row.outcome === OUTCOMES.friends && row.changedAt >= now - SILENCE_MS);

const hasOpenQuestion = (
	waveId: string,
	rows: readonly PersonRow[],
	{ answerWithinMinutes }: GuardSettings,
	now: number,
): boolean =>
	rows.some(
		(row) =>
			row.waveId === waveId && row.outcome === OUTCOMES.asked && row.changedAt >= now - answerWithinMinutes * MINUTE - SPARE_MS,
	);
