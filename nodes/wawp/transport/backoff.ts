const FIRST_MS = 1_000;
const MAX_BACKOFF_MS = 30_000;

/** A longer wait helps nobody whose group is being flooded: better to fail and say so. */
export const MAX_WAIT_MS = 300_000;

/**
 * Exponential backoff with full jitter, so that runs which were refused together do not come back together.
 *
 * @param attempt 0 for the first wait
 * @param random from 0 to 1
 * @returns ms, at most 30 s
 */
export function backoffMs(attempt: number, random: number): number {
	return Math.round(random * Math.min(MAX_BACKOFF_MS, FIRST_MS * 2 ** attempt));
}

/**
 * Reads a `Retry-After` header: seconds, or an HTTP date. Whether Wawp sends one is not known.
 *
 * @param now ms since 1970
 * @returns ms, at most 5 minutes; undefined for a header that is missing, negative or makes no sense
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Number(text) * 1_000, MAX_WAIT_MS);
	// An HTTP date begins with the name of a day; Date.parse alone would take "-5" for a year.
	const date = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.min(Math.max(date - now, 0), MAX_WAIT_MS);
}
