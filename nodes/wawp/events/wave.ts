import type { GroupId } from '../ids/groupId';
import type { ParticipantId } from '../ids/participantId';

/** How a burst was noticed. */
export type Pattern = 'fast' | 'slow' | 'manyGroups' | 'addedByOne';

/** Bursts of a group that follow one another. */
export interface Wave {
	/** The time of the first burst, in ms since 1970. */
	first: number;
	/** From when people may belong to it: the begin of the first burst's window, in ms since 1970. */
	since: number;
	/** The time of the last burst, in ms since 1970. */
	last: number;
	/** Until when another burst goes on with it, in ms since 1970. */
	until: number;
	/** When the last burst was found, in ms since 1970. Its events may have arrived late. */
	found: number;
	/** The number of bursts. */
	bursts: number;
	/** Everybody in one of the bursts, with its time in ms since 1970. Who joins again later counts again. */
	listed: ReadonlyMap<string, number>;
}

/** A burst as a part of a wave. */
export interface BurstOfWave {
	participantIds: readonly ParticipantId[];
	/** ms since 1970 */
	time: number;
	/** 1 for the first burst of a wave. */
	number: number;
}

// Several times the largest group.
const MAX_LISTED = 5_000;

/**
 * @param window the length of the burst's window, in ms
 * @param quiet ms
 * @param found when the burst was found, in ms since 1970
 * @returns the wave with this burst: a new one, or the one that goes on
 */
export function withBurst(
	wave: Wave | undefined,
	{ number, time, participantIds }: BurstOfWave,
	{ window, quiet, found }: { window: number; quiet: number; found: number },
): Wave {
	const before = number > 1 ? wave : undefined;
	return {
		first: before?.first ?? time,
		since: before?.since ?? time - window,
		last: time,
		until: Math.max(before?.until ?? 0, time + quiet + window),
		found,
		bursts: number,
		listed: new Map([...(wave?.listed ?? []), ...participantIds.map((id): [string, number] => [id, time])].slice(-MAX_LISTED)),
	};
}

/** Whether a burst of the wave lists a person for a join at this time, in ms since 1970. */
export const isListed = (wave: Wave | undefined, ids: Iterable<string>, time: number): boolean =>
	wave !== undefined && [...ids].some((id) => (wave.listed.get(id) ?? -Infinity) >= time);

/**
 * Whether a join belongs to the wave.
 *
 * @param time of the join, in ms since 1970. It includes joins within the window of the first burst whose delivery arrived after it
 * @param now ms since 1970. Deliveries that are late, or that come together after a reconnect, still find a live link
 * @param after how many ms after the last burst. 0: until the wave ends
 */
export function isPartOf(wave: Wave, time: number, now: number, after: number): boolean {
	const lasts = after > 0 ? after : wave.until - wave.last;
	return time >= wave.since && (time <= wave.last + lasts || now <= wave.found + lasts);
}

/** One value for all bursts of a wave: the group, and when its first burst was complete. */
export const waveId = (groupId: GroupId, { first }: Wave, pattern?: Pattern): string =>
	`${groupId.slice(0, groupId.indexOf('@'))}-${first}${pattern === 'addedByOne' ? '-added' : ''}`;
