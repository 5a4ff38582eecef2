import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const P1 = '201234567891@c.us';
const P2 = '201234567892@c.us';

const bench = new Bench('getAll', 'participant');
const ENGINES: Engine[] = ['GOWS', 'NOWEB', 'WEBJS'];

test.each(ENGINES)('with %s, each person becomes an item in the same shape, paired with its input item', async (engine) => {
	bench.account.engine = engine;
	bench.a.addMember(P1);
	bench.a.addMember(P2, 'superadmin');
	const { success } = await bench.run({ ids: [A, B] });
	const person = { lid: null, isAdmin: true, isSuperAdmin: false };
	const me = { ...person, participantId: '201000000000@c.us', phoneNumberId: '201000000000@c.us', role: 'admin' };
	expect(success).toEqual([
		{ json: { groupId: A, ...me }, pairedItem: { item: 0 } },
		{
			json: { groupId: A, ...person, participantId: P1, phoneNumberId: P1, role: 'participant', isAdmin: false },
			pairedItem: { item: 0 },
		},
		{
			json: { groupId: A, ...person, participantId: P2, phoneNumberId: P2, role: 'superadmin', isSuperAdmin: true },
			pairedItem: { item: 0 },
		},
		{ json: { groupId: B, ...me }, pairedItem: { item: 1 } },
	]);
});

test.each(ENGINES)('with %s, a masked person has no phone number', async (engine) => {
	bench.account.engine = engine;
	bench.a.masked = true;
	const { lid } = bench.a.addMember(P1);
	const { success } = await bench.run();
	expect(success[1]!.json).toMatchObject({ participantId: lid, phoneNumberId: null, lid });
});

test('the limit is 50 by default, and applies to each group', async () => {
	for (let i = 10; i < 80; i++) bench.a.addMember(`2010000000${i}@c.us`);
	expect((await bench.run({ ids: [A, B] })).success).toHaveLength(51);
	expect((await bench.run({ parameters: { limit: 3 } })).success).toHaveLength(3);
	expect((await bench.run({ parameters: { returnAll: true } })).success).toHaveLength(71);
});

test.each(ENGINES)('with %s, all 1,024 people of the largest possible group are listed', async (engine) => {
	bench.account.engine = engine;
	for (let i = 1_001; i < 2_024; i++) bench.a.addMember(`20100000${i}@c.us`);
	const { success } = await bench.run({ parameters: { returnAll: true } });
	expect(new Set(success.map(({ json }) => json.participantId)).size).toBe(1_024);
});

test('temporary failures are retried', async () => {
	bench.emulator.faults.plan({ kind: 'rate limit' }, { kind: 'drop' }, { kind: 'status', status: 503 });
	expect((await bench.run()).success).toHaveLength(1);
});

test.each<[string, object]>([
	['an empty list', { kind: 'status', status: 200, body: '[]' }],
	['an empty response', { kind: 'empty' }],
	['a web page', { kind: 'html' }],
	['an error under 200', { kind: 'error under 200' }],
	['an echo of the request', { kind: 'echo' }],
])('%s fails only its item, and shows no secret', async (_name, fault) => {
	bench.emulator.faults.plan({ ...fault, times: 99, group: A } as never);
	const result = await bench.run({ ids: [A, B], settings: { onError: 'continueErrorOutput' } });
	expect(errorsOf(result)).toEqual([
		expect.stringMatching(/^Could not list the participants of group 120363000000000001@g\.us: /),
	]);
	expect(result.success).toHaveLength(1);
	for (const secret of bench.secrets) expect(JSON.stringify(result.run)).not.toContain(secret);
});

test('a group without the account is reported', async () => {
	bench.a.role = 'none';
	const { error } = await bench.run();
	expect(error!.message).toBe(
		`Could not list the participants of group ${A}: the WhatsApp account is not in this group [item 0]`,
	);
});
