import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Delivery } from '../wawp/events/delivery';
import type { EventParticipant } from '../wawp/events/eventParticipants';
import type { MemberChange, MemberEvent } from '../wawp/events/groupEvents';
import { GroupStates } from '../wawp/events/groupStates';
import { isExpected } from '../wawp/events/joinMethod';
import { MemberChanges, oppositeOf } from '../wawp/events/memberChanges';
import { RecentKeys } from '../wawp/events/recentKeys';
import { RECONNECT_MS, SessionWatch } from '../wawp/events/sessionWatch';
import { Waves, type ReportedBurst } from '../wawp/events/waves';
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
	private readonly waves: Waves;
	private readonly session = new SessionWatch();

	/** @param known the people of the account, which other parts of this process learn too */
	constructor(readonly known = new KnownPeople()) {
		this.waves = new Waves(known);
	}

	/** How many entries of each kind are remembered. */
	get size() {
		return { deliveries: this.deliveries.size, changes: this.changes.size, states: this.states.size, ...this.waves.size };
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
		const youngEnough = settings.waves.fast.window + RETRIES_LAST_MS;
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
		const bursts = settings.events.has('joinBurst') ? this.burstsOf(joined, delivery, now, settings, undo) : [];
		const items = reported.map((event) =>
			eventItem(event, { ...delivery, waveId: this.waveIdOf(event, delivery.time, now, settings) }),
		);
		items.push(...bursts.map((burst) => burstItem(burst, delivery.eventId)));
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
				if (isReconnect) this.waves.doubt(now - RECONNECT_MS);
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

	private isReported(event: WawpEvent, time: number, now: number, { events, afterBurst }: TriggerSettings): boolean {
		if (!events.has(event.event)) return false;
		if (event.event !== 'memberJoined' || afterBurst === 0) return true;
		if (event.joinMethod === 'invited' || event.isBatch) return false;
		return (
			this.waves.of(event.groupId, { time, now, after: afterBurst }) !== null ||
			this.waveOfAdder(event, time, now, afterBurst) !== null
		);
	}

	private waveIdOf(event: WawpEvent, time: number, now: number, { afterBurst: after }: TriggerSettings): string | null {
		// Somebody has probably added people who come together, whatever happens in the group.
		if (event.event !== 'memberJoined' || event.isBatch) return null;
		if (isExpected(event.joinMethod)) return this.waveOfAdder(event, time, now, after);
		return this.waves.of(event.groupId, { time, now, after });
	}

	private waveOfAdder({ groupId, actorId, joinMethod }: MemberJoined, time: number, now: number, after: number): string | null {
		return joinMethod === 'added' && actorId ? this.waves.of(groupId, { time, now, after }, actorId) : null;
	}

	/** If Wawp sends one join as two events, the first one may not say that somebody was added or invited. */
	private discountExpected(events: readonly WawpEvent[]): void {
		for (const event of events) {
			if (event.event === 'memberJoined' && isExpected(event.joinMethod)) this.waves.discount(event.groupId, event.participant);
		}
	}

	private burstsOf(
		people: EventParticipant[],
		{ events, time, hasOwnTime }: Delivery,
		now: number,
		{ waves: settings }: TriggerSettings,
		undo: Array<() => void>,
	): ReportedBurst[] {
		const [first] = events;
		if (first?.event !== 'memberJoined') return [];
		const { groupId, actorId } = first;
		const joined = { time, hasOwnTime, isDoubtful: !hasOwnTime && this.session.isDoubtful(now) };
		if (people.length > 0) return this.waves.add(groupId, { ...joined, people }, now, settings, undo);
		const added = events.flatMap((event) =>
			event.event === 'memberJoined' && event.joinMethod === 'added' ? [event.participant] : [],
		);
		if (added.length === 0 || actorId === null || this.known.isOwn([actorId])) return [];
		return this.waves.addByOne(groupId, actorId, { ...joined, people: added }, now, settings, undo);
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

type MemberJoined = MemberEvent & { event: 'memberJoined' };

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
