import { readBody } from '../outcome/outcome';
import { isObject, type JsonObject } from '../outcome/json';
import { eventTime } from './eventTime';
import { groupEventsFrom, type GroupEvent } from './groupEvents';

/** One parsed webhook delivery from Wawp. */
export interface Delivery {
	/** The ID of the delivery (documented), or null if it has none. A retry keeps the ID. */
	eventId: string | null;
	/** When the events happened, in ms since 1970. */
	time: number;
	events: GroupEvent[];
}

/**
 * Parses the body of a delivery.
 *
 * @param instanceId the instance of the trigger; a delivery of another instance has no events
 * @param now ms since 1970
 * @returns undefined if the body is not a JSON object
 */
export function readDelivery(text: string, instanceId: string, now: number): Delivery | undefined {
	const body = readBody(text);
	if (body.kind !== 'json' || !isObject(body.value)) return undefined;
	const delivery = body.value;
	const payload = isObject(delivery.payload) ? delivery.payload : {};
	return {
		eventId: idOf(delivery.id),
		time: eventTime([payload.timestamp, delivery.timestamp], now),
		events: isFromOtherInstance(delivery, instanceId) ? [] : groupEventsFrom(delivery),
	};
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
function isFromOtherInstance({ metadata }: JsonObject, instanceId: string): boolean {
	if (!isObject(metadata)) return false;
	return typeof metadata.instance_id === 'string' && metadata.instance_id.trim() !== instanceId;
}
