import { once } from 'node:events';
import { clock } from '../../../../../nodes/wawp/transport/clock';
import { A, B, Bench, C } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('revoke');
const revoke = bench.run.bind(bench);

/** How long the run took, in s of the clock that the node goes by. */
async function timed<T>(run: () => Promise<T>): Promise<{ value: T; seconds: number }> {
	const start = clock.now();
	const value = await run();
	return { value, seconds: (clock.now() - start) / 1_000 };
}

describe('promise 6: rate limits are waited out', () => {
	test('as many seconds as Retry-After says, and the run says so', async () => {
		bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '120', on: 'revoke' });
		const { value, seconds } = await timed(async () => await revoke());
		expect(value.success[0]!.json.code).toBe(bench.a.liveCode);
		expect(seconds).toBeGreaterThanOrEqual(120);
		expect(value.hints).toEqual(['1 group rotated, waited 120 s for rate limits']);
	});

	test('until the date that Retry-After says', async () => {
		const date = new Date(clock.now() + 240_000).toUTCString();
		bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: date, on: 'get' });
		const { value, seconds } = await timed(async () => await revoke());
		expect(value.success).toHaveLength(1);
		expect(seconds).toBeGreaterThan(60);
	});

	test.each(['0', '-1', 'soon', '', undefined])('with Retry-After %p it goes on after a short wait', async (retryAfter) => {
		bench.emulator.faults.plan({ kind: 'rate limit', on: 'revoke', ...(retryAfter !== undefined && { retryAfter }) });
		const { success } = await revoke();
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, verified: true });
		expect(bench.a.revocations).toBe(1);
	});

	test('an absurdly long Retry-After is cut to five minutes', async () => {
		bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '99999999', on: 'revoke' });
		const { hints } = await revoke();
		expect(hints).toEqual(['1 group rotated, waited 300 s for rate limits']);
	});

	test('one answer slows all groups of the run: no group goes on while the gate is closed', async () => {
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
		// The gate closes when the answer has come back, which is a little later than it was sent.
		expect(Math.min(...revokedAt) - (await limited)).toBeGreaterThan(290_000);
	});

	test('a server that limits for ever makes the item fail as rate limited, after maxRetries waits', async () => {
		bench.emulator.faults.plan({ kind: 'rate limit', on: 'revoke', times: 99 });
		const { error } = await revoke({ parameters: { options: { maxRetries: 2 } } });
		expect(error!.message).toContain('there were too many requests in a short time');
		expect(bench.calls).toEqual(['get', 'revoke', 'revoke', 'revoke']);
	});
});

describe('pacing of our own', () => {
	test('requestsPerMinute spaces the requests of all groups', async () => {
		const at: number[] = [];
		bench.emulator.on('call', () => at.push(clock.now()));
		await revoke({ ids: [A, B, C], parameters: { options: { requestsPerMinute: 0.2 } } });
		bench.emulator.removeAllListeners('call');
		expect(at).toHaveLength(6);
		// Five gaps of 300 s, less what the first call may have been late on this clock of 2,000 times the speed.
		expect(at.at(-1)! - at[0]!).toBeGreaterThan(1_200_000);
	});

	test('maxConcurrency bounds how many groups are worked on at a time', async () => {
		let open = 0;
		let most = 0;
		bench.emulator.faults.plan({ kind: 'slow', latency: 30, times: 99 });
		bench.emulator.on('call', () => (most = Math.max(most, ++open)));
		bench.emulator.on('responded', () => open--);
		const ids = Array.from({ length: 12 }, (_, index) => `12036300000000010${index.toString().padStart(2, '0')}@g.us`);
		for (const id of ids) bench.account.addGroup(id, id);
		await revoke({ ids, parameters: { options: { maxConcurrency: 4, verify: false } } });
		bench.emulator.removeAllListeners();
		expect(most).toBe(4);
	});
});
