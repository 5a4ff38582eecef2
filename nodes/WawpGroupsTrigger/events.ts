import type { GroupEvent } from '../wawp/events/groupEvents';
import type { SessionEvent } from '../wawp/events/sessionStatus';

/** The options of "Trigger On": the events of a group and of the session, and the burst that the trigger detects itself. */
export type TriggerEvent = GroupEvent['event'] | SessionEvent['event'] | 'joinBurst';

const JOINS_AND_LEAVES = ['group.v2.join', 'group.v2.leave', 'group.v2.participants'] as const;

/**
 * Wawp's event names are documented and seen in public code. A join or leave has its own name in Wawp's documentation, and comes as
 * `group.v2.participants` from WAHA, so the trigger subscribes to both. It subscribes to leaves with joins, and to joins with leaves, because
 * somebody who leaves in between has joined twice.
 */
const WAWP_EVENTS: Record<TriggerEvent, readonly string[]> = {
	memberJoined: JOINS_AND_LEAVES,
	memberLeft: JOINS_AND_LEAVES,
	memberPromoted: ['group.v2.participants'],
	memberDemoted: ['group.v2.participants'],
	groupUpdated: ['group.v2.update'],
	inviteCodeChanged: ['group.v2.update'],
	// The session's status shows which joins may be old.
	joinBurst: [...JOINS_AND_LEAVES, 'session.status'],
	sessionStatusChanged: ['session.status'],
};

/** @returns the Wawp events to subscribe to, each once, in alphabetical order */
export const wawpEventsFor = (events: readonly TriggerEvent[]): string[] =>
	[...new Set(events.flatMap((event) => WAWP_EVENTS[event]))].sort();

export const isTriggerEvent = (value: unknown): value is TriggerEvent =>
	typeof value === 'string' && Object.hasOwn(WAWP_EVENTS, value);
