import { setTimeout as wait } from 'node:timers/promises';

/**
 * Polls until a condition is met. For states that emit no event.
 *
 * @param condition a description for the error, e.g. `the webhook is registered`
 * @param check returns undefined, null or false while the condition is not met
 * @returns the first other value that `check` returns
 * @throws an Error with the description after a timeout of `seconds`
 */
export async function until<Value>(
	condition: string,
	check: () => Promise<Value> | Value,
	{ seconds = 20 }: { seconds?: number } = {},
): Promise<NonNullable<Value>> {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const value = await check();
		if (value !== undefined && value !== null && value !== false) return value;
		if (Date.now() > deadline) throw new Error(`Timed out after ${seconds} seconds. Waited until: ${condition}`);
		await wait(50);
	}
}
