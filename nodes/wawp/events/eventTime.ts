// Smaller numbers are seconds. In seconds, this is the year 5138; in milliseconds, it is 1973.
const FIRST_MS = 1e11;

// Clocks differ a little. A timestamp further ahead would keep a window or a quiet time open too long.
const MAX_AHEAD_MS = 60_000;

/**
 * Finds out when an event happened. Its timestamps are seconds in WAHA's documentation, and milliseconds in WAHA's GOWS and NOWEB
 * engines and in Wawp's envelope (documented). ISO dates are accepted too.
 *
 * @param candidates the timestamps of the event; the first valid one counts
 * @param now ms since 1970, returned if no timestamp is valid
 * @returns ms since 1970
 */
export function eventTime(candidates: readonly unknown[], now: number): number {
	for (const candidate of candidates) {
		const time = toMs(candidate);
		if (time !== undefined && time <= now + MAX_AHEAD_MS) return time;
	}
	return now;
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
