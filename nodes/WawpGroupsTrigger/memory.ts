import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Delivery } from '../wawp/events/delivery';
import type { EventParticipant } from '../wawp/events/eventParticipants';
import { waveId, type Wave } from '../wawp/events/burstWindow';
import type { MemberChange, MemberEvent } from '../wawp/events/groupEvents';
import { GroupStates } from '../wawp/events/groupStates';
import { JoinBursts } from '../wawp/events/joinBursts';
import { isExpected } from '../wawp/events/joinMethod';
import { MemberChanges, oppositeOf } from '../wawp/events/memberChanges';
import { RecentKeys } from '../wawp/events/recentKeys';
import { RECONNECT_MS, SessionWatch } from '../wawp/events/sessionWatch';
import { KnownPeople } from '../wawp/ids/knownPeople';
import { burstItem, eventItem } from './items';
import type { TriggerSettings } from './settings';

/** Wawp retries a delivery up to 15 times, 2 s apart (inferred from WAHA). Each time it first waits for a response. */
const RETRIES_LAST_MS = 600_000;

// For deliveries and for events. This covers 20 seconds of an attack with 500 deliveries a second.
const CAPACITY = 10_000;

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
	/** Whether the trigger listened for a test event and got it. n8n removes the webhook a moment later. */
	testEnded = false;
	private readonly deliveries = new RecentKeys(RETRIES_LAST_MS, CAPACITY);
	private readonly changes = new MemberChanges(RETRIES_LAST_MS, 2 * CAPACITY);
	private readonly states = new GroupStates();
	private readonly bursts: JoinBursts;
	private readonly session = new SessionWatch();

	/** @param known the people of the account, which other parts of this process learn too */
	constructor(readonly known = new KnownPeople()) {
		this.bursts = new JoinBursts(known);
	}

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
		const youngEnough = settings.burst.window + RETRIES_LAST_MS;
		if (delivery.time < now - youngEnough) return ignored('it is too old');
		this.discountExpected(delivery.events);
		const wanted = delivery.events.filter((event) => isWanted(event, settings));
		const key = deliveryKey(delivery, fingerprint);
		if (wanted.length === 0 || this.deliveries.has(key, now)) return NO_REACTION;
		const undo = [() => this.deliveries.delete(key)];
		// Until a replay is too old.
		this.deliveries.add(key, now, now, Math.max(now, delivery.statedTime) + youngEnough + 1);

		const reported: WawpEvent[] = [];
		const joined: EventParticipant[] = [];
		for (const event of wanted) {
			const { isNew, counts } = this.learn(event, delivery, now, undo);
			if (isNew && this.isReported(event, delivery.time, now, settings)) reported.push(event);
			if (counts && 'participant' in event) joined.push(event.participant);
		}
		const bursts = settings.events.has('joinBurst') ? this.burstItems(joined, delivery, now, settings, undo) : [];
		const items = reported.map((event) => {
			const waveId = this.waveIdOf(event, delivery.time, now, settings);
			return eventItem(event, { ...delivery, waveId });
		});
		items.push(...bursts);
		// The last step first: two events of a delivery may have changed the same entry.
		return { items, forget: () => undo.reverse().forEach((step) => step()) };
	}

	/**
	 * Remembers an event.
	 *
	 * @returns `isNew`: whether something changed, and no other delivery has reported it. `counts`: whether it counts for a burst
	 */
	private learn(
		event: WawpEvent,
		{ time }: Delivery,
		now: number,
		undo: Array<() => void>,
	): { isNew: boolean; counts?: boolean } {
		switch (event.event) {
			case 'sessionStatusChanged': {
				const { isNews, isReconnect, undo: forget } = this.session.learn(event, time, now);
				undo.push(forget);
				// The news of the reconnect may come after the first joins that it brings.
				if (isReconnect) this.bursts.doubt(now - RECONNECT_MS);
				return { isNew: isNews };
			}
			case 'groupUpdated':
			case 'inviteCodeChanged': {
				const { groupId, state } = event;
				const before = this.states.get(groupId);
				undo.push(() => this.states.restore(groupId, before));
				return { isNew: this.states.learn(groupId, state, time) };
			}
			default:
				return this.changes.learn(event, time, now, undo);
		}
	}

	private isReported(event: WawpEvent, time: number, now: number, { events, afterBurst, burst }: TriggerSettings): boolean {
		if (!events.has(event.event)) return false;
		if (event.event !== 'memberJoined' || afterBurst === 0) return true;
		if (event.joinMethod === 'invited') return false;
		return this.waveOf(event, { time, now, window: burst.window, after: afterBurst }) !== undefined;
	}

	private waveIdOf(event: WawpEvent, time: number, now: number, { afterBurst, burst }: TriggerSettings): string | null {
		const after = afterBurst > 0 ? afterBurst : burst.quiet + burst.window;
		if (event.event !== 'memberJoined' || isExpected(event.joinMethod)) return null;
		const wave = this.waveOf(event, { time, now, window: burst.window, after });
		return wave ? waveId(event.groupId, wave) : null;
	}

	/** The wave of a group to which a join belongs, up to `after` ms after its last burst. */
	private waveOf(
		{ groupId, isBatch }: MemberEvent & { event: 'memberJoined' },
		{ time, now, window, after }: { time: number; now: number; window: number; after: number },
	): Wave | undefined {
		// Somebody has probably added them, whatever happens in the group.
		if (isBatch) return undefined;
		const wave = this.bursts.lastWave(groupId);
		// This includes joins within the window of the first burst whose delivery arrived after it.
		if (!wave || time < wave.first - window) return undefined;
		// Deliveries that are late, or that come together after a reconnect, still find a live link.
		return time <= wave.last + after || now <= wave.found + after ? wave : undefined;
	}

	/** If Wawp sends one join as two events, the first one may not say that somebody was added or invited. */
	private discountExpected(events: readonly WawpEvent[]): void {
		for (const event of events) {
			if (event.event === 'memberJoined' && isExpected(event.joinMethod)) this.bursts.discount(event.groupId, event.participant);
		}
	}

	private burstItems(
		people: EventParticipant[],
		{ events, time, hasOwnTime, eventId }: Delivery,
		now: number,
		{ burst: settings }: TriggerSettings,
		undo: Array<() => void>,
	): IDataObject[] {
		const [first] = events;
		if (people.length === 0 || !first || !('groupId' in first)) return [];
		const { groupId } = first;
		const isDoubtful = !hasOwnTime && this.session.isDoubtful(now);
		const burst = this.bursts.add(groupId, { people, time, hasOwnTime, isDoubtful }, now, settings);
		if (!burst) return [];
		undo.push(() => this.bursts.undoBurst(groupId));
		const wave = this.bursts.lastWave(groupId);
		return [burstItem(groupId, burst, settings.window, { eventId, time, waveId: wave ? waveId(groupId, wave) : null })];
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

/** Whether an event is reported or counted, or says something about others that are. */
function isWanted(event: WawpEvent, { events, groups, joinMethods }: TriggerSettings): boolean {
	// A burst needs to know when the session came back.
	if (event.event === 'sessionStatusChanged') return events.has(event.event) || events.has('joinBurst');
	if (groups.size > 0 && !groups.has(event.groupId)) return false;
	if (!('participant' in event)) return events.has(event.event);
	const isSelected = (change: MemberChange) => events.has(change) || (change === 'memberJoined' && events.has('joinBurst'));
	if (event.event === 'memberJoined' && isSelected(event.event))
		return joinMethods.has(event.joinMethod === 'invited' ? 'link' : event.joinMethod);
	// Somebody who was removed and joins again within seconds has joined twice.
	return isSelected(event.event) || isSelected(oppositeOf(event.event));
}
