import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer, for things that tell nobody when they have happened.
 *
 * @param ask gives undefined, false or null as long as it is too early
 * @throws an Error that says what was awaited when it takes too long
 */
export async function until<WawpResponse>(
	what: string,
	ask: () => Promise<WawpResponse> | WawpResponse,
	{ seconds = 20 }: { seconds?: number } = {},
): Promise<NonNullable<WawpResponse>> {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined && answer !== null && answer !== false) return answer;
		if (Date.now() > deadline) throw new Error(`Waited ${seconds} seconds in vain: ${what}`);
		await wait(50);
	}
}
