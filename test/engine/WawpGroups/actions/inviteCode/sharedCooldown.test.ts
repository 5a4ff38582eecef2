import { DataDeduplicationService, ExecuteContext } from 'n8n-core';
import { createEmptyRunExecutionData, Workflow, type IExecuteFunctions, type INode, type Logger } from 'n8n-workflow';
import * as thisWorker from '../../../../../nodes/WawpGroups/actions/inviteCode/sharedCooldown';
import { CredentialsInMemory } from '../../../../support/engine/credentials';
import { DeduplicationInMemory } from '../../../../support/engine/deduplicationInMemory';
import { additionalData, nodeTypes, WAWP_GROUPS } from '../../../../support/engine/runWorkflow';
import { HandClock } from '../../../../support/clocks';

const COOLDOWN = 60 * 60_000;
const KEY = 'a'.repeat(64);

/** A second instance of the module, as in another worker of n8n: with its own queue and the same database. */
let anotherWorker: typeof thisWorker;
jest.isolateModules(() => {
	anotherWorker = jest.requireActual('../../../../../nodes/WawpGroups/actions/inviteCode/sharedCooldown');
});

let clock: HandClock;
beforeEach(() => {
	clock = new HandClock();
});

/** Creates n8n's execution context. Its helpers use n8n's deduplication. */
function execution({ workflowId = 'workflow', nodeId = 'node' } = {}): IExecuteFunctions {
	const node: INode = { id: nodeId, name: nodeId, type: WAWP_GROUPS, typeVersion: 1, position: [0, 0], parameters: {} };
	const workflow = new Workflow({ id: workflowId, nodes: [node], connections: {}, active: false, nodeTypes });
	return new ExecuteContext(
		workflow,
		node,
		additionalData(new CredentialsInMemory({})),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	) as unknown as IExecuteFunctions;
}

const here = (cooldown = COOLDOWN, context = execution()) => thisWorker.sharedCooldown(context, cooldown, clock);
const there = (cooldown = COOLDOWN, context = execution()) => anotherWorker.sharedCooldown(context, cooldown, clock);

test('without a database, every claim succeeds, can be released, and is logged', async () => {
	const debug = jest.fn<undefined, Parameters<Logger['debug']>>();
	const context = Object.create(execution(), { logger: { value: { debug } } }) as IExecuteFunctions;
	const stored = here(COOLDOWN, context);
	expect(await stored.claim(KEY)).toBe(true);
	await stored.release(KEY);
	expect(await stored.claim(KEY)).toBe(true);
	expect(debug).toHaveBeenCalledTimes(2);
	expect(debug).toHaveBeenCalledWith('Wawp Groups: the cooldown is not shared with other workers', {
		error: expect.stringContaining('needs to initialized') as string,
	});
	expect(JSON.stringify(debug.mock.calls)).not.toContain(KEY);
});

describe('with a database', () => {
	let broken: Error | undefined;
	const database = new DeduplicationInMemory(async () => {
		await Promise.resolve();
		if (broken) throw broken;
	});

	beforeAll(async () => await DataDeduplicationService.init(database));
	// n8n has no way to end it, and the suites after this one have the same n8n-core.
	afterAll(() => Reflect.deleteProperty(DataDeduplicationService, 'instance'));
	beforeEach(() => {
		database.clear();
		broken = undefined;
	});

	test.each([
		['this worker', here],
		['another worker', there],
	])('a group that an earlier execution has claimed cannot be claimed again by %s', async (_name, next) => {
		expect(await here().claim(KEY)).toBe(true);
		expect(await next().claim(KEY)).toBe(false);
	});

	test('if executions of one worker claim a group at the same time, one succeeds', async () => {
		const claims = await Promise.all(Array.from({ length: 20 }, async () => await here().claim(KEY)));
		expect(claims.filter(Boolean)).toHaveLength(1);
	});

	test('if one worker claims several groups at the same time, no claim is lost', async () => {
		const keys = Array.from({ length: 20 }, (_, i) => `${KEY}${i}`);
		const claim = async (key: string) => await here().claim(key);
		expect(new Set(await Promise.all(keys.map(claim)))).toEqual(new Set([true]));
		expect(new Set(await Promise.all(keys.map(claim)))).toEqual(new Set([false]));
	});

	test.each([
		['another group', 'b'.repeat(64), execution()],
		['another node', KEY, execution({ nodeId: 'another' })],
		['another workflow', KEY, execution({ workflowId: 'another' })],
	])('a claim does not affect %s', async (_name, key, context) => {
		await here().claim(KEY);
		expect(await there(COOLDOWN, context).claim(key)).toBe(true);
	});

	test('a claim lasts for 1 to 1.25 cooldowns, wherever in a time slice it starts', async () => {
		for (let offset = 0; offset < COOLDOWN / 4; offset += 60_000) {
			database.clear();
			await clock.advance(offset);
			const begin = clock.now();
			expect(await here().claim(KEY)).toBe(true);
			await clock.advance(COOLDOWN - 1);
			expect(await there().claim(KEY)).toBe(false);
			await clock.advance(begin + 1.25 * COOLDOWN - clock.now());
			expect(await there().claim(KEY)).toBe(true);
		}
	});

	test('repeated claims do not extend a cooldown', async () => {
		const begin = clock.now();
		expect(await here().claim(KEY)).toBe(true);
		let claimed = false;
		while (!claimed && clock.now() - begin < 3 * COOLDOWN) {
			await clock.advance(COOLDOWN / 20);
			claimed = await there().claim(KEY);
		}
		expect(clock.now() - begin).toBeGreaterThanOrEqual(COOLDOWN);
		expect(clock.now() - begin).toBeLessThanOrEqual(1.3 * COOLDOWN);
	});

	test('a released group can be claimed again on every worker', async () => {
		const stored = here();
		await stored.claim(KEY);
		await stored.release(KEY);
		expect(database.sizes).toEqual([0]);
		expect(await there().claim(KEY)).toBe(true);
	});

	test('the release of a failed claim does not affect the successful one', async () => {
		await here().claim(KEY);
		await clock.advance(COOLDOWN / 2);
		const stored = there();
		expect(await stored.claim(KEY)).toBe(false);
		await stored.release(KEY);
		expect(await here().claim(KEY)).toBe(false);
	});

	test('a release without a claim sends no query', async () => {
		const removed = jest.spyOn(database, 'removeProcessed');
		await here().release(KEY);
		expect(removed).not.toHaveBeenCalled();
	});

	test('a cooldown can be shorter than a second', async () => {
		expect(await here(100).claim(KEY)).toBe(true);
		expect(await there(100).claim(KEY)).toBe(false);
		await clock.advance(125);
		expect(await there(100).claim(KEY)).toBe(true);
	});

	test('the row holds at most 1,000 groups', async () => {
		for (let i = 0; i < 1_010; i++) await here().claim(`${KEY}${i}`);
		expect(database.sizes).toEqual([5_000]);
		expect(await there().claim(`${KEY}1009`)).toBe(false);
		expect(await there().claim(`${KEY}0`)).toBe(true);
	});

	test('a database failure does not block claims, and later claims work normally', async () => {
		broken = new Error('the database is locked');
		const stored = here();
		expect(await stored.claim(KEY)).toBe(true);
		await stored.release(KEY);
		broken = undefined;
		expect(await here().claim(KEY)).toBe(true);
		expect(await there().claim(KEY)).toBe(false);
	});

	test('a group stays claimed if the database fails between the query and the cleanup', async () => {
		await here().claim(KEY);
		await clock.advance(COOLDOWN / 2);
		jest.spyOn(database, 'removeProcessed').mockRejectedValueOnce(new Error('the database is locked'));
		expect(await there().claim(KEY)).toBe(false);
	});
});
