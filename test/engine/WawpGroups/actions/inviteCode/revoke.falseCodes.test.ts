import { A, B, Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('revoke');
const getBench = new Bench('get');

const WORDS = [
	'not-authorized',
	'"item-not-found"',
	'{"code":"bad-request"}',
	'rate-overlimit',
	'instance-not-connected',
	'ERR-401',
];
const STATUSES = ['STOPPED', 'Pending', 'timeout', 'unavailable', 'X'.repeat(100_000)];
const ERRORS = [
	'{"code":"invalid_session","message":"gone"}',
	'{"status":401,"message":"Invalid access token"}',
	'{"status":"success","message":"The monthly limit is exceeded"}',
	'{"code":"AnUnknownCode0000000001","message":"what is this"}',
];
const bodies = [...WORDS, ...STATUSES, ...ERRORS].map((body): [string, string] => [body.slice(0, 60), body]);

describe('a response to a revoke that is no code', () => {
	test.each(bodies)('after the change is followed by a read: %s', async (_name, body) => {
		bench.emulator.faults.plan({ kind: 'status', status: 200, body, on: 'revoke', moment: 'after the change' });
		const { success } = await bench.run();
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, previousCode: 'TheOldInviteCodeGroupA', verified: true });
		expect(bench.a.revocations).toBe(1);
	});

	test.each(bodies)('without the change is never emitted: %s', async (_name, body) => {
		bench.emulator.faults.plan({ kind: 'status', status: 200, body, on: 'revoke', moment: 'before the change', times: 99 });
		const { success, errorBranch } = await bench.run({ settings: { onError: 'continueErrorOutput' } });
		expect(success).toEqual([]);
		expect(errorBranch).toHaveLength(1);
		expect(bench.a.revocations).toBe(0);
	});

	test.each(bodies)('to every call is never emitted: %s', async (_name, body) => {
		bench.emulator.faults.plan({ kind: 'status', status: 200, body, times: 99 });
		for (const verify of [true, false]) {
			const result = await bench.run({ parameters: { options: { verify } }, settings: { onError: 'continueErrorOutput' } });
			expect(result.success).toEqual([]);
			expect(errorsOf(result)).toEqual([expect.stringContaining(A)]);
		}
	});
});

test('a text of 1 MB is never emitted', async () => {
	getBench.emulator.faults.plan({ kind: 'status', status: 200, body: 'X'.repeat(1_000_000) });
	expect((await getBench.run({ settings: { onError: 'continueErrorOutput' } })).success).toEqual([]);
});

describe('a code that could be a word', () => {
	const code = 'abcdefghijklmnopqrstuv';

	test('is emitted by a revoke if a read confirms it', async () => {
		bench.a.history.push({ code, madeBy: 'somebody else' });
		bench.emulator.faults.plan({ kind: 'status', status: 200, body: code, on: 'revoke', moment: 'before the change' });
		const { success } = await bench.run({ parameters: { options: { verify: false } } });
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode });
		expect(bench.a.revocations).toBe(1);
	});

	test('is emitted by a read if a second read confirms it', async () => {
		getBench.a.history.push({ code, madeBy: 'somebody else' });
		const { success } = await getBench.run();
		expect(success[0]!.json.code).toBe(code);
		getBench.emulator.faults.plan({ kind: 'status', status: 200, body: 'zyxwvutsrqponmlkjihg', on: 'get' });
		expect((await getBench.run({ settings: { onError: 'continueErrorOutput' } })).errorBranch).toHaveLength(1);
	});
});

describe('several words that nobody has seen yet, as the response to every read', () => {
	const words = { kind: 'status', status: 200, body: 'waiting-for-the-other-side', contentType: 'text/plain' } as const;

	test('are not emitted by Get Invite Code', async () => {
		getBench.emulator.faults.plan({ ...words, on: 'get', times: 99 });
		const { success, errorBranch } = await getBench.run({ settings: { onError: 'continueErrorOutput' } });
		expect(success).toEqual([]);
		expect(errorBranch[0]!.json.error).toContain(`Could not read the invite code of group ${A}`);
	});

	test('do not replace the code of an earlier try of Retry On Fail', async () => {
		bench.emulator.faults.plan(
			{ ...words, on: 'get', group: A, times: 99 },
			{ kind: 'status', status: 403, on: 'revoke', group: B },
		);
		const { success } = await bench.run({
			ids: [A, B],
			parameters: { options: { maxConcurrency: 1, maxRetries: 0 } },
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(success.map(({ json }) => json.code)).toEqual([bench.a.liveCode, bench.b.liveCode]);
		expect(bench.a.revocations).toBe(1);
	});
});

describe('a code that was cut short', () => {
	const cut = { kind: 'status', status: 200, body: 'Qk3xPz7', contentType: 'text/plain' } as const;

	test('by the response to the revoke, is read once more', async () => {
		bench.emulator.faults.plan({ ...cut, on: 'revoke', moment: 'after the change' });
		const { success } = await bench.run();
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, verified: true });
		expect(bench.calls).toEqual(['get', 'revoke', 'get']);
	});

	test('is named if the code cannot be read', async () => {
		bench.emulator.faults.plan(
			{ ...cut, on: 'revoke', moment: 'after the change' },
			{ kind: 'status', status: 200, body: bench.a.liveCode, on: 'get' },
			{ kind: 'status', status: 500, on: 'get', times: 9 },
		);
		const { error } = await bench.run();
		expect(error!.message).toContain('the last code read is TheOldInviteCodeGroupA; the revoke returned Qk3xPz7');
	});
});
