const STATUS = /^[A-Z][A-Z_]{1,39}$/;

/**
 * Whether a value looks like the status of a session. Documented: `WORKING`, `SCAN_QR_CODE`, `STARTING`, `STOPPED`, `FAILED`. Others
 * may come, such as `PASSKEY_REQUIRED` (inferred from newer WAHA).
 */
export const isStatus = (value: unknown): value is string => typeof value === 'string' && STATUS.test(value);

/** Words that say how a call went. `FAILED` is not one of them: it is a documented status. */
const CALL_WORDS = /^(?:ERROR|FAIL|FAILURE|OK|SUCCESS)$/;

/** Whether a value is the status of a session rather than of a call. */
export const isSessionStatus = (value: unknown): value is string => isStatus(value) && !CALL_WORDS.test(value);

/** Whether a session with this status can receive events and handle calls. */
export const isWorking = (status: string): boolean => status === 'WORKING';
