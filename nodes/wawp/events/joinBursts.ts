import type { GroupId } from '../ids/groupId';
import { setNewest } from '../transport/newestEntries';
import type { EventParticipant } from './eventParticipants';
import { PeopleInGroup, type Person } from './peopleInGroup';

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
	 * bursts of a wave.
	 */
	participantIds: string[];
	/** The time of the last join in the window, in ms since 1970. */
	time: number;
	/** 1 for the first burst of a wave. */
	number: number;
	/** Whether there are enough people only because of joins that may be old. */
	isDoubtful: boolean;
}

/** People who joined a group at the same time. */
export interface Joined {
	people: readonly EventParticipant[];
	/** When they joined, in ms since 1970. */
	time: number;
	/** Whether the join may be older than its time says, because it was received right after a reconnect. */
	isDoubtful?: boolean;
}

interface Join {
	person: Person;
	time: number;
	isDoubtful: boolean;
}

interface GroupJoins {
	/** Sorted by time. */
	joins: Join[];
	people: PeopleInGroup;
	/** When a join of this group was last received, in ms since 1970. */
	lastReceived: number;
}

/** Bursts of a group that follow one another. */
export interface Wave {
	/** The time of the first burst, in ms since 1970. */
	first: number;
	/** The time of the last burst, in ms since 1970. */
	last: number;
	/** The number of bursts. */
	bursts: number;
	/** Everybody in one of the bursts. */
	listed: ReadonlySet<string>;
}

// How much later than others an event may arrive: Wawp retries for half a minute and does not keep the order.
const MAX_LATE_MS = 300_000;

// Several times the largest group.
const MAX_LISTED = 5_000;

/**
 * Detects when many people join a group within a short time. Windows slide along the times of the events, so the order of arrival
 * does not matter.
 */
export class JoinBursts {
	/** Sorted by `lastReceived`. */
	private readonly groups = new Map<GroupId, GroupJoins>();
	/** The last wave of each group, and the state before its last burst. Kept when the joins are forgotten. */
	private readonly waves = new Map<GroupId, { wave: Wave; before: Wave | undefined }>();
	private total = 0;

	/**
	 * @param capacity the maximum number of joins to remember, over all groups
	 * @param maxWaves the maximum number of groups whose last wave is remembered
	 */
	constructor(
		private readonly capacity = 50_000,
		private readonly maxWaves = 1_000,
	) {}

	/** How many groups and joins are remembered. */
	get size(): { groups: number; joins: number } {
		return { groups: this.groups.size, joins: this.total };
	}

	/**
	 * Adds people who joined a group at the same time.
	 *
	 * @param now when the join was received, in ms since 1970
	 * @returns the burst that these joins complete, if any; of several windows, the one with the most people
	 */
	add(groupId: GroupId, joined: Joined, now: number, settings: BurstSettings): Burst | undefined {
		const group = this.groups.get(groupId) ?? { joins: [], people: new PeopleInGroup(), lastReceived: now };
		this.groups.delete(groupId);
		this.groups.set(groupId, group);
		group.lastReceived = now;
		this.remember(group, joined);
		this.forgetOld(group, settings);
		const wave = this.waves.get(groupId)?.wave;
		const burst = findBurst(group.joins, wave, joined.time, settings);
		if (burst) setNewest(this.waves, groupId, { wave: continued(wave, burst), before: wave }, this.maxWaves);
		this.forgetGroups(now, settings);
		return burst;
	}

	/** @returns the last wave of a group that is still remembered */
	lastWave(groupId: GroupId): Wave | undefined {
		return this.waves.get(groupId)?.wave;
	}

	/** Undoes the last burst if it could not be reported. The next join in its window then completes it again. */
	undoBurst(groupId: GroupId): void {
		const before = this.waves.get(groupId)?.before;
		if (before) this.waves.set(groupId, { wave: before, before: undefined });
		else this.waves.delete(groupId);
	}

	private remember({ joins, people }: GroupJoins, { people: joined, time, isDoubtful = false }: Joined): void {
		for (const participant of joined) {
			const { person, replaced } = people.find(participant);
			for (const join of joins) if (replaced.includes(join.person)) join.person = person;
			let at = joins.length;
			while ((joins[at - 1]?.time ?? -Infinity) > time) at--;
			joins.splice(at, 0, { person, time, isDoubtful });
		}
		this.total += joined.length;
	}

	private forgetOld(group: GroupJoins, { window, quiet }: BurstSettings): void {
		const { joins } = group;
		// A burst of a wave that goes on lists everybody since the last one.
		const kept = window + Math.max(MAX_LATE_MS, window + quiet);
		const oldest = (joins.at(-1)?.time ?? 0) - kept;
		const old = joins.findIndex(({ time }) => time >= oldest);
		const beyond = joins.length > this.capacity / 2 ? Math.min(this.total - this.capacity, joins.length - this.capacity / 2) : 0;
		const dropped = joins.splice(0, Math.max(old, Math.ceil(beyond)));
		this.total -= dropped.length;
		if (dropped.length > 0) group.people.keep(new Set(joins.map(({ person }) => person)));
	}

	/** Forgets groups whose joins are too old for a burst and, while there are too many joins, the groups that are idle for longest. */
	private forgetGroups(now: number, { window, quiet }: BurstSettings): void {
		const idle = window + Math.max(MAX_LATE_MS, window + quiet);
		for (const [groupId, { joins, lastReceived }] of this.groups) {
			if (this.total <= this.capacity && now - lastReceived <= idle) return;
			this.groups.delete(groupId);
			this.total -= joins.length;
		}
	}
}

const continued = (wave: Wave | undefined, { number, time, participantIds }: Burst): Wave => ({
	first: wave && number > 1 ? wave.first : time,
	last: time,
	bursts: number,
	listed: new Set([...(wave && number > 1 ? wave.listed : []), ...participantIds].slice(-MAX_LISTED)),
});

/**
 * Finds the window with the most people that contains the new joins, reaches the threshold and ends after the quiet time. Of equal
 * windows, the latest one counts. People whom the wave has listed do not count again.
 *
 * @param joins sorted by time
 * @param joined when the new people joined, in ms since 1970
 */
function findBurst(
	joins: readonly Join[],
	wave: Wave | undefined,
	joined: number,
	{ threshold, window, quiet }: BurstSettings,
): Burst | undefined {
	const earliestEnd = wave ? Math.max(joined, wave.last + quiet) : joined;
	const endOfWave = wave ? wave.last + quiet + window : -Infinity;
	const isListed = (join: Join) => wave !== undefined && [...join.person.ids].some((id) => wave.listed.has(id));
	const everybody = new PeopleCount();
	const notListed = new PeopleCount();
	// All windows that contain the new joins.
	const near = joins.filter(({ time }) => time >= joined - window && time <= joined + window);
	let start = 0;
	let best: { end: number; people: number; trusted: number } | undefined;
	for (const [at, join] of near.entries()) {
		everybody.add(join);
		if (!isListed(join)) notListed.add(join);
		for (let first = near[start]; first && first.time < join.time - window; first = near[++start]) {
			everybody.remove(first);
			if (!isListed(first)) notListed.remove(first);
		}
		// Only the last of several joins at the same time ends a window.
		if (join.time < earliestEnd || near[at + 1]?.time === join.time) continue;
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
