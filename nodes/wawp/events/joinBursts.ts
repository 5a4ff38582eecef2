import type { GroupId } from '../ids/groupId';

export interface BurstSettings {
	/** How many different people have to join. */
	threshold: number;
	/** ms; joins that are exactly so far apart still belong together. */
	window: number;
	/** ms after a burst in which the group gives no other one; at its very end it may. */
	quiet: number;
}

export interface Burst {
	/** Who joined within the window, in the order in which they did. */
	participantIds: string[];
	/** The last join of the window, in ms since 1970. */
	time: number;
}

interface Join {
	id: string;
	time: number;
}

interface GroupJoins {
	/** By time. */
	joins: Join[];
	lastBurst?: number | undefined;
	/** The one before that. */
	earlierBurst?: number | undefined;
	/** When it was last heard of, in ms since 1970. */
	heard: number;
}

// An event may arrive this much later than others: Wawp sends it again for half a minute, and keeps no order.
const MAX_LATE_MS = 300_000;

/**
 * Tells when many people join a group within a short time. Windows slide along the times that the events tell, whatever order they
 * arrive in.
 */
export class JoinBursts {
	/** Those heard of last come last. */
	private readonly groups = new Map<GroupId, GroupJoins>();
	private total = 0;

	/** @param capacity how many joins are remembered at most, over all groups */
	constructor(private readonly capacity = 50_000) {}

	/** How much is remembered. */
	get size(): { groups: number; joins: number } {
		return { groups: this.groups.size, joins: this.total };
	}

	/**
	 * Counts people who joined a group at the same time.
	 *
	 * @param time when they joined, in ms since 1970
	 * @param now when that was heard, in ms since 1970
	 * @returns the burst that they complete; the fullest window where there are several
	 */
	add(groupId: GroupId, ids: readonly string[], time: number, now: number, settings: BurstSettings): Burst | undefined {
		const group = this.groups.get(groupId) ?? { joins: [], heard: now };
		this.groups.delete(groupId);
		this.groups.set(groupId, group);
		group.heard = now;
		group.joins.push(...ids.map((id) => ({ id, time })));
		group.joins.sort((one, other) => one.time - other.time);
		this.total += ids.length;
		this.forgetOld(group, settings.window);
		const burst = findBurst(group, time, settings);
		if (burst) Object.assign(group, { earlierBurst: group.lastBurst, lastBurst: burst.time });
		this.forgetGroups(now, settings);
		return burst;
	}

	/** When the group had its last burst that is still remembered, in ms since 1970. */
	lastBurst(groupId: GroupId): number | undefined {
		return this.groups.get(groupId)?.lastBurst;
	}

	/** Takes a burst back that nobody got to see, so that the next join tells it again. */
	takeBack(groupId: GroupId): void {
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

	/** Groups that can have no burst with what is remembered of them, and the longest unheard of when there are too many joins. */
	private forgetGroups(now: number, { window, quiet }: BurstSettings): void {
		const idle = Math.max(window, quiet) + MAX_LATE_MS;
		for (const [groupId, { joins, heard }] of this.groups) {
			if (this.total <= this.capacity && now - heard <= idle) return;
			this.groups.delete(groupId);
			this.total -= joins.length;
		}
	}
}

/** The fullest window with the new joins in it that has enough people and ends after the quiet time; of equal ones the latest. */
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
