import { isObject, type JsonObject } from '../outcome/json';
import { isStatus, isWorking } from '../session/sessionStatus';

export interface SessionEvent {
	event: 'sessionStatusChanged';
	/** The session's status, e.g. `WORKING`, `SCAN_QR_CODE`. */
	status: string;
	/** Whether the session can receive events and handle calls. */
	isWorking: boolean;
}

/** Reads the status from a `session.status` event (documented name; `payload.status` is inferred from WAHA). */
export function sessionEventFrom({ event, payload }: JsonObject): SessionEvent | undefined {
	if (event !== 'session.status' || !isObject(payload) || !isStatus(payload.status)) return undefined;
	const { status } = payload;
	return { event: 'sessionStatusChanged', status, isWorking: isWorking(status) };
}
