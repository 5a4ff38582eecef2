import type { GroupId } from '../ids/groupId';
import type { KnownPeople } from '../ids/knownPeople';
import { densestWindow, idsOf, joinsBetween, type Burst, type Join, type Limit } from './burstWindow';
import type { EventParticipant } from './eventParticipants';
import { JoinList, type Joined } from './joinList';

export interface ManyGroupsSettings extends Limit {
	/** How many groups they must join at least. */
	groups: number;
	/** ms after such a burst and its window in which it goes on. */
	quiet: number;
	/** How many people are enough while it goes on, in whatever groups: those that the bots reach last have only a few. */
	thresholdLater: number;
}

// Far more joins than groups without a wave of their own have within a window.
const CAPACITY = 5_000;

// How much later than others an event may arrive.
const MAX_LATE_MS = 300_000;

/** Detects when many people join several groups of the account at the same time, a few in each. */
export class ManyGroups {
	private readonly list = new JoinList<GroupId>();
	/** Until when the last burst goes on, in ms since 1970. */
	private until = -Infinity;

	/** @param known which IDs belong to the same person */
	constructor(private readonly known: KnownPeople) {}

	/** How many joins are remembered. */
	get size(): number {
		return this.list.size;
	}

	/**
	 * Adds people who joined a group at the same time.
	 *
	 * @param now when the join was received, in ms since 1970
	 * @param counts whether a join still counts: nobody counts twice, and the waves of single groups are reported already
	 * @param undo gets what takes the burst back
	 * @returns the burst of each group that they joined, if these joins complete one
	 */
	add(
		groupId: GroupId,
		joined: Joined,
		now: number,
		settings: ManyGroupsSettings,
		counts: (join: Join) => boolean,
		undo: Array<() => void>,
	): Array<Burst & { groupId: GroupId }> {
		const { window, quiet } = settings;
		this.list.add(groupId, joined, now);
		this.list.forgetOld(window + MAX_LATE_MS, this.list.size - CAPACITY);
		const goesOn = joined.time <= this.until;
		const groups = goesOn ? 1 : settings.groups;
		const threshold = goesOn ? Math.min(settings.thresholdLater, settings.threshold) : settings.threshold;
		if (this.list.size < threshold || this.list.groups.size < groups) return [];
		const limits = { earliestEnd: joined.time, threshold, window, groups };
		const find = () => densestWindow(joinsBetween(this.list.joins, joined.time - window, joined.time + window), counts, limits);
		const candidate = find();
		const found = candidate && this.list.unite(this.known) ? find() : candidate;
		if (!found) return [];
		const { until } = this;
		this.until = found.end + quiet + window;
		const members = joinsBetween(this.list.joins, found.end - window, found.end).filter(counts);
		// They are reported. In an attack, counting them with each join would take more and more time.
		const takeBack = this.list.drop(members);
		undo.push(takeBack, () => (this.until = until));
		return burstsOf(members, found.trusted < threshold);
	}

	/** Stops counting somebody who turns out to have been added to the group. */
	discount(groupId: GroupId, participant: EventParticipant): void {
		this.list.discount(groupId, participant);
	}

	/** Makes joins doubtful whose times may be wrong. @param since in ms since 1970 */
	doubt(since: number): void {
		this.list.doubt(since);
	}
}

/** Each group with those who joined it. */
const burstsOf = (joins: ReadonlyArray<Join<GroupId>>, isDoubtful: boolean): Array<Burst & { groupId: GroupId }> =>
	[...new Set(joins.map(({ group }) => group))].map((groupId) => {
		const own = joins.filter((join) => join.group === groupId);
		const time = Math.max(...own.map((join) => join.time));
		return { groupId, participantIds: idsOf(own), time, number: 1, isDoubtful };
	});
