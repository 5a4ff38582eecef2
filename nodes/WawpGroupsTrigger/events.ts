import type { GroupEvent } from '../wawp/events/groupEvents';

/** What "Trigger On" offers, by the value that workflows save: the events of a group, and what is counted from them. */
export type TriggerEvent = GroupEvent['event'] | 'joinBurst';

/**
 * Documented and seen in public code. Who joined or left comes under its own name by Wawp's documentation, and under
 * `group.v2.participants` by WAHA: both are asked for.
 */
const WAWP_EVENTS: Record<TriggerEvent, readonly string[]> = {
	memberJoined: ['group.v2.join', 'group.v2.participants'],
	memberLeft: ['group.v2.leave', 'group.v2.participants'],
	memberPromoted: ['group.v2.participants'],
	memberDemoted: ['group.v2.participants'],
	groupUpdated: ['group.v2.update'],
	inviteCodeChanged: ['group.v2.update'],
	joinBurst: ['group.v2.join', 'group.v2.participants'],
};

/** The events to ask Wawp for: each once, in the order of the alphabet. */
export const wawpEventsFor = (events: readonly TriggerEvent[]): string[] =>
	[...new Set(events.flatMap((event) => WAWP_EVENTS[event]))].sort();

export const isTriggerEvent = (value: unknown): value is TriggerEvent =>
	typeof value === 'string' && Object.hasOwn(WAWP_EVENTS, value);
