const FIRST_MS = 1_000;
const MAX_BACKOFF_MS = 30_000;

/** A longer wait does not help someone whose group is being flooded. It is better to fail and say so. */
export const MAX_WAIT_MS = 300_000;

/** A year. A longer wait makes no sense and does not fit into a date. */
const MAX_RETRY_AFTER_MS = 366 * 86_400_000;

/**
 * Exponential backoff with full jitter: runs that were refused at the same time do not retry at the same time.
 *
 * @param attempt 0 for the first wait
 * @param random a number from 0 to 1
 * @returns ms, at most 30 s
 */
export function backoffMs(attempt: number, random: number): number {
	return Math.round(random * Math.min(MAX_BACKOFF_MS, FIRST_MS * 2 ** attempt));
}

/**
 * Parses a `Retry-After` header: seconds, or an HTTP date. It is unknown whether Wawp sends this header.
 *
 * @param now ms since 1970
 * @returns ms, at most a year; undefined if the header is missing, negative or invalid
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Number(text) * 1_000, MAX_RETRY_AFTER_MS);
	// An HTTP date starts with the name of a day. Date.parse alone would read "-5" as a year.
	const date = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.min(Math.max(date - now, 0), MAX_RETRY_AFTER_MS);
}
