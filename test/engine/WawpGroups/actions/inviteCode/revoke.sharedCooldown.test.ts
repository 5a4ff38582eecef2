import { DataDeduplicationService } from 'n8n-core';
import type * as n8nCore from 'n8n-core';
import { clock } from '../../../../../nodes/wawp/transport/clock';
import type * as clockModule from '../../../../../nodes/wawp/transport/clock';
import type * as runNodeModule from '../../../../support/engine/runNode';
import { A, Bench } from '../../../../support/engine/bench';
import { DeduplicationInMemory } from '../../../../support/engine/deduplicationInMemory';
import { useFastClock } from '../../../../support/engine/fastClock';
import { groupById, type NodeResult, type NodeRun } from '../../../../support/engine/runNode';

useFastClock();

/** How long an execution that another worker holds back waits before it reads the code, in ms. */
const SETTLE = 3_000;

const bench = new Bench('revoke');
const database = new DeduplicationInMemory();

/** A second instance of the whole node, as in another worker of n8n: with its own memory and the same database. */
let anotherWorker: { runNode: typeof runNodeModule.runNode; clock: typeof clock };
/** Of both workers. They are one if jest shares n8n-core between module registries. */
const deduplications = new Set([DataDeduplicationService]);
jest.isolateModules(() => {
	anotherWorker = {
		...jest.requireActual<typeof runNodeModule>('../../../../support/engine/runNode'),
		...jest.requireActual<typeof clockModule>('../../../../../nodes/wawp/transport/clock'),
	};
	deduplications.add(jest.requireActual<typeof n8nCore>('n8n-core').DataDeduplicationService);
});

beforeAll(async () => {
	Object.assign(anotherWorker.clock, clock);
	for (const deduplication of deduplications) await deduplication.init(database);
});
afterAll(() => {
	// n8n has no way to end it, and the suites after this one have the same n8n-core.
	for (const deduplication of deduplications) Reflect.deleteProperty(deduplication, 'instance');
});
beforeEach(() => database.clear());
afterEach(() => {
	jest.restoreAllMocks();
	bench.emulator.removeAllListeners('call');
});

interface Attempt extends Pick<NodeRun, 'onStart' | 'settings'> {
	options?: object;
}

const run = ({ options, ...more }: Attempt): Omit<NodeRun, 'credential'> => ({
	parameters: {
		resource: 'inviteCode',
		operation: 'revoke',
		groupId: groupById(A),
		options: { cooldownMinutes: 60, ...options },
	},
	...more,
});

const here = async (attempt: Attempt = {}): Promise<NodeResult> => await bench.run({ ...run(attempt), ids: [A] });
const there = async (attempt: Attempt = {}): Promise<NodeResult> =>
	await anotherWorker.runNode({ ...run(attempt), credential: bench.credential });

/** Records the pauses of this worker. `during` runs while a held-back execution waits. */
function watchPauses(during: (signal: AbortSignal | undefined) => unknown): number[] {
	const paused: number[] = [];
	jest.spyOn(clock, 'pause').mockImplementation(async (ms, signal) => {
		paused.push(ms);
		if (ms === SETTLE) await during(signal);
	});
	return paused;
}

/** Waits for the call that another worker makes after it has claimed the group. */
const nextRevoke = async (): Promise<void> => {
	while ((await bench.emulator.nextCall()).name !== 'revoke');
};

const cancelAt =
	(name: 'get' | 'revoke') =>
	(cancel: () => void): void => {
		bench.emulator.on('call', (call) => {
			if (call.name === name) cancel();
		});
	};

describe('a group that another worker has claimed', () => {
	test('is not rotated: after 3 s, the live code is read', async () => {
		expect((await there()).success[0]!.json).toMatchObject({ rotated: true });
		const calls = bench.calls.length;
		const callsBeforePause: number[] = [];
		const paused = watchPauses(() => callsBeforePause.push(bench.calls.length - calls));
		const { success, hints } = await here();
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, previousCode: null, rotated: false, verified: false });
		expect(hints).toEqual(['0 groups rotated, 1 group skipped by the cooldown']);
		expect(paused).toEqual([SETTLE]);
		expect(callsBeforePause).toEqual([0]);
		expect(bench.calls.slice(calls)).toEqual(['get']);
		expect(bench.a.revocations).toBe(1);
	});

	test('gets the new code if the rotation of the other worker ends during these 3 s', async () => {
		bench.emulator.faults.plan({ kind: 'slow', on: 'revoke', latency: 100 });
		const revoke = nextRevoke();
		const other = there();
		await revoke;
		watchPauses(async () => await other);
		const { success } = await here();
		expect(success[0]!.json).toMatchObject({ code: (await other).success[0]!.json.code, rotated: false });
		expect(success[0]!.json.code).toBe(bench.a.liveCode);
		expect(bench.a.revocations).toBe(1);
	});

	test('is rotated if the rotation of the other worker fails during these 3 s', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'revoke', latency: 100 });
		const revoke = nextRevoke();
		const other = there();
		await revoke;
		watchPauses(async () => await other);
		const { success } = await here();
		expect((await other).error).toBeDefined();
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, rotated: true, verified: true });
		expect(bench.a.revocations).toBe(1);
	});

	test('stays claimed by a worker that does not end, and its live code is emitted', async () => {
		bench.emulator.faults.plan({ kind: 'hang', on: 'revoke' });
		const revoke = nextRevoke();
		let kill = () => {};
		const other = there({ onStart: (cancel) => (kill = cancel) });
		await revoke;
		const { success } = await here();
		expect(success[0]!.json).toMatchObject({ code: 'TheOldInviteCodeGroupA', rotated: false });
		kill();
		await other;
	});

	test('is not waited for by an execution that is canceled', async () => {
		await there();
		const calls = bench.calls.length;
		let cancel = () => {};
		let waiting: AbortSignal | undefined;
		watchPauses((signal) => {
			cancel();
			waiting = signal;
		});
		const { run: canceled, error } = await here({ onStart: (stop) => (cancel = stop) });
		expect(waiting!.aborted).toBe(true);
		expect(canceled.status).toBe('canceled');
		expect(error!.message).toContain('the execution was canceled');
		expect(bench.calls.length).toBe(calls);
	});

	test('is rotated by an execution without a cooldown', async () => {
		await there();
		expect((await here({ options: { cooldownMinutes: 0 } })).success[0]!.json.rotated).toBe(true);
		expect(bench.a.revocations).toBe(2);
	});
});

test('without a cooldown, nothing is claimed', async () => {
	await there({ options: { cooldownMinutes: 0 } });
	expect(database.sizes).toEqual([]);
	expect((await here()).success[0]!.json.rotated).toBe(true);
});

describe('the claim of a rotation', () => {
	test('that is refused is released', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'revoke' });
		expect((await there()).error).toBeDefined();
		expect(database.sizes).toEqual([0]);
		expect((await here()).success[0]!.json).toMatchObject({ rotated: true, code: bench.a.liveCode });
		expect(bench.a.revocations).toBe(1);
	});

	test('that changed nothing is released', async () => {
		bench.account.noOpRevoke = true;
		expect((await there()).error!.message).toContain('still works');
		bench.account.noOpRevoke = false;
		expect((await here()).success[0]!.json.rotated).toBe(true);
	});

	test('whose outcome is unclear is released, because the old link may still work', async () => {
		bench.emulator.faults.plan({ kind: 'empty', on: 'revoke' }, { kind: 'status', status: 500, on: 'get', times: 99 });
		expect((await there()).error!.message).toContain('It is not known whether');
		bench.emulator.faults.clear();
		expect((await here()).success[0]!.json.rotated).toBe(true);
	});

	test('that is unconfirmed is kept, because the old link is dead', async () => {
		bench.emulator.faults.plan({ kind: 'drop', on: 'revoke', moment: 'after the change' });
		let reads = 0;
		bench.emulator.on('call', ({ name }) => {
			// The third read is the confirmation.
			if (name === 'get' && ++reads === 3) bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'get', times: 99 });
		});
		expect((await there()).error!.message).toContain('is dead and its new code is probably');
		bench.emulator.removeAllListeners('call');
		bench.emulator.faults.clear();
		expect((await here()).success[0]!.json).toMatchObject({ code: bench.a.liveCode, rotated: false });
		expect(bench.a.revocations).toBe(1);
	});

	// The link may still work. A kept claim would tell other executions that the group was rotated.
	test.each([
		['before the revoke', 'get', 0],
		['during the revoke', 'revoke', 1],
	] as const)('that is canceled %s is released', async (_moment, call, before) => {
		bench.emulator.faults.plan({ kind: 'hang', on: call, moment: 'after the change' });
		const { run: canceled } = await there({ onStart: cancelAt(call) });
		bench.emulator.removeAllListeners('call');
		expect(canceled.status).toBe('canceled');
		expect(database.sizes).toEqual([0]);
		expect((await here()).success[0]!.json).toMatchObject({ rotated: true, code: bench.a.liveCode });
		expect(bench.a.revocations).toBe(before + 1);
	});
});
