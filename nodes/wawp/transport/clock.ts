import { sleep } from 'n8n-workflow';

/** The only source of time and randomness. Tests replace it, and do not have to wait. */
export interface Clock {
	/** ms since 1970 */
	now: () => number;
	/** Resolves after `ms`, or at once when the signal aborts. Never rejects. */
	pause: (ms: number, signal?: AbortSignal) => Promise<void>;
	/** From 0 up to, but not including, 1. */
	random: () => number;
}

// Before 2.x, n8n's sleep ignores the signal. With short slices, a pause still ends soon after an abort.
const SLICE_MS = 250;

export const clock: Clock = {
	now: Date.now,
	random: Math.random,
	async pause(ms, signal) {
		const end = Date.now() + ms;
		let left = ms;
		while (left > 0 && !signal?.aborted) {
			const slice = Math.min(left, SLICE_MS);
			await sleep(slice, signal).catch(() => undefined);
			// A slice may take longer. A clock that is set back must not make the pause longer.
			left = Math.min(left - slice, end - Date.now());
		}
	},
};
