import { isExpected } from './joinMethod';
import type { MemberChange, MemberEvent } from './groupEvents';
import { RecentKeys } from './recentKeys';

/**
 * ms. Maximum difference between the times of two events about one join, or about one change of the own account. Both arrive together,
 * with times from the same source.
 */
const SAME_EVENT_MS = 5_000;

/** `joinedInBatch`: an event without the method reported the join, together with others. */
type Change = MemberChange | 'joinedInBatch';

const OPPOSITE: Record<MemberChange, MemberChange> = {
	memberJoined: 'memberLeft',
	memberLeft: 'memberJoined',
	memberPromoted: 'memberDemoted',
	memberDemoted: 'memberPromoted',
};

/** The change that makes it possible to do the same one again. */
export const oppositeOf = (change: MemberChange): MemberChange => OPPOSITE[change];

/** The changes of members that deliveries have reported. Wawp may send one change as two events. */
export class MemberChanges {
	private readonly reported: RecentKeys;

	/**
	 * @param lifetime ms
	 * @param capacity the maximum number of changes, two for a person with two IDs
	 */
	constructor(lifetime: number, capacity: number) {
		this.reported = new RecentKeys(lifetime, capacity);
	}

	get size(): number {
		return this.reported.size;
	}

	/**
	 * Remembers a change.
	 *
	 * @param time of the event, in ms since 1970
	 * @param now ms since 1970
	 * @param undo gets what forgets it
	 * @returns `isNew`: whether no event has reported this change. `counts`: whether it is a join that counts for a burst, for the first time. People
	 * who were added or invited never count, and those of a batch only if another event says that they used the link
	 */
	learn(event: MemberEvent, time: number, now: number, undo: Array<() => void>): { isNew: boolean; counts: boolean } {
		const isNew = !this.isKnown(event, event.event, time, now);
		const note = (change: Change, reportedAt: number | undefined, ids: readonly string[] = event.participant.ids) => {
			for (const id of ids) this.set(keyOf(change, event.groupId, id), reportedAt, now, undo);
		};
		const ids = event.participant.ids.filter((id) => isNew || !this.reported.has(keyOf(event.event, event.groupId, id), now));
		note(event.event, time, ids);
		if (event.event !== 'memberJoined' || isExpected(event.joinMethod)) return { isNew, counts: false };
		if (isNew && event.isBatch) note('joinedInBatch', time);
		if (isNew) return { isNew, counts: !event.isBatch };
		const counts = event.joinMethod === 'link' && this.isKnown(event, 'joinedInBatch', time, now);
		if (counts) note('joinedInBatch', undefined);
		return { isNew, counts };
	}

	/** Whether the same change was reported, and the opposite one not in between. */
	private isKnown({ event, groupId, participant }: MemberEvent, change: Change, time: number, now: number): boolean {
		return participant.ids.some((id) => {
			const reported = this.reported.timeOf(keyOf(change, groupId, id), now);
			if (reported === undefined || Math.abs(time - reported) > SAME_EVENT_MS) return false;
			const opposite = this.reported.timeOf(keyOf(OPPOSITE[event], groupId, id), now);
			return opposite === undefined || opposite <= Math.min(reported, time) || opposite > Math.max(reported, time);
		});
	}

	/** @param time undefined forgets the key */
	private set(key: string, time: number | undefined, now: number, undo: Array<() => void>): void {
		const before = this.reported.timeOf(key, now);
		this.put(key, time, now);
		undo.push(() => this.put(key, before, now));
	}

	private put(key: string, time: number | undefined, now: number): void {
		if (time === undefined) this.reported.delete(key);
		else this.reported.add(key, now, time);
	}
}

const keyOf = (change: Change, groupId: string, id: string) => `${change} ${groupId} ${id}`;
