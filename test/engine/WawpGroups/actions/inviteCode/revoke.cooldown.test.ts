import { setTimeout as wait } from 'node:timers/promises';
import { clock } from '../../../../../nodes/wawp/transport/clock';
import { A, B, Bench } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('revoke');
const options = { cooldownMinutes: 60 };
const revoke = async (ids: string[] = [A]) => await bench.run({ ids, parameters: { options } });

describe('promise 9: with a cooldown', () => {
	test('a second execution gets the live code without a rotation', async () => {
		await revoke();
		const { success, hints } = await revoke();
		expect(success[0]!.json).toEqual({
			groupId: A,
			code: bench.a.liveCode,
			inviteLink: `https://chat.whatsapp.com/${bench.a.liveCode}`,
			previousCode: null,
			rotated: false,
			verified: false,
		});
		expect(bench.a.revocations).toBe(1);
		expect(hints).toEqual(['0 groups rotated, 1 group skipped by the cooldown']);
	});

	test('the live code is read, so a change by someone else is noticed', async () => {
		await revoke();
		bench.a.rotate('somebody else');
		const { success } = await revoke();
		expect(success[0]!.json.code).toBe(bench.a.liveCode);
	});

	describe('that began with an unconfirmed try of Retry On Fail', () => {
		const parameters = { options: { ...options, maxRetries: 0, maxConcurrency: 1 } };
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		/** The first try ends unclear. The second one revokes, but cannot confirm the new code. */
		beforeEach(() => {
			bench.emulator.faults.plan({ kind: 'drop', on: 'revoke', group: A });
			bench.emulator.faults.plan({ kind: 'drop', on: 'get', group: A, times: 4 });
		});

		test('the next try reports the code as rotated, because this node rotated it', async () => {
			const { success } = await bench.run({ ids: [A], parameters, settings });
			expect(bench.a.revocations).toBe(1);
			expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, rotated: true, verified: false });
		});

		test('the error of another group names the code', async () => {
			bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'revoke', group: B, times: 3 });
			const { error } = await bench.run({ ids: [A, B], parameters, settings });
			expect(bench.a.revocations).toBe(1);
			expect(error!.description).toContain(bench.a.liveCode);
		});
	});

	test('100 parallel executions rotate once, and all get the live code', async () => {
		const runs = await Promise.all(Array.from({ length: 100 }, async () => await revoke()));
		expect(bench.a.revocations).toBe(1);
		expect(new Set(runs.map(({ success }) => success[0]!.json.code))).toEqual(new Set([bench.a.liveCode]));
		expect(runs.filter(({ success }) => success[0]!.json.rotated)).toHaveLength(1);
	}, 30_000);

	test('the cooldown applies to each group separately', async () => {
		await revoke([A]);
		const { success } = await revoke([A, B]);
		expect(success.map(({ json }) => json.rotated)).toEqual([false, true]);
	});

	test('two accounts in the same group have separate cooldowns', async () => {
		await revoke();
		const other = bench.emulator.addInstance('instance0002', 'another-token');
		const sameGroup = other.addGroup(A, 'Group A');
		const credential = { instanceId: other.id, accessToken: other.accessToken, baseUrl: bench.emulator.url };
		const { success } = await bench.run({ credential, parameters: { options } });
		expect(success[0]!.json).toMatchObject({ rotated: true, code: sameGroup.liveCode });
	});

	test('the group is rotated again after the cooldown', async () => {
		const short = { options: { cooldownMinutes: 0.5 } };
		await bench.run({ parameters: short });
		const over = clock.now() + 31_000;
		while (clock.now() < over) await wait(1);
		const { success } = await bench.run({ parameters: short });
		expect(success[0]!.json.rotated).toBe(true);
	});

	test('a failed rotation does not start a cooldown', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 401, on: 'revoke' });
		expect((await revoke()).error).toBeDefined();
		expect((await revoke()).success[0]!.json.rotated).toBe(true);
	});

	test('an unconfirmed rotation starts a cooldown, because the old link is dead', async () => {
		bench.emulator.faults.plan({ kind: 'drop', on: 'revoke', moment: 'after the change' });
		let reads = 0;
		bench.emulator.on('call', ({ name }) => {
			// The third read is the confirmation.
			if (name === 'get' && ++reads === 3) bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'get', times: 99 });
		});
		const { error } = await revoke();
		bench.emulator.removeAllListeners('call');
		bench.emulator.faults.clear();
		expect(error!.message).toContain(
			`The old invite link of group ${A} is dead and its new code is probably ${bench.a.liveCode}`,
		);
		expect((await revoke()).success[0]!.json).toMatchObject({ code: bench.a.liveCode, rotated: false });
		expect(bench.a.revocations).toBe(1);
	});

	test('if the code cannot be read during the cooldown, the error names the group', async () => {
		await revoke();
		bench.emulator.faults.plan({ kind: 'status', status: 500, on: 'get', times: 9 });
		const { error } = await revoke();
		expect(error!.message).toContain(`Could not read the invite code of group ${A}`);
	});

	test('a temporary failure during the read is retried', async () => {
		await revoke();
		bench.emulator.faults.plan({ kind: 'drop', on: 'get' }, { kind: 'rate limit', on: 'get' });
		const { success } = await revoke();
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, rotated: false });
	});
});
