import { setTimeout as wait } from 'node:timers/promises';
import { clock } from '../../nodes/wawp/clock';

const FACTOR = 2_000;

/**
 * Lets the node's own waiting (backoff, rate limits, cooldowns) pass 2,000 times as fast for all tests of a file: two seconds are one
 * millisecond. Requests and their timeouts keep the real time.
 */
export function useFastClock(): void {
	const real = { ...clock };
	const start = Date.now();
	const now = () => start + Math.round((performance.timeOrigin + performance.now() - start) * FACTOR);
	beforeAll(() => {
		clock.now = now;
		clock.pause = async (ms, signal) => {
			if (ms > 0 && !signal?.aborted) await wait(ms / FACTOR, undefined, { ...(signal && { signal }) }).catch(() => undefined);
		};
	});
	afterAll(() => {
		Object.assign(clock, real);
	});
}
