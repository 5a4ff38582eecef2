import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('unlock', 'group');

beforeEach(() => {
	for (const group of [bench.a, bench.b])
		Object.assign(group.adminsOnly, { 'messages-admin-only': true, 'info-admin-only': true });
});

test.each<Engine>(['GOWS', 'NOWEB', 'WEBJS'])('with %s: everyone can send messages and edit the info again', async (engine) => {
	bench.account.engine = engine;
	const { success } = await bench.run();
	expect(success).toEqual([
		{
			json: {
				groupId: A,
				changed: ['onlyAdminsCanSend', 'onlyAdminsCanEdit'],
				verified: true,
				onlyAdminsCanSend: true,
				onlyAdminsCanEdit: true,
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(bench.a.adminsOnly).toEqual({ 'messages-admin-only': false, 'info-admin-only': false });
	expect(bench.emulator.callsOf('changeSend')[0]!.body).toMatchObject({ adminsOnly: false });
});

test('restores what Lock Group found in each group', async () => {
	const { success } = await bench.run({
		input: [
			{ id: A, onlyAdminsCanSend: false, onlyAdminsCanEdit: true },
			{ id: B, onlyAdminsCanSend: 'true', onlyAdminsCanEdit: 'true' },
		],
		parameters: { onlyAdminsCanSend: '={{ $json.onlyAdminsCanSend }}', onlyAdminsCanEdit: '={{ $json.onlyAdminsCanEdit }}' },
	});
	expect(success.map(({ json }) => [json.groupId, json.changed])).toEqual([
		[A, ['onlyAdminsCanSend']],
		[B, []],
	]);
	expect(bench.a.adminsOnly).toEqual({ 'messages-admin-only': false, 'info-admin-only': true });
	expect(bench.b.adminsOnly).toEqual({ 'messages-admin-only': true, 'info-admin-only': true });
});

test('items that want something else of the same group run one after another', async () => {
	const { success } = await bench.run({
		input: [false, true, false].map((onlyAdminsCanSend) => ({ id: A, onlyAdminsCanSend })),
		parameters: { onlyAdminsCanSend: '={{ $json.onlyAdminsCanSend }}' },
	});
	expect(success.map(({ json }) => json.changed)).toEqual([
		['onlyAdminsCanSend', 'onlyAdminsCanEdit'],
		['onlyAdminsCanSend'],
		['onlyAdminsCanSend'],
	]);
	expect(bench.a.adminsOnly['messages-admin-only']).toBe(false);
});

test.each([undefined, null, '', 'yes', 0])('%p instead of true or false is rejected before any request', async (value) => {
	const result = await bench.run({
		input: [{ id: A, value }],
		parameters: { onlyAdminsCanEdit: '={{ $json.value }}' },
		settings: { onError: 'continueErrorOutput' },
	});
	expect(errorsOf(result)).toEqual(['"Only Admins Can Edit" must be true or false [item 0]']);
	expect(bench.calls).toEqual([]);
});

test('an ignored change fails the item', async () => {
	bench.account.undocumentedChanges = 'ignored';
	const { error } = await bench.run();
	expect(error!.message).toBe(
		`Could not make sure that everyone can send messages in group ${A}: Wawp accepted the request, but only admins can send messages as before [item 0]`,
	);
});
