import { recentlyAdded } from '../../../../../nodes/shared/recentlyAdded';
import { toAccount } from '../../../../../nodes/wawp/transport/account';
import { clock } from '../../../../../nodes/wawp/transport/clock';
import type { Engine } from '../../../../support/emulator/world';
import { Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('create', 'group');
const [FIRST, SECOND] = ['201234567891@c.us', '201234567892@c.us'] as const;
const ENGINES: Engine[] = ['NOWEB', 'WEBJS', 'GOWS'];
const create = async (subjects: unknown[] = ['Neighbours'], { participants = `${FIRST}, ${SECOND}`, ...run } = {}) =>
	await bench.run({ ids: subjects, parameters: { subject: '={{ $json.id }}', participants }, ...run });
const created = () => [...bench.account.groups.values()].filter(({ name }) => !name.startsWith('Group '));
const creates = () => bench.calls.filter((name) => name === 'create').length;

describe('creates a group', () => {
	test.each(ENGINES)('with %s: the output is the group, and who is missing', async (engine) => {
		bench.account.engine = engine;
		bench.account.refusesToBeAdded.add(SECOND);
		const { success, hints } = await create();
		const [group] = created();
		expect(success).toEqual([
			{
				json: {
					groupId: group!.id,
					subject: 'Neighbours',
					description: '',
					ownerId: bench.account.me.id,
					isAdmin: true,
					participantCount: 2,
					onlyAdminsCanSend: false,
					onlyAdminsCanEdit: false,
					createdAt: expect.stringMatching(/^20\d\d-/) as string,
					// GOWS may read its cache, which proves nobody's absence.
					notAdded: engine === 'GOWS' ? null : [SECOND],
					verified: true,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(hints).toEqual(engine === 'GOWS' ? [] : ['1 group without everybody: send the others the invite link']);
	});

	test('with the call that WAHA has', async () => {
		const { hints } = await create();
		expect(bench.emulator.callsOf('create')).toMatchObject([
			{
				method: 'POST',
				url: '/v2/groups',
				body: { name: 'Neighbours', participants: [{ id: FIRST }, { id: SECOND }] },
			},
		]);
		expect(hints).toEqual([]);
	});

	test('for each item, also with the same subject', async () => {
		const { success } = await create(['Neighbours', 'Neighbours']);
		expect(new Set(success.map(({ json }) => json.groupId)).size).toBe(2);
	});

	test('whose people do not count for a wave', async () => {
		const { success } = await create();
		const groupId = success[0]!.json.groupId as `${string}@g.us`;
		expect(recentlyAdded.has(toAccount(bench.credential), groupId, [FIRST], Date.now())).toBe(true);
	});

	test('that cannot be read afterwards: its ID is there, the rest is unknown', async () => {
		bench.emulator.faults.plan({ kind: 'html', on: 'group', times: 9 }, { kind: 'html', on: 'participants', times: 9 });
		const { success } = await create();
		expect(success[0]!.json).toMatchObject({
			groupId: created()[0]!.id,
			subject: null,
			isAdmin: null,
			notAdded: null,
			verified: false,
		});
	});

	test('whose participants are masked: it is unknown who is missing', async () => {
		bench.account.createsMaskedGroups = true;
		const { success } = await create();
		expect(success[0]!.json).toMatchObject({ notAdded: null, verified: true });
	});
});

describe('an unclear response creates no second group', () => {
	test.each<[Engine, string]>(
		ENGINES.flatMap((engine) => ['drop', 'empty', 'html'].map((kind): [Engine, string] => [engine, kind])),
	)('%s, %s: the node finds the new group', async (engine, kind) => {
		bench.account.engine = engine;
		bench.account.addGroup('120363000000000099@g.us', 'Neighbours');
		bench.emulator.faults.plan({ kind: kind as 'drop', moment: 'after the change', on: 'create' });
		const { success } = await create();
		const group = created().find(({ id }) => id !== '120363000000000099@g.us')!;
		expect(success[0]!.json).toMatchObject({ groupId: group.id, subject: 'Neighbours', verified: true });
		expect(creates()).toBe(1);
	});

	test('WEBJS reports a failure as a text under 201', async () => {
		const body = 'CreateGroupError: An unknown error occupied while creating a group';
		bench.emulator.faults.plan({ kind: 'status', status: 201, body, on: 'create' });
		const { error } = await create();
		expect(error!.message).toMatch(/^It is not known whether the group "Neighbours" was created: /);
		expect(error!.description).toContain('CreateGroupError');
		expect(creates()).toBe(1);
	});

	test('without a new group in the list, the result is unknown', async () => {
		bench.emulator.faults.plan({ kind: 'drop', on: 'create' });
		const { error } = await create();
		expect(error!.message).toBe('It is not known whether the group "Neighbours" was created: Wawp did not respond [item 0]');
		expect(error!.description).toContain(
			'Look at your groups in WhatsApp before you try again: the node did not repeat the request',
		);
		expect(creates()).toBe(1);
	});

	test('with two new groups of this name, the result is unknown', async () => {
		bench.emulator.once('call', () => bench.account.createGroup('Neighbours', []));
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change', on: 'create' });
		const { error } = await create();
		expect(error!.message).toMatch(/^It is not known whether/);
	});

	test.each<[string, () => void]>([
		['that existed before', () => (bench.account.createGroup('Neighbours', []).created = new Date(clock.now() - 5_000))],
		['that somebody else made', () => (bench.account.createGroup('Neighbours', []).owner = '209999999999@c.us')],
	])('a group of this name %s is not taken for it', async (_what, make) => {
		make();
		bench.emulator.faults.plan({ kind: 'drop', on: 'create' });
		const { error } = await create();
		expect(error!.message).toMatch(/^It is not known whether/);
	});

	test('two items with one subject never get the same group', async () => {
		bench.emulator.faults.plan({ kind: 'slow', on: 'create' }, { kind: 'drop', on: 'create' });
		const { success, errorBranch } = await create(['Neighbours', 'Neighbours'], {
			settings: { onError: 'continueErrorOutput' },
		} as object);
		expect(success).toHaveLength(1);
		expect(errorBranch).toHaveLength(1);
	});

	test('two items with one subject whose responses are lost get different groups', async () => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change', on: 'create', times: 2 });
		const { success } = await create(['Neighbours', 'Neighbours']);
		expect(new Set(success.map(({ json }) => json.groupId))).toEqual(new Set(created().map(({ id }) => id)));
		expect(success).toHaveLength(2);
	});

	test('Retry On Fail looks again, and sends nothing', async () => {
		bench.emulator.faults.plan(
			{ kind: 'drop', moment: 'after the change', on: 'create' },
			{ kind: 'html', on: 'groups', times: 1 },
		);
		const { success } = await create(['Neighbours'], {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		} as object);
		expect(success[0]!.json).toMatchObject({ groupId: created()[0]!.id });
		expect(creates()).toBe(1);
	});

	test('Retry On Fail does not create the groups of other items again', async () => {
		bench.emulator.faults.plan(
			{ kind: 'slow', on: 'create' },
			{ kind: 'status', status: 400, body: '{"message":"No"}', on: 'create' },
		);
		const { success } = await create(['Neighbours', 'Book Club'], {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		} as object);
		expect(success).toHaveLength(2);
		expect(created().map(({ name }) => name)).toEqual(['Neighbours', 'Book Club']);
	});
});

test('a refusal fails the item, and a run that ends names the groups that were created', async () => {
	bench.emulator.faults.plan(
		{ kind: 'slow', on: 'create' },
		{ kind: 'status', status: 400, body: '{"message":"No"}', on: 'create' },
	);
	const { error } = await create(['Neighbours', 'Book Club']);
	expect(error!.message).toBe('Could not create the group "Book Club": Wawp did not accept the request [item 1]');
	expect(error!.description).toContain(`Already created in this run: ${created()[0]!.id}`);
});

test.each<[string, unknown, string]>([
	['an empty subject', '', FIRST],
	['a subject without a value', null, FIRST],
	['no participants', 'Neighbours', '={{ "" }}'],
	['an invalid participant', 'Neighbours', 'abc'],
])('%s is refused before any request', async (_what, subject, participants) => {
	const result = await create([subject], { participants, settings: { onError: 'continueErrorOutput' } } as object);
	expect(errorsOf(result)).toEqual([expect.stringContaining('[item 0]')]);
	expect(bench.calls).toEqual([]);
});
