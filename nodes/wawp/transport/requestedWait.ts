import { MAX_WAIT_MS } from './backoff';

const DAY_MS = 86_400_000;

/** A year. A longer wait makes no sense and does not fit into a date. */
const MAX_RETRY_AFTER_MS = 366 * DAY_MS;

/** The part of a response that may ask for a wait. Names of headers are in lower case. */
export interface ResponseHead {
	statusCode: number;
	headers: Record<string, unknown>;
}

/**
 * Reads from the headers how long a response asks to wait before the next request. It is unknown whether Wawp sends any of them.
 *
 * - An error: `Retry-After`, which wins over everything else.
 * - A 429 without it: `RateLimit-Reset` (IETF draft) or `X-RateLimit-Reset` (seen in other APIs). Requests that are still left say that
 *   the reset is that of another limit. A 500 with WhatsApp's own limit says nothing about it in these headers: they are Wawp's.
 * - A success: the same, if no request is left and the reset is within five minutes.
 *
 * @param now ms since 1970
 * @returns ms; undefined if the response asks for nothing, or not clearly
 */
export function requestedWaitMs({ statusCode, headers }: ResponseHead, now: number): number | undefined {
	const retryAfter = statusCode >= 400 ? retryAfterMs(headers['retry-after'], now) : undefined;
	if (retryAfter !== undefined || (statusCode >= 300 && statusCode !== 429)) return retryAfter;
	const remaining = numberIn(headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining']);
	const reset =
		resetMs(headers['ratelimit-reset'], now, DAY_MS) ??
		// Some servers give milliseconds here. Read as seconds, they must not end a run.
		resetMs(headers['x-ratelimit-reset'], now, MAX_WAIT_MS);
	if (statusCode === 429) return remaining === undefined || remaining === 0 ? reset : undefined;
	return remaining === 0 && reset !== undefined && reset <= MAX_WAIT_MS ? reset : undefined;
}

/** Seconds, or an HTTP date. */
function retryAfterMs(header: unknown, now: number): number | undefined {
	const seconds = numberIn(header);
	if (seconds !== undefined) return Math.min(seconds * 1_000, MAX_RETRY_AFTER_MS);
	const date = isText(header) && HTTP_DATE.test(header.trim()) ? Date.parse(header) : NaN;
	return Number.isNaN(date) ? undefined : Math.min(Math.max(date - now, 0), MAX_RETRY_AFTER_MS);
}

/** Seconds from now, if they are few; else a time within a day of now: a Unix time in seconds or milliseconds, or a date with its zone. */
function resetMs(header: unknown, now: number, maxFromNow: number): number | undefined {
	const number = numberIn(header) ?? NaN;
	if (number * 1_000 <= maxFromNow) return number * 1_000;
	const date = isText(header) && ZONED_DATE.test(header.trim()) ? Date.parse(header) : NaN;
	const time = [number * 1_000, number, date].find((candidate) => Math.abs(candidate - now) <= DAY_MS);
	return time === undefined ? undefined : Math.max(time - now, 0);
}

/** An HTTP date starts with the name of a day. Date.parse alone would read "-5" as a year. */
const HTTP_DATE = /^[a-z]{3,9},? /i;

/** A date without a zone would be read in the zone of n8n. */
const ZONED_DATE = /^(?:[a-z]{3,9},? |\d{4}-\d\d-\d\d[T ]).*(?:GMT|UTC|Z|[+-]\d\d:?\d\d)/i;

/** A header that was sent twice is a list, or text with a comma. */
const numberIn = (header: unknown): number | undefined =>
	isText(header) && /^\d+(?:\.\d+)?$/.test(header.trim()) ? Number(header) : undefined;

const isText = (header: unknown): header is string => typeof header === 'string';
