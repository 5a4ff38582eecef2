import { isObject, type JsonObject } from '../outcome/json';
import { isStatus, isWorking } from '../outcome/statusWord';

export interface SessionEvent {
	event: 'sessionStatusChanged';
	/** The session's status, e.g. `WORKING`, `SCAN_QR_CODE`. */
	status: string;
	/** Whether the session can receive events and handle calls. */
	isWorking: boolean;
}

/** Reads the status from a `session.status` event (documented name; `payload.status` is inferred from WAHA), in capitals. */
export function sessionEventFrom({ event, payload }: JsonObject): SessionEvent | undefined {
	if (event !== 'session.status' || !isObject(payload)) return undefined;
	const status = typeof payload.status === 'string' ? payload.status.toUpperCase() : undefined;
	if (!isStatus(status)) return undefined;
	return { event: 'sessionStatusChanged', status, isWorking: isWorking(status) };
}
