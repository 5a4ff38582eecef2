import { setTimeout as wait } from 'node:timers/promises';
import { clock } from '../../../nodes/wawp/transport/clock';

/**
 * Speeds up the node's own waiting (backoff, rate limits, cooldowns) for all tests of a file. Requests and their timeouts keep the real
 * time.
 *
 * @param factor how much faster the time passes; by default, two seconds take one millisecond
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
