import { A, B, Bench } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('revoke');

const revoke = async (options: object = {}) => await bench.run({ parameters: { options: options as never } });

const reads = () => bench.emulator.callsOf('get').length;

/** Longer than any read is repeated. */
const FOR_LONG = 999;

describe('a second revoke while reads are outdated', () => {
	test.each<[string, number, object, object]>([
		['one read: the next one is compared with', 1, {}, { verified: true }],
		[
			'many reads: the revoke does not wait for them, and nothing is compared with',
			FOR_LONG,
			{},
			{ verified: false, previousCode: null },
		],
		['many reads, without Verify', FOR_LONG, { verify: false }, { verified: false, previousCode: null }],
	])('%s', async (_what, outdatedReads, options, expected) => {
		bench.a.outdatedReads = outdatedReads;
		await revoke(options);
		const earlier = bench.a.liveCode;
		const { success } = await revoke(options);
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, rotated: true, ...expected });
		expect(bench.a.isDead(earlier)).toBe(true);
		expect(bench.a.revocations).toBe(2);
	});
});

test('a code that seems unchanged after a lost response is replaced once more, and the live one is emitted', async () => {
	bench.a.outdatedReads = 1;
	bench.emulator.faults.plan({ kind: 'status', status: 500, on: 'revoke', moment: 'after the change' });
	const { success } = await revoke();
	expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, previousCode: 'TheOldInviteCodeGroupA', verified: true });
	expect(bench.a.revocations).toBe(2);
});

describe('an execution that the cooldown holds back', () => {
	test.each<[string, number, boolean, number]>([
		['reads again until it is the live code', 2, true, 3],
		['reads again without Verify, too', 3, false, 4],
		['returns the code of the revoke if the reads stay outdated', FOR_LONG, true, 4],
	])('%s', async (_what, outdatedReads, verify, expectedReads) => {
		bench.a.outdatedReads = outdatedReads;
		await revoke({ cooldownMinutes: 60, verify });
		const before = reads();
		const { success } = await revoke({ cooldownMinutes: 60, verify });
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, rotated: false });
		expect(reads() - before).toBe(expectedReads);
	});

	test('notices a code that somebody else created, also if it does not know the code before its own revoke', async () => {
		await revoke({ cooldownMinutes: 60, verify: false });
		bench.a.rotate('somebody else');
		const { success } = await revoke({ cooldownMinutes: 60, verify: false });
		expect(success[0]!.json.code).toBe(bench.a.liveCode);
	});
});

test('Retry On Fail keeps the code of an earlier try if the reads stay outdated', async () => {
	bench.a.outdatedReads = FOR_LONG;
	bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'revoke', group: B });
	const { success } = await bench.run({ ids: [A, B], settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
	expect(success.map(({ json }) => json.code)).toEqual([bench.a.liveCode, bench.b.liveCode]);
	expect(bench.a.revocations).toBe(1);
});
