import { readBody } from '../outcome/outcome';
import { isObject, type JsonObject } from '../outcome/json';
import { eventTime } from './eventTime';
import { groupEventsFrom, type GroupEvent } from './groupEvents';

/** One webhook delivery of Wawp, read. */
export interface Delivery {
	/** Its own id (documented); null where it has none. A delivery that is sent again keeps it. */
	eventId: string | null;
	/** When it happened, in ms since 1970. */
	time: number;
	events: GroupEvent[];
}

/**
 * Reads the body of a delivery.
 *
 * @param instanceId the instance that is listened to: what another one sends has no events here
 * @param now ms since 1970
 * @returns undefined for what is no delivery: text, markup, or JSON that is no object
 */
export function readDelivery(text: string, instanceId: string, now: number): Delivery | undefined {
	const body = readBody(text);
	if (body.kind !== 'json' || !isObject(body.value)) return undefined;
	const delivery = body.value;
	const payload = isObject(delivery.payload) ? delivery.payload : {};
	return {
		eventId: idOf(delivery.id),
		time: eventTime([payload.timestamp, delivery.timestamp], now),
		events: isFromAnother(delivery, instanceId) ? [] : groupEventsFrom(delivery),
	};
}

const MAX_ID_LENGTH = 200;

function idOf(value: unknown): string | null {
	const id = typeof value === 'number' ? String(value) : value;
	return typeof id === 'string' && id !== '' && id.length <= MAX_ID_LENGTH ? id : null;
}

/**
 * WAHA copies the session's metadata into every delivery, where Wawp keeps the instance id (inferred). How `session` relates to the
 * instance id is not known, so that it says nothing.
 */
function isFromAnother({ metadata }: JsonObject, instanceId: string): boolean {
	if (!isObject(metadata)) return false;
	return typeof metadata.instance_id === 'string' && metadata.instance_id.trim() !== instanceId;
}
