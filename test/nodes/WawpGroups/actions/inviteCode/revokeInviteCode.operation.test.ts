import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { Emulator } from '../../../../emulator/server';
import type { Group, Instance } from '../../../../emulator/world';
import { useFastClock } from '../../../../engine/fastClock';
import { groupById, runNode, type NodeRun } from '../../../../engine/runNode';

const A = '120363000000000001@g.us';
const B = '120363000000000002@g.us';
const C = '201000000000-1400000000@g.us';
const SECRETS = { instanceId: 'instance0001', accessToken: 'secret-access-token' };

useFastClock();

const emulator = new Emulator();
let account: Instance;
let groups: Record<'a' | 'b' | 'c', Group>;

beforeAll(async () => await emulator.start());
afterAll(async () => await emulator.stop());
beforeEach(() => {
	emulator.reset();
	account = emulator.addInstance(SECRETS.instanceId, SECRETS.accessToken);
	groups = {
		a: account.addGroup(A, 'Group A', 'OldCodeOfGroupA'),
		b: account.addGroup(B, 'Group B', 'OldCodeOfGroupB'),
		c: account.addGroup(C, 'Group C', 'OldCodeOfGroupC'),
	};
});

const credential = () => ({ ...SECRETS, baseUrl: emulator.url });

interface Revoke extends Omit<NodeRun, 'parameters'> {
	ids?: unknown[];
	options?: INodeParameters;
}

/** Runs the operation with one item per id. */
const revoke = async ({ ids = [A], options = {}, ...run }: Revoke = {}) =>
	await runNode({
		parameters: { resource: 'inviteCode', operation: 'revoke', groupId: groupById('={{ $json.id }}'), options },
		input: ids.map((id) => ({ id }) as IDataObject),
		credential: credential(),
		...run,
	});

const CONTINUE: Partial<INode> = { onError: 'continueErrorOutput' };
const calls = () => emulator.calls.map(({ name }) => name);

describe('when all goes well', () => {
	test('the item holds the new code, the link, the old code and the proof', async () => {
		const { success } = await revoke();
		expect(success).toEqual([
			{
				json: {
					groupId: A,
					code: groups.a.liveCode,
					inviteLink: `https://chat.whatsapp.com/${groups.a.liveCode}`,
					previousCode: 'OldCodeOfGroupA',
					rotated: true,
					verified: true,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(groups.a.isDead('OldCodeOfGroupA')).toBe(true);
	});

	test('verification costs one read per group', async () => {
		await revoke();
		expect(calls()).toEqual(['get', 'revoke']);
	});
});
describe('unclear', () => {
	test.each(['drop', 'hang', 'empty', 'undefined', 'html', 'error under 200', 'echo'] as const)(
		'%s after the change',
		async (kind) => {
			emulator.faults.plan({ kind, on: 'revoke', moment: 'after the change' });
			const { success, error } = await revoke({ options: { timeout: 60 } });
			expect(error).toBeUndefined();
			expect(success[0]!.json).toMatchObject({ code: groups.a.liveCode, verified: true });
			expect(groups.a.revocations).toBe(1);
		},
	);
	test.each(['drop', 'hang', 'empty', 'undefined', 'html', 'error under 200', 'echo'] as const)(
		'%s before the change',
		async (kind) => {
			emulator.faults.plan({ kind, on: 'revoke', moment: 'before the change' });
			const { success, error } = await revoke({ options: { timeout: 60 } });
			expect(error).toBeUndefined();
			expect(success[0]!.json).toMatchObject({ code: groups.a.liveCode, verified: true });
			expect(groups.a.revocations).toBe(1);
		},
	);
	test('noop', async () => {
		account.noOpRevoke = true;
		const { error } = await revoke();
		console.log(error?.message, error?.description, calls());
	});
	test('stop', async () => {
		groups.b.role = 'none';
		const { error } = await revoke({
			ids: [A, B, C, A],
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			options: { maxConcurrency: 1 },
		});
		console.log(error?.message, error?.description, calls());
		expect(groups.a.revocations).toBe(1);
	});
	test('continue', async () => {
		groups.b.role = 'none';
		const { success, errorBranch, run } = await revoke({ ids: [A, B, C, A], settings: CONTINUE });
		console.log(JSON.stringify(success), JSON.stringify(errorBranch.map((e) => e.json)), calls());
		console.log(JSON.stringify(run.data.resultData.runData['Wawp Groups']![0]!.hints));
	});
});
