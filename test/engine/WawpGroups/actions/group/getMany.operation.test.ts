import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench, C, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('getAll', 'group');
const getAll = async (parameters = {}, run = {}) => await bench.run({ parameters: { returnAll: true, ...parameters }, ...run });
const idsOf = ({ success }: Awaited<ReturnType<typeof getAll>>) => success.map(({ json }) => json.groupId);
const ENGINES: Engine[] = ['GOWS', 'NOWEB', 'WEBJS'];

describe('each group becomes an item, paired with its input item', () => {
	test('with an engine that returns all fields', async () => {
		bench.account.engine = 'GOWS';
		bench.a.description = 'Be kind';
		bench.a.addMember('201234567890@c.us');
		bench.b.role = 'participant';
		const { success } = await getAll();
		expect(success).toEqual([
			{
				json: { groupId: A, subject: 'Group A', description: 'Be kind', isAdmin: true, participantCount: 2 },
				pairedItem: { item: 0 },
			},
			{ json: { groupId: B, subject: 'Group B', description: '', isAdmin: false, participantCount: 1 }, pairedItem: { item: 0 } },
			{ json: { groupId: C, subject: 'Group C', description: '', isAdmin: true, participantCount: 1 }, pairedItem: { item: 0 } },
		]);
	});

	test('with an engine that returns few fields: unknown fields are null, and no further request is sent', async () => {
		bench.account.engine = 'WEBJS';
		bench.a.name = '';
		const { success } = await getAll();
		expect(success[0]!.json).toEqual({ groupId: A, subject: null, description: null, isAdmin: null, participantCount: null });
		expect(bench.calls).toEqual(['groups']);
	});

	test('isAdmin is null if the ID of the account is unknown', async () => {
		bench.account.engine = 'NOWEB';
		bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'sessionInfo', times: 99 });
		expect((await getAll()).success.map(({ json }) => json.isAdmin)).toEqual([null, null, null]);
	});

	test('once for each input item', async () => {
		const { success } = await getAll({}, { ids: [1, 2] });
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual([0, 0, 0, 1, 1, 1].map((item) => ({ item })));
	});
});

test('a boolean that an expression returns as text means what it says', async () => {
	bench.b.role = 'participant';
	expect(idsOf(await getAll({ returnAll: '={{ "false" }}', limit: 1 }))).toEqual([A]);
	expect(idsOf(await getAll({ returnAll: '={{ "true" }}', adminOnly: '={{ "true" }}' }))).toEqual([A, C]);
	const { error } = await getAll({ adminOnly: '={{ $json.missing }}' });
	expect(error!.message).toBe('"Only Where I Am Admin" must be true or false [item 0]');
});

describe('Only Where I Am Admin', () => {
	test.each(ENGINES)('%s', async (engine) => {
		bench.account.engine = engine;
		bench.b.role = 'participant';
		const result = await getAll({ adminOnly: true });
		expect(idsOf(result)).toEqual([A, C]);
		expect(result.success.every(({ json }) => json.isAdmin === true)).toBe(true);
	});

	test.each(ENGINES)('%s, with masked participant IDs', async (engine) => {
		bench.account.engine = engine;
		bench.b.role = 'participant';
		for (const group of [bench.a, bench.b, bench.c]) group.masked = true;
		expect(idsOf(await getAll({ adminOnly: true }))).toEqual([A, C]);
	});

	test('the participants of a group are requested only if the list of groups has none', async () => {
		bench.account.engine = 'NOWEB';
		await getAll({ adminOnly: true });
		expect(bench.calls).toEqual(['groups', 'sessionInfo']);
		bench.account.listsNoParticipants = true;
		expect(idsOf(await getAll({ adminOnly: true }))).toEqual([A, B, C]);
		expect(bench.calls.slice(2)).toEqual(['groups', 'sessionInfo', 'participants', 'participants', 'participants']);
	});

	test('a group whose participants cannot be read stays in the output with isAdmin null', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 500, on: 'participants', group: B, times: 99 });
		const { success } = await getAll({ adminOnly: true });
		expect(success.map(({ json }) => [json.groupId, json.isAdmin])).toEqual([
			[A, true],
			[B, null],
			[C, true],
		]);
	});

	test('a group that the account has left is excluded', async () => {
		bench.emulator.faults.plan({
			kind: 'status',
			status: 500,
			body: '{"exception":{"message":"forbidden","data":403}}',
			contentType: 'application/json',
			on: 'participants',
			group: B,
			times: 99,
		});
		expect(idsOf(await getAll({ adminOnly: true }))).toEqual([A, C]);
	});

	test.each<[string, number, string]>([
		['2 UNKNOWN: not found', 500, 'a group that the engine may not have loaded'],
		["Cannot read properties of undefined (reading 'participants')", 500, 'the same with WEBJS'],
		['forbidden', 503, 'the answer of a proxy'],
	])('%s with HTTP %d stays in the output: %s', async (message, status) => {
		const body = JSON.stringify({ exception: { message } });
		bench.emulator.faults.plan({ kind: 'status', status, body, on: 'participants', group: B, times: 99 });
		expect(idsOf(await getAll({ adminOnly: true }))).toEqual([A, B, C]);
	});

	test('a failure that concerns all groups fails the item', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 401, on: 'participants', group: B });
		const { error } = await getAll({ adminOnly: true });
		expect(error!.message).toContain(`Could not list the participants of group ${B}: Wawp did not accept the access token`);
	});

	test('an unknown account ID fails the item', async () => {
		bench.emulator.faults.plan({ kind: 'empty', on: 'sessionInfo' });
		const { error } = await getAll({ adminOnly: true });
		expect(error!.message).toContain('Could not determine the ID of the linked account: Wawp returned no usable response');
	});
});

describe('the limit', () => {
	test('is 50 by default', async () => {
		for (let i = 10; i < 70; i++) bench.account.addGroup(`1203630000000000${i}@g.us`, `Group ${i}`);
		expect((await bench.run()).success).toHaveLength(50);
		expect((await getAll()).success).toHaveLength(63);
	});

	test('applies after the filter, and sends no requests for the remaining groups', async () => {
		bench.a.role = 'participant';
		expect(idsOf(await bench.run({ parameters: { limit: 1, adminOnly: true } }))).toEqual([B]);
		expect(bench.calls.filter((name) => name === 'participants')).toHaveLength(2);
	});

	test.each([0, -1, 1.5, 'many'])('%p is rejected before any request', async (limit) => {
		const { error } = await bench.run({ parameters: { limit: `={{ ${JSON.stringify(limit)} }}` } });
		expect(error!.message).toBe('The limit must be a whole number of at least 1 [item 0]');
		expect(bench.calls).toEqual([]);
	});
});

describe('failures', () => {
	test('temporary failures are retried', async () => {
		bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '60' }, { kind: 'drop' }, { kind: 'status', status: 502 });
		expect((await getAll()).success).toHaveLength(3);
	});

	test.each(['empty', 'undefined', 'html', 'error under 200'] as const)('%s instead of a list fails the item', async (kind) => {
		bench.emulator.faults.plan({ kind, times: 99 });
		const result = await getAll({}, { settings: { onError: 'continueErrorOutput' } });
		expect(errorsOf(result)).toEqual([expect.stringMatching(/^Could not list the groups: .*\[item 0\]$/)]);
		expect(result.success).toEqual([]);
	});

	test('secrets in the session response are not shown', async () => {
		const result = await getAll({ adminOnly: true });
		expect(result.success).toHaveLength(3);
		for (const secret of bench.secrets) expect(JSON.stringify(result.run)).not.toContain(secret);
	});
});
