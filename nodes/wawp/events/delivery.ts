import { readBody } from '../outcome/outcome';
import type { KnownPeople } from '../ids/knownPeople';
import { isObject, type JsonObject } from '../outcome/json';
import { eventTime, isTime } from './eventTime';
import type { GroupName } from '../groups/groupList';
import { groupEventsFrom, groupNameIn, type GroupEvent } from './groupEvents';
import { sessionEventFrom, type SessionEvent } from './sessionStatus';

/** One parsed webhook delivery from Wawp. */
export interface Delivery {
	/** The ID of the delivery (documented), or null if it has none. A retry keeps the ID. */
	eventId: string | null;
	/** When the events happened, in ms since 1970. */
	time: number;
	/** The same as the sender says it: ahead of the time of the delivery if its clock is. */
	statedTime: number;
	/** Whether the engine says when it happened. Otherwise `time` may be when the event was sent, e.g. after a reconnect. */
	hasOwnTime: boolean;
	events: Array<GroupEvent | SessionEvent>;
	/** The subject of the group, if the delivery has it. */
	group?: GroupName;
	/** Whether the delivery is about another instance. Then it has no events. */
	isFromOtherInstance: boolean;
}

/**
 * Parses the body of a delivery.
 *
 * @param instanceId the instance of the trigger; a delivery of another instance has no events
 * @param now ms since 1970
 * @param known learns from the delivery which IDs belong together, and which are those of the account
 * @returns undefined if the body is not a JSON object
 */
export function readDelivery(
	text: string,
	{ instanceId, now, known }: { instanceId: string; now: number; known: KnownPeople },
): Delivery | undefined {
	const body = readBody(text);
	if (body.kind !== 'json' || !isObject(body.value)) return undefined;
	const delivery = body.value;
	const payload = isObject(delivery.payload) ? delivery.payload : {};
	// GOWS has the true time here. Its `payload.timestamp`, like that of NOWEB, is the time of sending (inferred from WAHA).
	const ownTime = isObject(payload._data) ? payload._data.Timestamp : undefined;
	const isFromOtherInstance = isOtherInstance(delivery, instanceId);
	const statedTime = eventTime([ownTime, payload.timestamp, delivery.timestamp], now);
	const group = isFromOtherInstance ? undefined : groupNameIn(payload);
	return {
		eventId: idOf(delivery.id),
		// A clock that is ahead must not make an event later than its delivery.
		time: Math.min(statedTime, now),
		statedTime,
		hasOwnTime: isTime(ownTime, now),
		events: isFromOtherInstance ? [] : eventsFrom(delivery, known),
		...(group && { group }),
		isFromOtherInstance,
	};
}

function eventsFrom(delivery: JsonObject, known: KnownPeople): Delivery['events'] {
	const session = sessionEventFrom(delivery);
	return session ? [session] : groupEventsFrom(delivery, known);
}

const MAX_ID_LENGTH = 200;

function idOf(value: unknown): string | null {
	const id = typeof value === 'number' ? String(value) : value;
	return typeof id === 'string' && id !== '' && id.length <= MAX_ID_LENGTH ? id : null;
}

/**
 * Whether a delivery belongs to another instance. WAHA copies the metadata of the session into every delivery, and Wawp keeps the
 * instance ID there (inferred). How `session` relates to the instance ID is unknown, so it is ignored.
 */
function isOtherInstance({ metadata }: JsonObject, instanceId: string): boolean {
	if (!isObject(metadata) || typeof metadata.instance_id !== 'string') return false;
	return metadata.instance_id.trim().toLowerCase() !== instanceId.toLowerCase();
}
