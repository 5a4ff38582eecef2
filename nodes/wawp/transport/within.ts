import { sleep } from 'n8n-workflow';

/**
 * Waits for a promise, but not for longer than a person who is waiting for a message. What it started goes on.
 *
 * @param ms of real time: it limits requests, whose timeouts are real, too
 * @returns undefined if the time is over, or the promise was rejected
 */
export async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value | undefined> {
	const ended = new AbortController();
	const result = promise.catch(() => undefined);
	try {
		return await Promise.race([
			result,
			sleep(ms, ended.signal).then(
				() => undefined,
				() => undefined,
			),
		]);
	} finally {
		ended.abort();
	}
}
