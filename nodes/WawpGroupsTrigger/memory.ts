import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { Delivery } from '../wawp/events/delivery';
import type { GroupEvent } from '../wawp/events/groupEvents';
import type { GroupId } from '../wawp/ids/groupId';
import { JoinBursts } from '../wawp/events/joinBursts';
import { RecentKeys } from '../wawp/events/recentKeys';
import { setNewest } from '../wawp/transport/newestEntries';
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

/** The result of a delivery. */
export interface Reaction {
	items: IDataObject[];
	/** Forgets the delivery, so that a retry can start the workflow. Call this if n8n could not start it. */
	forget: () => void;
}

/**
 * What a trigger remembers of earlier deliveries. It is kept in the memory of the process, because n8n does not save what a webhook
 * stores when that webhook starts an execution. A restart clears it, and each webhook processor has its own.
 */
export class TriggerMemory {
	private readonly deliveries = new RecentKeys(RETRIES_LAST_MS, CAPACITY);
	private readonly events = new RecentKeys(RETRIES_LAST_MS, CAPACITY);
	private readonly bursts = new JoinBursts();

	/** How many entries of each kind are remembered. */
	get size() {
		return { deliveries: this.deliveries.size, events: this.events.size, ...this.bursts.size };
	}

	/**
	 * Turns a delivery into items: one for each selected and new event and participant, and one for a burst that it completes.
	 *
	 * @param fingerprint a hash of the body, which identifies a delivery without an ID
	 * @param now ms since 1970
	 */
	react(delivery: Delivery, fingerprint: string, now: number, settings: TriggerSettings): Reaction {
		const wanted = delivery.events.filter((event) => isWanted(event, settings));
		const key = delivery.eventId ?? fingerprint;
		if (wanted.length === 0 || this.deliveries.has(key, now)) return NO_REACTION;
		const undo = [() => this.deliveries.delete(key)];
		this.deliveries.add(key, now);

		const fresh = wanted.filter(
			(event) => !keysOf(event).some((name) => this.events.has(name, now, delivery.time, SAME_EVENT_MS)),
		);
		for (const name of fresh.flatMap(keysOf)) {
			this.events.add(name, now, delivery.time);
			undo.push(() => this.events.delete(name));
		}
		const joined = fresh.filter((event) => event.event === 'memberJoined');
		const isReported = ({ event, groupId }: GroupEvent) =>
			settings.events.has(event) && (event !== 'memberJoined' || this.reportsJoin(groupId, delivery.time, settings));
		const items = fresh.filter(isReported).map((event) => eventItem(event, delivery));
		if (joined[0] && settings.events.has('joinBurst')) {
			const { groupId } = joined[0];
			const ids = joined.map(({ participant }) => participant.id);
			const burst = this.bursts.add(groupId, ids, delivery.time, now, settings.burst);
			if (burst) items.push(burstItem(groupId, burst, settings.burst.window, delivery));
			if (burst) undo.push(() => this.bursts.undoBurst(groupId));
		}
		return { items, forget: () => undo.forEach((step) => step()) };
	}

	/** Whether a single join is reported. This includes joins within the window of the last burst whose delivery arrived after it. */
	private reportsJoin(groupId: GroupId, time: number, { afterBurst, burst }: TriggerSettings): boolean {
		if (afterBurst === 0) return true;
		const last = this.bursts.lastBurst(groupId);
		return last !== undefined && time >= last - burst.window && time <= last + afterBurst;
	}
}

const NO_REACTION: Reaction = { items: [], forget: () => undefined };

function isWanted(event: GroupEvent, { events, groups, joinMethods }: TriggerSettings): boolean {
	if (groups.size > 0 && !groups.has(event.groupId)) return false;
	if (event.event !== 'memberJoined') return events.has(event.event);
	return (events.has('memberJoined') || events.has('joinBurst')) && joinMethods.has(event.joinMethod);
}

/** @returns the keys by which a duplicate of an event is recognized: one for each ID of a person */
function keysOf(event: GroupEvent): string[] {
	switch (event.event) {
		case 'groupUpdated':
			return [JSON.stringify([event.event, event.groupId, event.subject, event.description])];
		case 'inviteCodeChanged':
			return [`${event.event} ${event.groupId} ${event.code}`];
		default:
			return event.participant.ids.map((id) => `${event.event} ${event.groupId} ${id}`);
	}
}

// Far more triggers than one n8n has. The least recently used ones, such as deactivated ones, are dropped first.
const MAX_TRIGGERS = 1_000;

const memories = new Map<string, TriggerMemory>();

/** @returns the memory of a trigger. A test has its own memory, so it does not affect the published workflow */
export function memoryOf(context: IWebhookFunctions): TriggerMemory {
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id, context.getMode()]);
	const memory = memories.get(key) ?? new TriggerMemory();
	setNewest(memories, key, memory, MAX_TRIGGERS);
	return memory;
}
