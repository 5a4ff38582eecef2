/** The shortest wait that a server can ask for, and the first one of our own. */
export const FIRST_MS = 1_000;
const MAX_BACKOFF_MS = 30_000;

/** A longer wait does not help someone whose group is being flooded. It is better to fail and say so. */
export const MAX_WAIT_MS = 300_000;

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
