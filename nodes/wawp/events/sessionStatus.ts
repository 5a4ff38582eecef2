import { isObject, type JsonObject } from '../outcome/json';

export interface SessionEvent {
	event: 'sessionStatusChanged';
	/** The session's status, e.g. `WORKING`, `SCAN_QR_CODE`. */
	status: string;
	/** Whether the session can receive events and handle calls. */
	isWorking: boolean;
}

const STATUS = /^[A-Z][A-Z_]{1,39}$/;

/** Reads the status from a `session.status` event (documented name; `payload.status` is inferred from WAHA). */
export function sessionEventFrom({ event, payload }: JsonObject): SessionEvent | undefined {
	if (event !== 'session.status' || !isObject(payload) || typeof payload.status !== 'string') return undefined;
	const { status } = payload;
	return STATUS.test(status) ? { event: 'sessionStatusChanged', status, isWorking: status === 'WORKING' } : undefined;
}
