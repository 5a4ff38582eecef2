import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Delivery } from '../wawp/events/delivery';
import type { MemberChange, MemberEvent } from '../wawp/events/groupEvents';
import { GroupStates } from '../wawp/events/groupStates';
import { JoinBursts } from '../wawp/events/joinBursts';
import { OwnIds } from '../wawp/events/ownIds';
import { RecentKeys } from '../wawp/events/recentKeys';
import type { SessionEvent } from '../wawp/events/sessionStatus';
import { burstItem, eventItem } from './items';
import type { TriggerSettings } from './settings';

/** Wawp retries a delivery up to 15 times, 2 s apart (inferred from WAHA). Each time it first waits for a response. */
const RETRIES_LAST_MS = 600_000;

/**
 * Maximum difference between the times of two events about one join, or about one change of the own account. Both arrive together,
 * with times from the same source.
 */
const SAME_EVENT_MS = 5_000;

// For deliveries and for events. This covers 20 seconds of an attack with 500 deliveries a second.
const CAPACITY = 10_000;

/**
 * After the session comes back, an engine may send joins that happened before, with the time of sending. Joins within this time may be old.
 */
const RECONNECT_MS = 120_000;

/** The result of a delivery. */
export interface Reaction {
	items: IDataObject[];
	/** Forgets the delivery, so that a retry can start the workflow. Call this if n8n could not start it. */
	forget: () => void;
	/** Why the delivery was ignored as a whole, for the debug log. */
	ignored?: string;
}

/**
 * What a trigger remembers of earlier deliveries. It is kept in the memory of the process, because n8n does not save what a webhook
 * stores when that webhook starts an execution. A restart clears it, and each webhook processor has its own.
 */
export class TriggerMemory {
	readonly own = new OwnIds();
	/** Whether the trigger listened for a test event and got it. n8n removes the webhook a moment later. */
	testEnded = false;
	private readonly deliveries = new RecentKeys(RETRIES_LAST_MS, CAPACITY);
	private readonly changes = new RecentKeys(RETRIES_LAST_MS, CAPACITY);
	private readonly states = new GroupStates();
	private readonly bursts = new JoinBursts();
	/** The last status of the session: the time of its event and, if it is working, when that was received, in ms since 1970. */
	private session: { status: string; time: number; workingSince: number } | undefined;

	/** How many entries of each kind are remembered. */
	get size() {
		return { deliveries: this.deliveries.size, changes: this.changes.size, states: this.states.size, ...this.bursts.size };
	}

	/**
	 * Turns a delivery into items: one for each selected and new event and participant, and one for a burst that it completes.
	 *
	 * @param fingerprint a hash of the body, which identifies a delivery without an ID
	 * @param now ms since 1970
	 */
	react(delivery: Delivery, fingerprint: string, now: number, settings: TriggerSettings): Reaction {
		if (this.testEnded) return ignored('the test has ended');
		if (delivery.isFromOtherInstance) return ignored('it belongs to another instance');
		if (delivery.time < now - settings.burst.window - RETRIES_LAST_MS) return ignored('it is too old');
		this.discountAdded(delivery.events);
		const wanted = delivery.events.filter((event) => isWanted(event, settings));
		const key = deliveryKey(delivery, fingerprint);
		if (wanted.length === 0 || this.deliveries.has(key, now)) return NO_REACTION;
		const undo = [() => this.deliveries.delete(key)];
		this.deliveries.add(key, now);

		const fresh = wanted.filter((event) => this.isNew(event, delivery, now, undo));
		const items = fresh
			.filter((event) => this.isReported(event, delivery.time, now, settings))
			.map((event) => eventItem(event, delivery));
		const joined = fresh.filter((event) => event.event === 'memberJoined' && event.joinMethod !== 'added');
		if (settings.events.has('joinBurst')) items.push(...this.burstItems(joined, delivery, now, settings, undo));
		// The last step first: two events of a delivery may have changed the same entry.
		return { items, forget: () => undo.reverse().forEach((step) => step()) };
	}

	/** Remembers an event. @returns false if nothing changed, or if another delivery has told it */
	private isNew(event: WawpEvent, { time }: Delivery, now: number, undo: Array<() => void>): boolean {
		switch (event.event) {
			case 'sessionStatusChanged':
				return this.isNewStatus(event, time, now, undo);
			case 'groupUpdated':
			case 'inviteCodeChanged': {
				const { groupId, state } = event;
				const before = this.states.get(groupId);
				undo.push(() => this.states.restore(groupId, before));
				return this.states.learn(groupId, state, time);
			}
			default:
				return this.isNewChange(event, time, now, undo);
		}
	}

	/** Whether the status of the session has changed, and the event is not older than the last one. */
	private isNewStatus({ status, isWorking }: SessionEvent, time: number, now: number, undo: Array<() => void>): boolean {
		const before = this.session;
		if (before && (before.status === status || time < before.time)) return false;
		this.session = { status, time, workingSince: isWorking ? now : -Infinity };
		undo.push(() => (this.session = before));
		return true;
	}

	/** Whether a person joined, left, or got or lost the rights of an admin, and no event about the same change was told. */
	private isNewChange({ event, groupId, participant }: MemberEvent, time: number, now: number, undo: Array<() => void>): boolean {
		const keyOf = (change: string, id: string) => `${change} ${groupId} ${id}`;
		const isTold = participant.ids.some((id) => {
			const told = this.changes.timeOf(keyOf(event, id), now);
			if (told === undefined || Math.abs(time - told) > SAME_EVENT_MS) return false;
			const opposite = this.changes.timeOf(keyOf(OPPOSITE[event], id), now);
			return opposite === undefined || opposite <= Math.min(told, time) || opposite > Math.max(told, time);
		});
		for (const id of participant.ids) {
			const key = keyOf(event, id);
			const told = this.changes.timeOf(key, now);
			if (isTold && told !== undefined) continue;
			this.changes.add(key, now, time);
			undo.push(() => (told === undefined ? this.changes.delete(key) : this.changes.add(key, now, told)));
		}
		return !isTold;
	}

	private isReported(event: WawpEvent, time: number, now: number, { events, afterBurst, burst }: TriggerSettings): boolean {
		if (!events.has(event.event)) return false;
		if (event.event !== 'memberJoined' || afterBurst === 0) return true;
		// This includes joins within the window of the first burst whose delivery arrived after it.
		const wave = this.bursts.lastWave(event.groupId);
		if (!wave || time < wave.first - burst.window) return false;
		// Deliveries that are late, or that come together after a reconnect, still find a live link.
		return time <= wave.last + afterBurst || now <= wave.found + afterBurst;
	}

	/** If Wawp sends one join as two events, the first one may not say that somebody was added. */
	private discountAdded(events: readonly WawpEvent[]): void {
		for (const event of events) {
			if (event.event === 'memberJoined' && event.joinMethod === 'added') this.bursts.discount(event.groupId, event.participant);
		}
	}

	private burstItems(
		joined: WawpEvent[],
		delivery: Delivery,
		now: number,
		{ burst: settings }: TriggerSettings,
		undo: Array<() => void>,
	): IDataObject[] {
		const [first] = joined;
		if (!first || !('groupId' in first)) return [];
		const { groupId } = first;
		const people = joined.flatMap((event) => ('participant' in event ? [event.participant] : []));
		const sinceReconnect = now - (this.session?.workingSince ?? -Infinity);
		const isDoubtful = !delivery.hasOwnTime && sinceReconnect <= RECONNECT_MS;
		const burst = this.bursts.add(groupId, { people, time: delivery.time, isDoubtful }, now, settings);
		if (!burst) return [];
		undo.push(() => this.bursts.undoBurst(groupId));
		return [burstItem(groupId, burst, settings.window, delivery)];
	}
}

/** Two events may share an ID, so the key contains both. It is hashed, because a delivery may be about a thousand people. */
const deliveryKey = ({ eventId, events }: Delivery, fingerprint: string): string =>
	eventId === null
		? fingerprint
		: createHash('sha256')
				.update(JSON.stringify([eventId, events]))
				.digest('hex');

const NO_REACTION: Reaction = { items: [], forget: () => undefined };

const ignored = (reason: string): Reaction => ({ ...NO_REACTION, ignored: reason });

type WawpEvent = Delivery['events'][number];

const OPPOSITE: Record<MemberChange, MemberChange> = {
	memberJoined: 'memberLeft',
	memberLeft: 'memberJoined',
	memberPromoted: 'memberDemoted',
	memberDemoted: 'memberPromoted',
};

/** Whether an event is reported or counted, or tells something about others that are. */
function isWanted(event: WawpEvent, { events, groups, joinMethods }: TriggerSettings): boolean {
	// A burst needs to know when the session came back.
	if (event.event === 'sessionStatusChanged') return events.has(event.event) || events.has('joinBurst');
	if (groups.size > 0 && !groups.has(event.groupId)) return false;
	if (!('participant' in event)) return events.has(event.event);
	const isSelected = (change: MemberChange) => events.has(change) || (change === 'memberJoined' && events.has('joinBurst'));
	if (event.event === 'memberJoined' && isSelected(event.event)) return joinMethods.has(event.joinMethod);
	// Somebody who was removed and joins again within seconds has joined twice.
	return isSelected(event.event) || isSelected(OPPOSITE[event.event]);
}
