import type { GroupId } from '../ids/groupId';
import type { Person } from './peopleInGroup';

export interface BurstSettings {
	/** How many different people must join. */
	threshold: number;
	/** ms. Joins exactly one window apart still belong together. */
	window: number;
	/** ms after a burst before the group can have another one. A burst exactly at the end is possible. */
	quiet: number;
}

export interface Burst {
	/**
	 * The people who joined, in the order of their joins: within the window or, in a wave that goes on, since its last burst. Nobody is in two
	 * bursts of a wave for one join.
	 */
	participantIds: string[];
	/** The time of the last join in the window, in ms since 1970. */
	time: number;
	/** 1 for the first burst of a wave. */
	number: number;
	/** Whether there are enough people only because of joins that may be old. */
	isDoubtful: boolean;
}

/** That a person joined a group. */
export interface Join {
	person: Person;
	/** In ms since 1970. */
	time: number;
	/** When it was received, in ms since 1970, if its time may be that of sending. */
	receivedAt?: number;
	isDoubtful: boolean;
}

/** Bursts of a group that follow one another. */
export interface Wave {
	/** The time of the first burst, in ms since 1970. */
	first: number;
	/** The time of the last burst, in ms since 1970. */
	last: number;
	/** When the last burst was found, in ms since 1970. Its events may have arrived late. */
	found: number;
	/** The number of bursts. */
	bursts: number;
	/** Everybody in one of the bursts, with its time in ms since 1970. Who joins again later counts again. */
	listed: ReadonlyMap<string, number>;
}

/** One value for all bursts of a wave: the group, and when its first burst was complete. */
export const waveId = (groupId: GroupId, { first }: Wave): string => `${groupId.slice(0, groupId.indexOf('@'))}-${first}`;

/**
 * Finds the window with the most people that contains the new joins, reaches the threshold and ends after the quiet time. Of equal
 * windows, the latest one counts. Joins that the wave has listed do not count again.
 *
 * @param joins sorted by time
 * @param joined when the new people joined, in ms since 1970
 */
export function findBurst(
	joins: readonly Join[],
	wave: Wave | undefined,
	joined: number,
	{ threshold, window, quiet }: BurstSettings,
): Burst | undefined {
	const earliestEnd = wave ? Math.max(joined, wave.last + quiet) : joined;
	// Most joins of a wave come in the quiet time after a burst. They need not be counted one by one.
	if ((joins.at(-1)?.time ?? -Infinity) < earliestEnd) return undefined;
	const endOfWave = wave ? wave.last + quiet + window : -Infinity;
	const isListed = (join: Join) => [...join.person.ids].some((id) => (wave?.listed.get(id) ?? -Infinity) >= join.time);
	const everybody = new PeopleCount();
	const notListed = new PeopleCount();
	// All windows that contain the new joins.
	const near = joins.filter(({ time }) => time >= joined - window && time <= joined + window);
	let start = 0;
	let best: { end: number; people: number; trusted: number } | undefined;
	for (const join of near) {
		everybody.add(join);
		if (!isListed(join)) notListed.add(join);
		for (let first = near[start]; first && first.time < join.time - window; first = near[++start]) {
			everybody.remove(first);
			if (!isListed(first)) notListed.remove(first);
		}
		if (join.time < earliestEnd) continue;
		const { people, trusted } = join.time <= endOfWave ? notListed : everybody;
		if (people >= Math.max(threshold, best?.people ?? 0)) best = { end: join.time, people, trusted };
	}
	if (!best) return undefined;
	const { end, trusted } = best;
	const goesOn = wave !== undefined && end <= endOfWave;
	// Somebody who joined between two bursts of a wave belongs to the second one.
	const from = goesOn ? Math.min(wave.last, end) - window : end - window;
	const members = joins.filter(({ time }) => time >= from && time <= end);
	const people = new Set(members.filter((join) => !goesOn || !isListed(join)).map(({ person }) => person));
	return {
		participantIds: [...people].map(({ id }) => id),
		time: end,
		number: goesOn ? wave.bursts + 1 : 1,
		isDoubtful: trusted < threshold,
	};
}

/** Counts the different people in a sliding window, and those with a join that is not doubtful. */
class PeopleCount {
	private readonly all = new Map<Person, number>();
	private readonly certain = new Map<Person, number>();

	get people(): number {
		return this.all.size;
	}

	get trusted(): number {
		return this.certain.size;
	}

	add(join: Join): void {
		this.change(join, 1);
	}

	remove(join: Join): void {
		this.change(join, -1);
	}

	private change({ person, isDoubtful }: Join, by: 1 | -1): void {
		increase(this.all, person, by);
		if (!isDoubtful) increase(this.certain, person, by);
	}
}

function increase(counts: Map<Person, number>, person: Person, by: 1 | -1): void {
	const count = (counts.get(person) ?? 0) + by;
	if (count > 0) counts.set(person, count);
	else counts.delete(person);
}
