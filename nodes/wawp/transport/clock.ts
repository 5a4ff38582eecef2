import { sleep } from 'n8n-workflow';

/** Time and chance, in one place so that tests can run a minute in a moment. */
export interface Clock {
	/** ms since 1970 */
	now: () => number;
	/** Resolves after `ms`, or at once when the signal aborts; it never rejects. */
	pause: (ms: number, signal?: AbortSignal) => Promise<void>;
	/** From 0 up to, but not including, 1. */
	random: () => number;
}

// n8n before 2.x sleeps without a look at the signal; in slices it still notices soon.
const SLICE_MS = 250;

export const clock: Clock = {
	now: Date.now,
	random: Math.random,
	async pause(ms, signal) {
		const end = Date.now() + ms;
		for (let left = ms; left > 0 && !signal?.aborted; left = end - Date.now()) {
			await sleep(Math.min(left, SLICE_MS), signal).catch(() => undefined);
		}
	},
};
