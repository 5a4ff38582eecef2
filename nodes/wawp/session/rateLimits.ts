import { WRAPPERS } from '../outcome/errorEnvelope';
import { isObject } from '../outcome/json';
import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import type { WawpCall } from '../transport/request';

/**
 * Reads the limits of the account. The call and the names of the limits are documented, their values and the rest of the response are
 * not. Nothing depends on it, so that a run does not wait long for it.
 */
export const GET_RATE_LIMITS: WawpCall = { method: 'GET', path: '/session/rate-limit', timeout: 3_000, isOptional: true };

/** What the account allows. What Wawp does not say is missing. */
export interface RateLimits {
	/** Calls on groups within a minute. */
	groupCallsPerMinute?: number;
	/** Requests in flight. */
	concurrent?: number;
}

/** @returns the limits that a response states as positive whole numbers */
export function rateLimitsFrom(outcome: Outcome): RateLimits {
	if (!isSuccess(outcome)) return {};
	const body = readBody(outcome.text);
	return body.kind === 'json' ? limitsIn(body.value) : {};
}

/** The wrappers are those of other calls. */
function limitsIn(value: unknown): RateLimits {
	if (!isObject(value)) return {};
	const groupCallsPerMinute = toLimit(value.group_req_per_minute);
	const concurrent = toLimit(value.concurrent_limit);
	if (groupCallsPerMinute === undefined && concurrent === undefined) {
		return WRAPPERS.map((wrapper) => limitsIn(value[wrapper])).find((limits) => Object.keys(limits).length > 0) ?? {};
	}
	return { ...(groupCallsPerMinute && { groupCallsPerMinute }), ...(concurrent && { concurrent }) };
}

/** What is not a positive number could mean "no limit". */
function toLimit(value: unknown): number | undefined {
	const limit = typeof value === 'string' ? Number(value) : value;
	return typeof limit === 'number' && Number.isSafeInteger(limit) && limit > 0 ? limit : undefined;
}
