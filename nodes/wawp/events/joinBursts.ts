import type { GroupId } from '../ids/groupId';

export interface BurstSettings {
	/** How many different people must join. */
	threshold: number;
	/** ms. Joins exactly one window apart still belong together. */
	window: number;
	/** ms after a burst before the group can have another one. A burst exactly at the end is possible. */
	quiet: number;
}

export interface Burst {
	/** The people who joined within the window, in the order of their joins. */
	participantIds: string[];
	/** The time of the last join in the window, in ms since 1970. */
	time: number;
}

interface Join {
	id: string;
	time: number;
}

interface GroupJoins {
	/** Sorted by time. */
	joins: Join[];
	/** ms since 1970. */
	lastBurst?: number | undefined;
	/** The burst before the last one, in ms since 1970. */
	earlierBurst?: number | undefined;
	/** When a join of this group was last received, in ms since 1970. */
	lastReceived: number;
}

// How much later than others an event may arrive: Wawp retries for half a minute and does not keep the order.
const MAX_LATE_MS = 300_000;

/**
 * Detects when many people join a group within a short time. Windows slide along the times of the events, so the order of arrival
 * does not matter.
 */
export class JoinBursts {
	/** Sorted by `lastReceived`. */
	private readonly groups = new Map<GroupId, GroupJoins>();
	private total = 0;

	/** @param capacity the maximum number of joins to remember, over all groups */
	constructor(private readonly capacity = 50_000) {}

	/** How many groups and joins are remembered. */
	get size(): { groups: number; joins: number } {
		return { groups: this.groups.size, joins: this.total };
	}

	/**
	 * Adds people who joined a group at the same time.
	 *
	 * @param time when they joined, in ms since 1970
	 * @param now when the join was received, in ms since 1970
	 * @returns the burst that these joins complete, if any; of several windows, the one with the most people
	 */
	add(groupId: GroupId, ids: readonly string[], time: number, now: number, settings: BurstSettings): Burst | undefined {
		const group = this.groups.get(groupId) ?? { joins: [], lastReceived: now };
		this.groups.delete(groupId);
		this.groups.set(groupId, group);
		group.lastReceived = now;
		group.joins.push(...ids.map((id) => ({ id, time })));
		group.joins.sort((one, other) => one.time - other.time);
		this.total += ids.length;
		this.forgetOld(group, settings.window);
		const burst = findBurst(group, time, settings);
		if (burst) Object.assign(group, { earlierBurst: group.lastBurst, lastBurst: burst.time });
		this.forgetGroups(now, settings);
		return burst;
	}

	/** @returns the time of the last burst that is still remembered, in ms since 1970 */
	lastBurst(groupId: GroupId): number | undefined {
		return this.groups.get(groupId)?.lastBurst;
	}

	/** Undoes the last burst if it could not be reported. The next join in its window then completes it again. */
	undoBurst(groupId: GroupId): void {
		const group = this.groups.get(groupId);
		if (group) group.lastBurst = group.earlierBurst;
	}

	private forgetOld({ joins }: GroupJoins, window: number): void {
		const oldest = (joins.at(-1)?.time ?? 0) - window - MAX_LATE_MS;
		const first = joins.findIndex(({ time }) => time >= oldest);
		this.total -= joins.splice(0, first).length;
		while (this.total > this.capacity && joins.length > this.capacity / 2) {
			joins.shift();
			this.total--;
		}
	}

	/** Forgets groups whose joins are too old for a burst and, while there are too many joins, the groups that are idle for longest. */
	private forgetGroups(now: number, { window, quiet }: BurstSettings): void {
		const idle = Math.max(window, quiet) + MAX_LATE_MS;
		for (const [groupId, { joins, lastReceived }] of this.groups) {
			if (this.total <= this.capacity && now - lastReceived <= idle) return;
			this.groups.delete(groupId);
			this.total -= joins.length;
		}
	}
}

/**
 * Finds the window with the most people that contains the new joins, reaches the threshold and ends after the quiet time. Of equal
 * windows, the latest one counts.
 *
 * @param joined when the new people joined, in ms since 1970
 */
function findBurst({ joins, lastBurst = -Infinity }: GroupJoins, joined: number, settings: BurstSettings): Burst | undefined {
	const { threshold, window, quiet } = settings;
	const earliestEnd = Math.max(joined, lastBurst + quiet);
	const ends = joins.filter(({ time }) => time >= earliestEnd && time <= joined + window);
	let burst: Burst | undefined;
	for (const end of new Set(ends.map(({ time }) => time))) {
		const inWindow = joins.filter(({ time }) => time >= end - window && time <= end);
		const participantIds = [...new Set(inWindow.map(({ id }) => id))];
		if (participantIds.length >= Math.max(threshold, burst?.participantIds.length ?? 0)) burst = { participantIds, time: end };
	}
	return burst;
}
