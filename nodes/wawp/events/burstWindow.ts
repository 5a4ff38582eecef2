import type { ParticipantId } from '../ids/participantId';
import { DistinctCount } from './distinctCount';
import type { Person } from './peopleInGroup';
import { isListed, type BurstOfWave, type Wave } from './wave';

/** How many people must join within which time. */
export interface Limit {
	/** How many different people must join. */
	threshold: number;
	/** ms. Joins exactly one window apart still belong together. */
	window: number;
}

export interface Burst extends BurstOfWave {
	/**
	 * The people who joined, in the order of their joins: within the window or, in a wave that goes on, since its last burst. Nobody is in two
	 * bursts for one join.
	 */
	participantIds: ParticipantId[];
	/** The time of the last join in the window, in ms since 1970. */
	time: number;
	/** Whether there are enough people only because of joins that may be old. */
	isDoubtful: boolean;
}

/** That a person joined a group. */
export interface Join<Group extends string = string> {
	group: Group;
	person: Person;
	/** In ms since 1970. */
	time: number;
	/** When it was received, in ms since 1970, if its time may be that of sending. */
	receivedAt?: number;
	isDoubtful: boolean;
}

/**
 * Finds the burst of one group that contains the new joins and ends after the quiet time. Joins that a burst has listed do not count again.
 *
 * @param joins sorted by time
 * @param wave the last wave of the group
 * @param joined when the new people joined, in ms since 1970
 */
export function findBurst(
	joins: readonly Join[],
	wave: Wave | undefined,
	joined: number,
	{ threshold, window, quiet }: Limit & { quiet: number },
): Burst | undefined {
	const earliestEnd = wave ? Math.max(joined, wave.last + quiet) : joined;
	// Most joins of a wave come in the quiet time after a burst. They need not be counted one by one.
	if ((joins.at(-1)?.time ?? -Infinity) < earliestEnd) return undefined;
	const isNew = ({ person, time }: Join) => !isListed(wave, person.ids, time);
	const near = joinsBetween(joins, joined - window, joined + window);
	const found = densestWindow(near, isNew, { earliestEnd, threshold, window, groups: 1 });
	if (!found) return undefined;
	const { end, trusted } = found;
	const goesOn = wave !== undefined && end <= wave.until;
	// Somebody who joined between two bursts of a wave belongs to the second one.
	const from = goesOn ? Math.min(wave.last, end) - window : end - window;
	const members = joinsBetween(joins, from, end).filter(isNew);
	return {
		participantIds: idsOf(members),
		time: end,
		number: goesOn ? wave.bursts + 1 : 1,
		isDoubtful: trusted < threshold,
	};
}

/** @returns the joins from one time to another, in ms since 1970; both included */
export const joinsBetween = <One extends Join>(joins: readonly One[], from: number, to: number): One[] =>
	joins.slice(
		countUntil(joins, ({ time }) => time >= from),
		countUntil(joins, ({ time }) => time > to),
	);

/** @param joins sorted by time @returns how many come before the first one that is late enough */
export function countUntil(joins: readonly Join[], isLateEnough: (join: Join) => boolean): number {
	let [low, high] = [0, joins.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const join = joins[middle];
		if (join && isLateEnough(join)) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** @returns each person once, in the order of the joins */
export const idsOf = (joins: readonly Join[]): ParticipantId[] =>
	[...new Set(joins.map(({ person }) => person))].map(({ id }) => id);

/**
 * Finds the window with the most people that reaches the threshold. Of equal windows, the latest one counts.
 *
 * @param joins sorted by time. A window may end with a join that does not count
 * @param limits `earliestEnd`: in ms since 1970. `groups`: how many groups they must join at least
 * @returns the time of the last join, and how many people are certain. Undefined: no window has enough people
 */
export function densestWindow(
	joins: readonly Join[],
	counts: (join: Join) => boolean,
	{ earliestEnd, threshold, window, groups }: Limit & { earliestEnd: number; groups: number },
): { end: number; trusted: number } | undefined {
	if (joins.length < threshold) return undefined;
	const people = new DistinctCount<Person>();
	const trusted = new DistinctCount<Person>();
	const joinedGroups = new DistinctCount<string>();
	const change = (join: Join, by: 1 | -1) => {
		if (!counts(join)) return;
		const { person, group, isDoubtful } = join;
		people.change(person, by);
		joinedGroups.change(group, by);
		if (!isDoubtful) trusted.change(person, by);
	};
	let start = 0;
	let best: { end: number; people: number; trusted: number } | undefined;
	for (const join of joins) {
		change(join, 1);
		for (let first = joins[start]; first && first.time < join.time - window; first = joins[++start]) change(first, -1);
		const isEnough = people.size >= Math.max(threshold, best?.people ?? 0) && joinedGroups.size >= groups;
		if (isEnough && join.time >= earliestEnd) best = { end: join.time, people: people.size, trusted: trusted.size };
	}
	return best;
}
