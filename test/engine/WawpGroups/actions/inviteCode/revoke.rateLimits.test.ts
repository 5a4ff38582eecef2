import { once } from 'node:events';
import { clock } from '../../../../../nodes/wawp/transport/clock';
import { A, B, Bench, C, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('revoke');
const revoke = bench.run.bind(bench);

/** Measures how long a run takes, in seconds of the clock that the node uses. */
async function timed<T>(run: () => Promise<T>): Promise<{ value: T; seconds: number }> {
	const start = clock.now();
	const value = await run();
	return { value, seconds: (clock.now() - start) / 1_000 };
}

describe('promise 6: rate limits are waited out', () => {
	test('for the seconds in Retry-After, and the summary shows the wait', async () => {
		bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '120', on: 'revoke' });
		const { value, seconds } = await timed(async () => await revoke());
		expect(value.success[0]!.json.code).toBe(bench.a.liveCode);
		expect(seconds).toBeGreaterThanOrEqual(120);
		expect(value.hints).toEqual(['1 group rotated, waited 120 s for rate limits']);
	});

	test('until the date in Retry-After', async () => {
		const date = new Date(clock.now() + 240_000).toUTCString();
		bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: date, on: 'get' });
		const { value, seconds } = await timed(async () => await revoke());
		expect(value.success).toHaveLength(1);
		expect(seconds).toBeGreaterThan(60);
	});

	test.each(['0', '-1', 'soon', '', undefined])(
		'with Retry-After %p, the run continues after a short wait',
		async (retryAfter) => {
			bench.emulator.faults.plan({ kind: 'rate limit', on: 'revoke', ...(retryAfter !== undefined && { retryAfter }) });
			const { success } = await revoke();
			expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, verified: true });
			expect(bench.a.revocations).toBe(1);
		},
	);

	test('a Retry-After of more than five minutes ends the run at once, with the time to come back', async () => {
		bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '301', on: 'revoke', group: B });
		const { value, seconds } = await timed(
			async () =>
				await revoke({
					ids: [A, B, C],
					parameters: { options: { maxConcurrency: 1 } },
					settings: { onError: 'continueErrorOutput' },
				}),
		);
		expect(seconds).toBeLessThan(300);
		expect(bench.calls).toEqual(['get', 'revoke', 'get', 'revoke']);
		expect(value.success.map(({ json }) => json.groupId)).toEqual([A]);
		expect(errorsOf(value)).toEqual([
			expect.stringMatching(`revoke the invite code of group ${B}: Wawp asks to wait until \\d{4}-\\d\\d-\\d\\dT`),
			expect.stringMatching(`revoke the invite code of group ${C}: Wawp asks to wait until \\d{4}-\\d\\d-\\d\\dT`),
		]);
	});

	test('one rate limit pauses all groups of the run', async () => {
		bench.emulator.faults.plan(
			{ kind: 'rate limit', retryAfter: '300', on: 'get', group: A },
			{ kind: 'slow', latency: 40, on: 'get', group: B },
			{ kind: 'slow', latency: 40, on: 'get', group: C },
		);
		const limited = once(bench.emulator, 'responded').then(() => clock.now());
		const revokedAt: number[] = [];
		bench.emulator.on('call', ({ name }) => name === 'revoke' && revokedAt.push(clock.now()));
		const { success } = await revoke({ ids: [A, B, C] });
		bench.emulator.removeAllListeners('call');
		expect(success).toHaveLength(3);
		// The pause starts when the response arrives, a little after it was sent.
		expect(Math.min(...revokedAt) - (await limited)).toBeGreaterThan(290_000);
	});

	test('if the rate limit persists, the item fails as rate limited after maxRetries waits', async () => {
		bench.emulator.faults.plan({ kind: 'rate limit', on: 'revoke', times: 99 });
		const { error } = await revoke({ parameters: { options: { maxRetries: 2 } } });
		expect(error!.message).toContain('there were too many requests in a short time');
		expect(bench.calls).toEqual(['get', 'revoke', 'revoke', 'revoke']);
	});
});

describe('own pacing', () => {
	test('requestsPerMinute spaces the requests of all groups', async () => {
		const at: number[] = [];
		bench.emulator.on('call', () => at.push(clock.now()));
		await revoke({ ids: [A, B, C], parameters: { options: { requestsPerMinute: 0.2 } } });
		bench.emulator.removeAllListeners('call');
		expect(at).toHaveLength(6);
		// Five gaps of 300 s, minus a possible delay of the first call on this clock, which runs 2,000 times as fast.
		expect(at.at(-1)! - at[0]!).toBeGreaterThan(1_200_000);
	});

	test('requestsPerMinute holds across parallel executions of the account', async () => {
		const at: number[] = [];
		bench.emulator.on('call', () => at.push(clock.now()));
		const options = { requestsPerMinute: 0.1, verify: false };
		await Promise.all([A, B, C].map(async (id) => await revoke({ ids: [id], parameters: { options } })));
		bench.emulator.removeAllListeners('call');
		expect(at).toHaveLength(3);
		// Ten minutes between two requests.
		expect(at[2]! - at[0]!).toBeGreaterThan(1_100_000);
	});

	test('maxConcurrency limits how many groups are processed at the same time', async () => {
		let open = 0;
		let max = 0;
		bench.emulator.faults.plan({ kind: 'slow', latency: 30, times: 99 });
		bench.emulator.on('call', () => (max = Math.max(max, ++open)));
		bench.emulator.on('responded', () => open--);
		const ids = Array.from({ length: 12 }, (_, index) => `12036300000000010${index.toString().padStart(2, '0')}@g.us`);
		for (const id of ids) bench.account.addGroup(id, id);
		await revoke({ ids, parameters: { options: { maxConcurrency: 4, verify: false } } });
		bench.emulator.removeAllListeners();
		expect(max).toBe(4);
	});
});
