import { setTimeout as wait } from 'node:timers/promises';
import { clock } from '../../../nodes/wawp/transport/clock';

/**
 * Lets the node's own waiting (backoff, rate limits, cooldowns) pass faster for all tests of a file: by default two seconds are one
 * millisecond. Requests and their timeouts keep the real time.
 */
export function useFastClock(factor = 2_000): void {
	const real = { ...clock };
	const start = Date.now();
	const now = () => start + Math.round((performance.timeOrigin + performance.now() - start) * factor);
	beforeAll(() => {
		clock.now = now;
		clock.pause = async (ms, signal) => {
			if (ms > 0 && !signal?.aborted) await wait(ms / factor, undefined, { ...(signal && { signal }) }).catch(() => undefined);
		};
	});
	afterAll(() => {
		Object.assign(clock, real);
	});
}
