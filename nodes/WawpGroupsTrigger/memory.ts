import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { Delivery } from '../wawp/events/delivery';
import type { GroupEvent } from '../wawp/events/groupEvents';
import type { GroupId } from '../wawp/ids/groupId';
import { JoinBursts } from '../wawp/events/joinBursts';
import { RecentKeys } from '../wawp/events/recentKeys';
import { burstItem, eventItem } from './items';
import type { TriggerSettings } from './settings';

/** Wawp sends a delivery again up to 15 times, 2 s apart (inferred from WAHA), after it has waited for an answer each time. */
const RETRIES_LAST_MS = 600_000;

/** The two events that tell of the same join, and the own account's doubled ones, come together, with times of one source. */
const SAME_EVENT_MS = 5_000;

// Deliveries, and events: those of 20 seconds under an attack of 500 a second.
const CAPACITY = 10_000;

/** What the node does about a delivery. */
export interface Reaction {
	items: IDataObject[];
	/** Forgets the delivery: n8n could not start the workflow, and Wawp will send it again. */
	forget: () => void;
}

/**
 * What a trigger remembers of earlier deliveries. It lives in the process: n8n does not keep what a webhook stores when that webhook
 * starts an execution. A restart forgets it, and each webhook processor has its own.
 */
export class TriggerMemory {
	private readonly deliveries = new RecentKeys(RETRIES_LAST_MS, CAPACITY);
	private readonly events = new RecentKeys(RETRIES_LAST_MS, CAPACITY);
	private readonly bursts = new JoinBursts();

	/** How much is remembered. */
	get size() {
		return { deliveries: this.deliveries.size, events: this.events.size, ...this.bursts.size };
	}

	/**
	 * Turns a delivery into items: one for each event and participant that is wanted and new, and one for a burst that it completes.
	 *
	 * @param fingerprint of its bytes, which tells deliveries apart that have no id
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
		const isTold = ({ event, groupId }: GroupEvent) =>
			settings.events.has(event) && (event !== 'memberJoined' || this.tellsJoins(groupId, delivery.time, settings));
		const items = fresh.filter(isTold).map((event) => eventItem(event, delivery));
		if (joined[0] && settings.events.has('joinBurst')) {
			const { groupId } = joined[0];
			const ids = joined.map(({ participant }) => participant.id);
			const burst = this.bursts.add(groupId, ids, delivery.time, now, settings.burst);
			if (burst) items.push(burstItem(groupId, burst, settings.burst.window, delivery));
			if (burst) undo.push(() => this.bursts.takeBack(groupId));
		}
		return { items, forget: () => undo.forEach((step) => step()) };
	}

	/** After a burst, who came within its window and was heard of too late belongs to it as well. */
	private tellsJoins(groupId: GroupId, time: number, { afterBurst, burst }: TriggerSettings): boolean {
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

/** The names by which an event is recognized: a person's has one for each id. */
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

// Far more triggers than one n8n has; those that were deactivated are the first to go.
const MAX_TRIGGERS = 1_000;

const memories = new Map<string, TriggerMemory>();

/** The memory of a trigger. Listening for a test event has one of its own, so that it takes nothing from the published workflow. */
export function memoryOf(context: IWebhookFunctions): TriggerMemory {
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id, context.getMode()]);
	const memory = memories.get(key) ?? new TriggerMemory();
	memories.delete(key);
	memories.set(key, memory);
	const [oldest] = memories.keys();
	if (memories.size > MAX_TRIGGERS && oldest !== undefined) memories.delete(oldest);
	return memory;
}
