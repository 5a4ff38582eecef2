import { PICTURE_URL } from '../../../../support/emulator/calls/groups';
import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('get', 'group');
const ENGINES: Engine[] = ['GOWS', 'NOWEB', 'WEBJS'];

const answer = (body: unknown) =>
	({ kind: 'status', status: 200, body: JSON.stringify(body), contentType: 'application/json' }) as const;

test.each(ENGINES)('all fields, with %s', async (engine) => {
	bench.account.engine = engine;
	bench.a.description = 'Be kind';
	bench.a.adminsOnly['messages-admin-only'] = true;
	bench.a.addMember('201234567890@c.us');
	const { success } = await bench.run();
	expect(success).toEqual([
		{
			json: {
				groupId: A,
				subject: 'Group A',
				description: 'Be kind',
				ownerId: bench.account.me.id,
				isAdmin: true,
				participantCount: 2,
				onlyAdminsCanSend: true,
				onlyAdminsCanEdit: false,
				createdAt: '2024-05-01T12:00:00.000Z',
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(bench.emulator.callsOf('group')[0]!.url).toMatch(/^\/v2\/groups\/120363000000000001%40g\.us\?/);
});

test('each setting has its own field', async () => {
	bench.a.adminsOnly['info-admin-only'] = true;
	expect((await bench.run()).success[0]!.json).toMatchObject({ onlyAdminsCanSend: false, onlyAdminsCanEdit: true });
});

test('fields that Wawp does not return are null, and no further request is sent', async () => {
	bench.emulator.faults.plan(answer({ id: A }));
	const { success } = await bench.run();
	const { groupId, ...others } = success[0]!.json;
	expect(groupId).toBe(A);
	expect(Object.values(others)).toEqual(Array.from({ length: 8 }, () => null));
	expect(bench.calls).toEqual(['group']);
});

test('the ID of the account is read once for all groups', async () => {
	bench.b.role = 'participant';
	const { success } = await bench.run({ ids: [A, B] });
	expect(success.map(({ json }) => json.isAdmin)).toEqual([true, false]);
	expect(bench.calls).toEqual(['group', 'sessionInfo', 'group']);
});

test('temporary failures are retried', async () => {
	bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '60' }, { kind: 'drop' }, { kind: 'status', status: 502 });
	expect((await bench.run()).success).toHaveLength(1);
});

test('the settings are null in a record of defaults, which GOWS returns for a group that it has not loaded', async () => {
	bench.account.engine = 'GOWS';
	bench.a.cached = 'nothing';
	const { success } = await bench.run();
	const { groupId, ...others } = success[0]!.json;
	expect(groupId).toBe(A);
	expect(Object.values(others)).toEqual(Array.from({ length: 8 }, () => null));
});

describe('an item fails', () => {
	test.each(['empty', 'undefined', 'html', 'error under 200'] as const)('with %s instead of a group', async (kind) => {
		bench.emulator.faults.plan({ kind, on: 'group', times: 99 });
		const result = await bench.run({ settings: { onError: 'continueErrorOutput' } });
		expect(errorsOf(result)).toEqual([expect.stringMatching(new RegExp(`^Could not read the details of group ${A}: .*`))]);
		expect(result.success).toEqual([]);
	});

	test('with another group', async () => {
		bench.emulator.faults.plan(answer({ id: B, subject: 'Group B' }));
		expect((await bench.run()).error!.message).toContain('Wawp returned no usable response');
	});

	test('if the account is not in the group', async () => {
		bench.a.role = 'none';
		expect((await bench.run()).error!.message).toBe(
			`Could not read the details of group ${A}: the WhatsApp account is not in this group [item 0]`,
		);
	});

	test.each(ENGINES)('after one try if %s has no such group', async (engine) => {
		bench.account.engine = engine;
		bench.account.outsideTexts = 'engine';
		bench.a.role = 'none';
		expect((await bench.run()).error!.message).toBe(
			`Could not read the details of group ${A}: WhatsApp cannot find this group for the account [item 0]`,
		);
		expect(bench.calls).toEqual(['group']);
	});

	test('with an empty response because the account is not in the group', async () => {
		bench.a.role = 'none';
		bench.emulator.faults.plan({ kind: 'empty', on: 'group' });
		expect((await bench.run()).error!.message).toContain('the WhatsApp account is not in this group');
	});
});

describe('the picture', () => {
	const withPicture = { parameters: { includePicture: true } };

	test('is read only if asked for', async () => {
		bench.a.picture = { url: 'https://example.com/a.jpg' };
		expect((await bench.run()).success[0]!.json).not.toHaveProperty('pictureUrl');
		expect(bench.calls).not.toContain('readPicture');
		expect((await bench.run(withPicture)).success[0]!.json).toMatchObject({ groupId: A, pictureUrl: PICTURE_URL });
	});

	test('is null without one, and if Wawp does not say', async () => {
		expect((await bench.run(withPicture)).success[0]!.json.pictureUrl).toBeNull();
		bench.emulator.faults.plan({ kind: 'status', status: 404, on: 'readPicture' });
		expect((await bench.run(withPicture)).success[0]!.json.pictureUrl).toBeNull();
	});
});
