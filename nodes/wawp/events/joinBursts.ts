import type { GroupId } from '../ids/groupId';
import { KnownPeople } from '../ids/knownPeople';
import { setNewest } from '../transport/newestEntries';
import type { EventParticipant } from './eventParticipants';
import { findBurst, type Burst, type BurstSettings, type Join, type Wave } from './burstWindow';
import { PeopleInGroup } from './peopleInGroup';

/** People who joined a group at the same time. */
export interface Joined {
	people: readonly EventParticipant[];
	/** When they joined, in ms since 1970. */
	time: number;
	/** Whether the engine says when they joined. Otherwise a reconnect that is reported later makes the join doubtful. */
	hasOwnTime?: boolean;
	/** Whether the join may be older than its time says, because it was received right after a reconnect. */
	isDoubtful?: boolean;
}

interface GroupJoins {
	/** Sorted by time. */
	joins: Join[];
	people: PeopleInGroup;
	/** When a join of this group was last received, in ms since 1970. */
	lastReceived: number;
	/** The version of what was known when each person was counted once. */
	united?: number;
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
	 * @param known which IDs belong to the same person. It may learn more between two joins
	 * @param capacity the maximum number of joins to remember, over all groups
	 * @param maxWaves the maximum number of groups whose last wave is remembered
	 */
	constructor(
		private readonly known = new KnownPeople(),
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
		this.remember(group, joined, now);
		this.forgetOld(group, settings);
		const wave = this.waves.get(groupId)?.wave;
		const find = () => findBurst(group.joins, wave, joined.time, settings);
		const candidate = find();
		// Two of these people may have turned out to be the same person. It is checked only now, because it takes time in a large group.
		const burst = candidate && unite(group, this.known) ? find() : candidate;
		if (burst) setNewest(this.waves, groupId, { wave: continued(wave, burst, now), before: wave }, this.maxWaves);
		this.forgetGroups(now, settings);
		return burst;
	}

	/** Stops counting somebody who turns out to have been added to the group. */
	discount(groupId: GroupId, { ids }: EventParticipant): void {
		const group = this.groups.get(groupId);
		if (!group) return;
		const others = group.joins.filter(({ person }) => !ids.some((id) => person.ids.has(id)));
		this.total -= group.joins.length - others.length;
		group.joins = others;
	}

	/**
	 * Makes joins doubtful whose times may be wrong.
	 *
	 * @param since in ms since 1970: joins that were received earlier stay as they are
	 */
	doubt(since: number): void {
		for (const { joins } of this.groups.values()) {
			for (const join of joins) if (join.receivedAt !== undefined && join.receivedAt >= since) join.isDoubtful = true;
		}
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

	private remember(
		{ joins, people }: GroupJoins,
		{ people: joined, time, hasOwnTime = false, isDoubtful = false }: Joined,
		now: number,
	): void {
		for (const participant of joined) {
			const { person, replaced } = people.find(participant);
			if (replaced.length > 0) updatePeople(joins, people);
			let at = joins.length;
			while ((joins[at - 1]?.time ?? -Infinity) > time) at--;
			joins.splice(at, 0, { person, time, isDoubtful, ...(!hasOwnTime && { receivedAt: now }) });
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

/** Counts each person of a group once. @returns whether something has been learned since the last time */
function unite(group: GroupJoins, known: KnownPeople): boolean {
	if (group.united === known.version) return false;
	group.united = known.version;
	group.people.unite(known);
	updatePeople(group.joins, group.people);
	return true;
}

function updatePeople(joins: readonly Join[], people: PeopleInGroup): void {
	for (const join of joins) join.person = people.current(join.person);
}

const continued = (wave: Wave | undefined, { number, time, participantIds }: Burst, now: number): Wave => ({
	first: wave && number > 1 ? wave.first : time,
	last: time,
	found: now,
	bursts: number,
	listed: new Map(
		[...(wave && number > 1 ? wave.listed : []), ...participantIds.map((id): [string, number] => [id, time])].slice(-MAX_LISTED),
	),
});
