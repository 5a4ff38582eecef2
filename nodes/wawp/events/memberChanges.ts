import type { MemberChange, MemberEvent } from './groupEvents';
import { RecentKeys } from './recentKeys';

/**
 * ms. Maximum difference between the times of two events about one join, or about one change of the own account. Both arrive together,
 * with times from the same source.
 */
const SAME_EVENT_MS = 5_000;

/** `joinedInBatch`: an event without the method told the join, together with others. */
type Change = MemberChange | 'joinedInBatch';

const OPPOSITE: Record<MemberChange, MemberChange> = {
	memberJoined: 'memberLeft',
	memberLeft: 'memberJoined',
	memberPromoted: 'memberDemoted',
	memberDemoted: 'memberPromoted',
};

/** The change that makes it possible to do the same one again. */
export const oppositeOf = (change: MemberChange): MemberChange => OPPOSITE[change];

/** The changes of members that deliveries have told. Wawp may send one change as two events. */
export class MemberChanges {
	private readonly told: RecentKeys;

	/**
	 * @param lifetime ms
	 * @param capacity the maximum number of changes, two for a person with two IDs
	 */
	constructor(lifetime: number, capacity: number) {
		this.told = new RecentKeys(lifetime, capacity);
	}

	get size(): number {
		return this.told.size;
	}

	/**
	 * Remembers a change.
	 *
	 * @param time of the event, in ms since 1970
	 * @param now ms since 1970
	 * @param undo gets what forgets it
	 * @returns `isNew`: whether no event has told this change. `counts`: whether it is a join that counts for a burst, for the first time. People
	 * who were added never count, and those of a batch only if another event says that they used the link
	 */
	learn(event: MemberEvent, time: number, now: number, undo: Array<() => void>): { isNew: boolean; counts: boolean } {
		const isNew = !this.isTold(event, event.event, time, now);
		const note = (change: Change, told: number | undefined, ids: readonly string[] = event.participant.ids) => {
			for (const id of ids) this.set(keyOf(change, event.groupId, id), told, now, undo);
		};
		const ids = event.participant.ids.filter((id) => isNew || !this.told.has(keyOf(event.event, event.groupId, id), now));
		note(event.event, time, ids);
		if (event.event !== 'memberJoined' || event.joinMethod === 'added') return { isNew, counts: false };
		if (isNew && event.isBatch) note('joinedInBatch', time);
		if (isNew) return { isNew, counts: !event.isBatch };
		const counts = event.joinMethod === 'link' && this.isTold(event, 'joinedInBatch', time, now);
		if (counts) note('joinedInBatch', undefined);
		return { isNew, counts };
	}

	/** Whether the same change was told, and the opposite one not in between. */
	private isTold({ event, groupId, participant }: MemberEvent, change: Change, time: number, now: number): boolean {
		return participant.ids.some((id) => {
			const told = this.told.timeOf(keyOf(change, groupId, id), now);
			if (told === undefined || Math.abs(time - told) > SAME_EVENT_MS) return false;
			const opposite = this.told.timeOf(keyOf(OPPOSITE[event], groupId, id), now);
			return opposite === undefined || opposite <= Math.min(told, time) || opposite > Math.max(told, time);
		});
	}

	/** @param time undefined forgets the key */
	private set(key: string, time: number | undefined, now: number, undo: Array<() => void>): void {
		const before = this.told.timeOf(key, now);
		this.put(key, time, now);
		undo.push(() => this.put(key, before, now));
	}

	private put(key: string, time: number | undefined, now: number): void {
		if (time === undefined) this.told.delete(key);
		else this.told.add(key, now, time);
	}
}

const keyOf = (change: Change, groupId: string, id: string) => `${change} ${groupId} ${id}`;
