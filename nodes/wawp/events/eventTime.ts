// Smaller numbers are seconds. In seconds, this is the year 5138; in milliseconds, it is 1973.
const FIRST_MS = 1e11;

// A timestamp further ahead is not a time.
const MAX_AHEAD_MS = 86_400_000;

/**
 * Finds out when an event happened. Its timestamps are seconds in WAHA's documentation, and milliseconds in WAHA's GOWS and NOWEB
 * engines and in Wawp's envelope (documented). ISO dates are accepted too.
 *
 * @param candidates the timestamps of the event; the first valid one counts
 * @param now ms since 1970, returned if no timestamp is valid
 * @returns ms since 1970, up to a day ahead of `now` if the sender's clock is
 */
export function eventTime(candidates: readonly unknown[], now: number): number {
	const first = candidates.find((candidate) => isTime(candidate, now));
	return toMs(first) ?? now;
}

/** Whether a value is a timestamp that can be right. */
export function isTime(value: unknown, now: number): boolean {
	const time = toMs(value);
	return time !== undefined && time <= now + MAX_AHEAD_MS;
}

function toMs(value: unknown): number | undefined {
	const number = typeof value === 'string' ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number)) {
		if (number <= 0) return undefined;
		return Math.round(number < FIRST_MS ? number * 1_000 : number);
	}
	const date = typeof value === 'string' ? Date.parse(value) : NaN;
	return date > 0 ? date : undefined;
}
