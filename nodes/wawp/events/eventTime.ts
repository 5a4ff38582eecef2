// As seconds, this would be the year 5138; as milliseconds, it is 1973.
const FIRST_MS = 1e11;

// Clocks differ a little. What claims to be later than that would keep a window open, or a burst quiet, for as long.
const MAX_AHEAD_MS = 60_000;

/**
 * When something happened, from the timestamps that an event carries: seconds by WAHA's documentation, milliseconds in its GOWS and
 * NOWEB engines and in Wawp's envelope (documented).
 *
 * @param candidates the first that makes sense counts
 * @param now ms since 1970, for an event that tells no time
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
