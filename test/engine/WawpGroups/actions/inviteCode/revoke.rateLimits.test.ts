import { once } from 'node:events';
import { clock } from '../../../../../nodes/wawp/transport/clock';
import { rateLimitShapes, unclearRateLimitShapes } from '../../../../support/emulator/rateLimitShapes';
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

	test.each([
		['RateLimit-Reset', () => ({ 'ratelimit-reset': '120' })],
		['X-RateLimit-Reset', () => ({ 'x-ratelimit-reset': '120', 'x-ratelimit-remaining': '0' })],
		['X-RateLimit-Reset as a Unix time', () => ({ 'x-ratelimit-reset': String(Math.ceil(clock.now() / 1_000) + 240) })],
	])('until the time in %s', async (_name, headers) => {
		bench.emulator.faults.plan({ kind: 'rate limit', headers: headers(), on: 'get' });
		const { value, seconds } = await timed(async () => await revoke());
		expect(value.success).toHaveLength(1);
		expect(seconds).toBeGreaterThan(60);
	});

	test('before they are met: for the reset, after a response that says that no request is left', async () => {
		const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '120' };
		bench.emulator.faults.plan({ kind: 'headers', headers, on: 'get' });
		const { value, seconds } = await timed(async () => await revoke());
		expect(value.hints).toEqual(['1 group rotated, waited 120 s for rate limits']);
		expect(seconds).toBeGreaterThanOrEqual(120);
		expect(bench.calls).toEqual(['get', 'revoke']);
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
		const value = await revoke({
			ids: [A, B, C],
			parameters: { options: { maxConcurrency: 1 } },
			settings: { onError: 'continueErrorOutput' },
		});
		// After the wait, the second revoke would have been sent again.
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

	describe('a run of many groups', () => {
		const current = rateLimitShapes['the policies, and the slug of the current one'];

		const many = (count: number) =>
			Array.from({ length: count }, (_, at) => {
				const id = `${120363000000005000n + BigInt(at)}@g.us`;
				bench.account.addGroup(id, id);
				return id;
			});

		/** Runs with slow responses. @returns the most calls in flight, of each kind */
		async function mostInFlight(ids: string[], options: { maxConcurrency?: number }) {
			bench.emulator.faults.plan({ kind: 'slow', latency: 20, times: 10_000 });
			const inFlight: Record<string, number> = {};
			const most: Record<string, number> = {};
			bench.emulator.on('call', ({ name }) => {
				inFlight[name] = (inFlight[name] ?? 0) + 1;
				most[name] = Math.max(most[name] ?? 0, inFlight[name]);
			});
			bench.emulator.on('responded', ({ name }) => {
				inFlight[name] = (inFlight[name] ?? 0) - 1;
			});
			const { success } = await revoke({ ids, parameters: { options } });
			bench.emulator.removeAllListeners('call').removeAllListeners('responded');
			expect(success).toHaveLength(ids.length);
			return most;
		}

		test('reads codes while others are revoked, and revokes at most maxConcurrency links at a time', async () => {
			const { get = 0, revoke: revokes = 0 } = await mostInFlight(many(40), { maxConcurrency: 4 });
			expect(revokes).toBe(4);
			expect(get).toBeGreaterThan(4);
			expect(get).toBeLessThanOrEqual(8);
		});

		test('with maxConcurrency 1, one request follows the other', async () => {
			expect(await mostInFlight(many(12), { maxConcurrency: 1 })).toMatchObject({ get: 1, revoke: 1 });
			expect(bench.calls.slice(1, 5)).toEqual(['get', 'revoke', 'get', 'revoke']);
		});

		test("asks for the account's limits while it begins, and then keeps to the number of requests in flight", async () => {
			bench.account.rateLimits = current({ concurrent_limit: 2 });
			bench.emulator.faults.plan({ kind: 'slow', latency: 20, on: 'get', times: 100 });
			let inFlight = 0;
			const most: number[] = [];
			bench.emulator.on('call', () => most.push(++inFlight));
			bench.emulator.on('responded', () => inFlight--);
			const { success } = await revoke({ ids: many(40) });
			bench.emulator.removeAllListeners('call').removeAllListeners('responded');
			expect(success).toHaveLength(40);
			expect(Math.max(...most.slice(0, 11))).toBeGreaterThan(2);
			expect(Math.max(...most.slice(40))).toBe(2);
			expect(bench.calls.filter((name) => name === 'rateLimitSettings')).toHaveLength(1);
		});

		test('keeps to the number of calls per minute, and the summary shows the wait', async () => {
			bench.account.rateLimits = current({ group_req_per_minute: 1 });
			const { value, seconds } = await timed(async () => await revoke({ ids: many(12) }));
			expect(value.success).toHaveLength(12);
			// Two calls for each group, half of them after the limits are known.
			expect(seconds).toBeGreaterThan(8 * 60);
			const hint =
				/^12 groups rotated, waited \d+ s for rate limits \(the limit of your Wawp instance: 1 group request a minute\)$/;
			expect(value.hints).toEqual([expect.stringMatching(hint)]);
		});

		test.each(Object.entries(unclearRateLimitShapes))(
			'is not slowed down by limits that may be those of another policy: %s',
			async (_name, shape) => {
				bench.account.rateLimits = shape({ group_req_per_minute: 1, concurrent_limit: 1 });
				const { success, hints } = await revoke({ ids: many(12) });
				expect(success).toHaveLength(12);
				expect(hints).toEqual(['12 groups rotated']);
			},
		);

		test.each([
			['a refusal of the plan', { kind: 'status', status: 403, body: '{"code":"subscription_required","message":"upgrade"}' }],
			['an unknown path', { kind: 'status', status: 404, body: 'Cannot GET /v2/session/rate-limit' }],
			['a dropped connection', { kind: 'drop' }],
		] as const)('goes on without the limits after %s', async (_what, fault) => {
			bench.emulator.faults.plan({ ...fault, on: 'rateLimitSettings' });
			const { success } = await revoke({ ids: many(12) });
			expect(success).toHaveLength(12);
		});

		test('does not wait for a response to this one call', async () => {
			bench.emulator.faults.plan({ kind: 'hang', on: 'rateLimitSettings' });
			const answered: string[] = [];
			bench.emulator.on('responded', ({ name }) => answered.push(name));
			const { success } = await revoke({ ids: many(12) });
			bench.emulator.removeAllListeners('responded');
			expect(success).toHaveLength(12);
			expect(answered).not.toContain('rateLimitSettings');
		});

		test('a rate limit of this one call does not slow down the run', async () => {
			bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '300', on: 'rateLimitSettings' });
			const { success, hints } = await revoke({ ids: many(12) });
			expect(success).toHaveLength(12);
			// Otherwise it would say how long the run waited.
			expect(hints).toEqual(['12 groups rotated']);
		});

		test('a run of few groups does not ask for the limits', async () => {
			await revoke({ ids: many(9) });
			expect(bench.calls).not.toContain('rateLimitSettings');
		});
	});

	test('maxConcurrency limits how many groups are processed at the same time', async () => {
		let open = 0;
		let max = 0;
		bench.emulator.faults.plan({ kind: 'slow', latency: 30, times: 99 });
		bench.emulator.on('call', ({ name }) => name === 'revoke' && (max = Math.max(max, ++open)));
		bench.emulator.on('responded', ({ name }) => name === 'revoke' && open--);
		const ids = Array.from({ length: 12 }, (_, index) => `12036300000000010${index.toString().padStart(2, '0')}@g.us`);
		for (const id of ids) bench.account.addGroup(id, id);
		await revoke({ ids, parameters: { options: { maxConcurrency: 4, verify: false } } });
		bench.emulator.removeAllListeners();
		expect(max).toBe(4);
	});
});
