import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../../../support/emulator/faults';
import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench, errorsOf } from '../../../../support/engine/bench';
import { PLUS_ONLY } from '../../../../support/failures';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('lock', 'group');
const ENGINES: Engine[] = ['GOWS', 'NOWEB', 'WEBJS'];
const CONTINUE = { onError: 'continueErrorOutput' } as const;
const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
const BOTH = ['onlyAdminsCanSend', 'onlyAdminsCanEdit'];
const FOUND_OPEN = { onlyAdminsCanSend: false, onlyAdminsCanEdit: false };
const LOCKED = { 'messages-admin-only': true, 'info-admin-only': true };
const OPEN = { 'messages-admin-only': false, 'info-admin-only': false };
const PUTS = new Set(['changeSend', 'changeEdit']);

const puts = () => bench.calls.filter((name) => PUTS.has(name));
const answer = (status: number, body: unknown) =>
	({ kind: 'status', status, body: JSON.stringify(body), contentType: 'application/json' }) as const;
/** A Wawp that does not show the settings with the group. */
const NO_GROUP_READ = { kind: 'status', status: 404, on: 'group', times: 99 } as const;
/** A fault for every look at a setting after the first read. */
const afterFirstRead = (on: 'readSend' | 'readEdit', fault: Fault): Fault[] => [
	{ kind: 'slow', on: 'group' },
	NO_GROUP_READ,
	{ times: 99, ...fault, on },
];

describe('two workflows lock one group', () => {
	const lock = async () => (await bench.run()).success[0]!.json;
	const unlock = async ({ onlyAdminsCanSend, onlyAdminsCanEdit }: IDataObject) =>
		await bench.run({
			parameters: { operation: 'unlock', onlyAdminsCanSend, onlyAdminsCanEdit } as INodeParameters,
		});

	test.each([
		['the first one', (locks: IDataObject[]) => locks],
		['the second one', (locks: IDataObject[]) => locks.reverse()],
	])('and %s unlocks first: it ends as it was before', async (_who, order) => {
		bench.a.adminsOnly['info-admin-only'] = true;
		const found = { onlyAdminsCanSend: false, onlyAdminsCanEdit: true };
		const locks = [await lock(), await lock()];
		expect(locks).toMatchObject([
			{ changed: ['onlyAdminsCanSend'], ...found },
			{ changed: [], ...found },
		]);
		expect(bench.a.adminsOnly).toEqual(LOCKED);
		for (const before of order(locks)) await unlock(before);
		expect(bench.a.adminsOnly).toEqual({ 'messages-admin-only': false, 'info-admin-only': true });
	});

	test('a lock by hand after an unlock is not taken for theirs', async () => {
		await unlock(await lock());
		Object.assign(bench.a.adminsOnly, LOCKED);
		expect(await lock()).toMatchObject({ changed: [], onlyAdminsCanSend: true, onlyAdminsCanEdit: true });
	});

	test('a setting that somebody opened by hand counts as open', async () => {
		Object.assign(bench.a.adminsOnly, LOCKED);
		await lock();
		bench.a.adminsOnly['messages-admin-only'] = false;
		expect(await lock()).toMatchObject({
			changed: ['onlyAdminsCanSend'],
			onlyAdminsCanSend: false,
			onlyAdminsCanEdit: true,
		});
	});

	test('an unlock that fails forgets no lock', async () => {
		const first = await lock();
		bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'changeSend' });
		await unlock(first);
		expect(await lock()).toMatchObject({ changed: [], ...FOUND_OPEN });
	});
});

describe('locks a group', () => {
	test.each(ENGINES)('with %s: changes both settings, reads them back, and returns what it found', async (engine) => {
		bench.account.engine = engine;
		const { success, hints } = await bench.run();
		expect(success).toEqual([{ json: { groupId: A, changed: BOTH, verified: true, ...FOUND_OPEN }, pairedItem: { item: 0 } }]);
		expect(bench.a.adminsOnly).toEqual(LOCKED);
		expect(bench.calls).toEqual(['group', 'changeSend', 'changeEdit', 'group']);
		expect(hints).toEqual([]);
	});

	test('the call is the one that WAHA has, with the credentials in the body', async () => {
		await bench.run();
		const { id: instance_id, accessToken: access_token } = bench.account;
		expect(bench.emulator.callsOf('changeSend')).toMatchObject([
			{
				method: 'PUT',
				url: '/v2/groups/120363000000000001%40g.us/settings/security/messages-admin-only?adminsOnly=true',
				body: { adminsOnly: true, id: A, instance_id, access_token },
			},
		]);
		expect(bench.emulator.callsOf('changeEdit')[0]!.url).toBe(
			'/v2/groups/120363000000000001%40g.us/settings/security/info-admin-only?adminsOnly=true',
		);
	});

	test('with a Wawp that reads the value from the query, as public code for v1 sends it', async () => {
		bench.account.settingsIn = 'query';
		const { success } = await bench.run();
		expect(success[0]!.json).toMatchObject({ changed: BOTH, verified: true });
		expect(bench.a.adminsOnly).toEqual(LOCKED);
	});

	test('that is already locked: nothing is changed', async () => {
		Object.assign(bench.a.adminsOnly, LOCKED);
		const { success } = await bench.run();
		expect(success[0]!.json).toEqual({
			groupId: A,
			changed: [],
			verified: true,
			onlyAdminsCanSend: true,
			onlyAdminsCanEdit: true,
		});
		expect(puts()).toEqual([]);
	});

	test('whose settings Wawp does not show with the group: reads each with the documented call', async () => {
		bench.emulator.faults.plan(NO_GROUP_READ);
		bench.a.adminsOnly['info-admin-only'] = true;
		const { success } = await bench.run();
		expect(success[0]!.json).toMatchObject({ changed: ['onlyAdminsCanSend'], verified: true, onlyAdminsCanEdit: true });
		expect(bench.calls).toEqual(['group', 'readSend', 'readEdit', 'changeSend', 'group', 'readSend']);
	});

	test('that GOWS has not loaded: changes both settings, and does not say that they were open', async () => {
		bench.account.engine = 'GOWS';
		bench.a.cached = 'nothing';
		const { success } = await bench.run();
		expect(success[0]!.json).toEqual({
			groupId: A,
			changed: BOTH,
			verified: false,
			onlyAdminsCanSend: null,
			onlyAdminsCanEdit: null,
		});
		expect(bench.a.adminsOnly).toEqual(LOCKED);
	});

	test('that is half locked: only the other setting is changed', async () => {
		bench.a.adminsOnly['info-admin-only'] = true;
		const { success } = await bench.run();
		expect(success[0]!.json).toMatchObject({
			changed: ['onlyAdminsCanSend'],
			onlyAdminsCanSend: false,
			onlyAdminsCanEdit: true,
		});
		expect(puts()).toEqual(['changeSend']);
	});

	test('that several items name: once, and each item has what the first one found', async () => {
		const { success } = await bench.run({ ids: [A, B, A] });
		expect(success.map(({ json, pairedItem }) => [json.groupId, json.changed, json.onlyAdminsCanSend, pairedItem])).toEqual([
			[A, BOTH, false, { item: 0 }],
			[B, BOTH, false, { item: 1 }],
			[A, BOTH, false, { item: 2 }],
		]);
		expect(bench.calls).toHaveLength(8);
	});
});

describe('a setting counts as changed only if it was read back', () => {
	test.each<Engine>(['NOWEB', 'WEBJS'])(
		'an accepted change that the setting does not show fails the item, after a second look: %s',
		async (engine) => {
			bench.account.undocumentedChanges = 'ignored';
			bench.account.engine = engine;
			const { error } = await bench.run();
			expect(error!.message).toBe(
				`Could not make sure that only admins can send messages in group ${A}: Wawp accepted the request, but everyone can send messages as before [item 0]`,
			);
			expect(error!.description).toContain('Change the setting in WhatsApp (Group settings). Wawp does not document this call');
			expect(bench.calls.slice(1)).toEqual(['changeSend', 'changeEdit', 'group', 'group', 'participants', 'sessionInfo']);
		},
	);

	test('GOWS: an accepted change that its cache does not show yet is not verified, and a hint says so', async () => {
		bench.account.engine = 'GOWS';
		bench.a.cached = OPEN;
		const { success, hints } = await bench.run();
		expect(success[0]!.json).toEqual({ groupId: A, changed: BOTH, verified: false, ...FOUND_OPEN });
		expect(bench.a.adminsOnly).toEqual(LOCKED);
		expect(hints).toEqual(['1 group changed but not verified: look at the settings of the group']);
		expect(bench.emulator.callsOf('participants')).toHaveLength(1);
	});

	describe('an accepted change that the setting does not show, without readable participants', () => {
		beforeEach(() => {
			bench.account.undocumentedChanges = 'ignored';
			bench.emulator.faults.plan({ kind: 'html', on: 'participants', times: 99 });
		});

		test('after an empty body, which may come from GOWS: not verified', async () => {
			bench.account.engine = 'NOWEB';
			expect((await bench.run()).success[0]!.json).toMatchObject({ changed: BOTH, verified: false });
		});

		test('after true, which does not come from GOWS: the item fails', async () => {
			bench.account.engine = 'WEBJS';
			expect((await bench.run()).error!.message).toContain('everyone can send messages as before');
		});
	});

	test('a change that the setting shows only at the second look is confirmed', async () => {
		bench.emulator.faults.plan(...afterFirstRead('readSend', { ...answer(200, { adminsOnly: false }), times: 1 }));
		const { success } = await bench.run();
		expect(success[0]!.json).toMatchObject({ changed: BOTH, verified: true });
		expect(bench.emulator.callsOf('readSend')).toHaveLength(2);
	});

	test.each(['empty', 'undefined', 'html', 'error under 200', 'drop'] as const)(
		'a read that ends with %s after an accepted change: verified is false, and a hint says so',
		async (kind) => {
			bench.account.engine = 'GOWS';
			bench.emulator.faults.plan(...afterFirstRead('readEdit', { kind }));
			const { success, hints } = await bench.run();
			expect(success[0]!.json).toEqual({ groupId: A, changed: BOTH, verified: false, ...FOUND_OPEN });
			expect(hints).toEqual(['1 group changed but not verified: look at the settings of the group']);
		},
	);

	test('the second setting is changed after a lost response that the first one survived, and not after one that it did not', async () => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change', on: 'changeSend', times: 4 });
		expect((await bench.run()).success[0]!.json).toMatchObject({ changed: BOTH, verified: true });
		bench.emulator.faults.plan({ kind: 'drop', on: 'changeSend', times: 4 });
		await bench.run({ ids: [B] });
		expect(bench.b.adminsOnly).toEqual(OPEN);
	});

	test('an accepted change without effect fails the item, and the error names the one that had an effect', async () => {
		bench.emulator.faults.plan({ ...answer(200, true), on: 'changeSend' });
		const { error } = await bench.run();
		expect(error!.message).toContain('Wawp accepted the request, but everyone can send messages as before');
		expect(error!.message).toContain('; already changed in this group: only admins can edit the group info');
	});

	test('a lost response is settled by the read', async () => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change', on: 'changeSend', times: 4 });
		const { success } = await bench.run();
		expect(success[0]!.json).toMatchObject({ changed: BOTH, verified: true });
		expect(puts()).toEqual(['changeSend', 'changeSend', 'changeSend', 'changeSend', 'changeEdit']);
	});

	test('without a response, and with the old value in the setting, the item fails', async () => {
		bench.emulator.faults.plan({ kind: 'drop', on: 'changeSend', times: 4 });
		const { error } = await bench.run();
		expect(error!.message).toBe(
			`Could not make sure that only admins can send messages in group ${A}: Wawp did not respond [item 0]`,
		);
		expect(error!.description).toBe(
			'The request may have arrived anyway: look at the settings of the group before you try again.\n' +
				'The node looked afterwards: everyone can send messages',
		);
	});

	test('without a response, and without a readable setting, the outcome is unclear', async () => {
		bench.emulator.faults.plan(
			{ kind: 'drop', on: 'changeSend', times: 4 },
			...afterFirstRead('readSend', { kind: 'status', status: 502 }),
		);
		const { error } = await bench.run();
		expect(error!.message).toBe(
			`It is not known whether only admins can send messages in group ${A} now: Wawp did not respond [item 0]`,
		);
		expect(error!.description).toContain('Look at the settings of the group before you try again');
	});
});

describe('a refusal fails the item with its cause', () => {
	test.each(ENGINES)('%s, if the account is not an admin', async (engine) => {
		bench.account.engine = engine;
		bench.a.role = 'participant';
		const { error } = await bench.run();
		expect(error!.message).toBe(
			`Could not make sure that only admins can send messages in group ${A}: the WhatsApp account is not an admin of this group [item 0]`,
		);
		expect(error!.description).toContain("Make the account's number an admin");
		expect(bench.a.adminsOnly).toEqual(OPEN);
		expect(puts()).not.toContain('changeEdit');
	});

	test('if the account is not in the group, nothing is changed', async () => {
		bench.a.role = 'none';
		const { error } = await bench.run();
		expect(error!.message).toBe(`Could not read the settings of group ${A}: the WhatsApp account is not in this group [item 0]`);
		expect(error!.description).toContain('Nothing was changed');
		expect(puts()).toEqual([]);
	});

	test('a 403 that says so, without a further request', async () => {
		bench.emulator.faults.plan({
			...answer(403, { status: 403, message: 'You are not an admin of this group' }),
			on: 'changeSend',
		});
		const { error } = await bench.run();
		expect(error!.message).toContain('the WhatsApp account is not an admin of this group');
		expect(bench.calls).toEqual(['group', 'changeSend']);
	});

	test.each([
		['not found', 'Wawp does not seem to offer this change'],
		['not implemented', 'your Wawp instance does not support this change'],
	] as const)('a Wawp that does not have the call: %s', async (undocumentedChanges, reason) => {
		bench.account.undocumentedChanges = undocumentedChanges;
		const { error } = await bench.run();
		expect(error!.message).toBe(`Could not make sure that only admins can send messages in group ${A}: ${reason} [item 0]`);
		expect(error!.description).toContain('Change the setting in WhatsApp (Group settings)');
		expect(puts()).toEqual(['changeSend']);
	});

	test.each(['empty', 'undefined', 'html', 'error under 200'] as const)(
		'%s instead of a setting: nothing is changed',
		async (kind) => {
			bench.emulator.faults.plan(NO_GROUP_READ, { kind, on: 'readEdit', times: 99 });
			const { error } = await bench.run();
			expect(error!.message).toMatch(new RegExp(`^Could not read the settings of group ${A}: .* \\[item 0\\]$`));
			expect(error!.description).toContain('Nothing was changed');
			expect(puts()).toEqual([]);
		},
	);

	test.each([
		[
			'bad-request',
			answer(500, { statusCode: 500, exception: { message: 'bad-request', data: 400 } }),
			'WhatsApp refused this change',
		],
		['false (WEBJS)', answer(200, false), 'WhatsApp refused this change'],
		['a call of another tier', answer(422, PLUS_ONLY), 'your Wawp instance does not support this change'],
	])('%s: one try, no look at the setting, and no advice about the credentials', async (_what, fault, reason) => {
		bench.emulator.faults.plan({ ...fault, on: 'changeSend', times: 99 });
		const { error } = await bench.run();
		expect(error!.message).toBe(`Could not make sure that only admins can send messages in group ${A}: ${reason} [item 0]`);
		expect(error!.description).not.toMatch(/credential|Send Credentials In/);
		expect(bench.calls.filter((name) => !['sessionInfo', 'participants'].includes(name))).toEqual(['group', 'changeSend']);
	});

	test('of the second setting: the error says what was changed', async () => {
		bench.emulator.faults.plan({ ...answer(400, { message: 'No' }), on: 'changeEdit' });
		const { error } = await bench.run();
		expect(error!.message).toContain(`Could not make sure that only admins can edit the group info in group ${A}`);
		expect(error!.message).toContain('; already changed in this group: only admins can send messages');
		expect(bench.a.adminsOnly).toEqual({ 'messages-admin-only': true, 'info-admin-only': false });
	});
});

describe('several groups', () => {
	const REFUSED = answer(400, { message: 'No' });

	test('an error that ends the run lists the groups that it changed, and those only', async () => {
		Object.assign(bench.c.adminsOnly, LOCKED);
		bench.emulator.faults.plan({ ...REFUSED, on: 'changeSend', group: B });
		const { error } = await bench.run({ ids: [bench.c.id, A, B] });
		expect(error!.message).toContain(`in group ${B}`);
		expect(error!.description).toMatch(
			new RegExp(
				`\\.\\nAlready changed in this run: ${A} \\(only admins can send messages, only admins can edit the group info\\)$`,
			),
		);
	});

	test('a failed item goes to the error branch, and the others continue', async () => {
		bench.emulator.faults.plan({ ...REFUSED, on: 'changeSend', group: A });
		const result = await bench.run({ ids: [A, B], settings: CONTINUE });
		expect(errorsOf(result)).toEqual([expect.stringContaining(`in group ${A}`)]);
		expect(result.success.map(({ json, pairedItem }) => [json.groupId, pairedItem])).toEqual([[B, { item: 1 }]]);
	});

	test('an invalid group stops the run before the first request', async () => {
		const { error } = await bench.run({ ids: [A, 'not a group'] });
		expect(error!.message).toContain('[item 1]');
		expect(bench.calls).toEqual([]);
	});

	test('with "Continue", an invalid group fails alone', async () => {
		const result = await bench.run({ ids: ['not a group', B], settings: CONTINUE });
		expect(errorsOf(result)).toEqual([expect.stringContaining('[item 0]')]);
		expect(result.success.map(({ json }) => json.groupId)).toEqual([B]);
	});
});

describe('Retry On Fail', () => {
	test('does not repeat a change, and returns what the first try found', async () => {
		bench.emulator.faults.plan({ ...answer(400, { message: 'No' }), on: 'changeEdit', group: B });
		const { success } = await bench.run({ ids: [A, B], settings: RETRY });
		expect(success.map(({ json }) => json)).toEqual([
			{ groupId: A, changed: BOTH, verified: true, ...FOUND_OPEN },
			{ groupId: B, changed: BOTH, verified: true, ...FOUND_OPEN },
		]);
		expect(puts()).toEqual(['changeSend', 'changeEdit', 'changeSend', 'changeEdit', 'changeEdit']);
		expect(bench.calls).toHaveLength(11);
	});
});

test('no secret leaves the node', async () => {
	bench.emulator.faults.plan({ kind: 'echo', on: 'changeSend', times: 99 });
	const { run } = await bench.run();
	for (const secret of bench.secrets) expect(JSON.stringify(run)).not.toContain(secret);
});

test('a cancel during a change stops new requests, and the error does not claim a change', async () => {
	bench.emulator.faults.plan({ kind: 'hang', on: 'changeSend' });
	const { run } = await bench.run({
		onStart: (cancel) =>
			void (async () => {
				while ((await bench.emulator.nextCall()).name !== 'changeSend');
				cancel();
			})(),
	});
	expect(bench.calls).toEqual(['group', 'changeSend']);
	expect(run.status).toBe('canceled');
});
