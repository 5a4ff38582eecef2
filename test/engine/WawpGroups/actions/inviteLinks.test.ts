import type { INode } from 'n8n-workflow';
import type { Fault } from '../../../support/emulator/faults';
import type { Engine } from '../../../support/emulator/world';
import { A, B, Bench, errorsOf, type OperationRun } from '../../../support/engine/bench';
import { callTool } from '../../../support/engine/callTool';
import { useFastClock } from '../../../support/engine/fastClock';
import { groupById, locator } from '../../../support/engine/runNode';
import { leaks } from '../../../support/leaks';

useFastClock();

const LINK_A = 'https://chat.whatsapp.com/TheOldInviteCodeGroupA';
const LINK_B = 'https://chat.whatsapp.com/TheOldInviteCodeGroupB';
const CONTINUE: Partial<INode> = { onError: 'continueErrorOutput' };
const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const BY_LINK = { groupId: locator('link', '={{ $json.id }}') };
/** An expression for the whole field. */
const BARE = { groupId: '={{ $json.id }}' };

const bench = new Bench('revoke');
const revoke = async (ids: unknown[], { parameters = {}, ...run }: OperationRun = {}) =>
	await bench.run({ ids, parameters: { ...BY_LINK, ...parameters }, ...run });
const lookUps = () => bench.emulator.callsOf('joinInfo').map(({ query }) => query.code);

describe('a group that is named by its invite link', () => {
	test.each<Engine>(['WEBJS', 'NOWEB', 'GOWS'])('is found, with %s', async (engine) => {
		bench.account.engine = engine;
		const { success } = await revoke([LINK_A]);
		expect(success).toMatchObject([
			{
				json: { groupId: A, code: bench.a.liveCode, previousCode: 'TheOldInviteCodeGroupA', rotated: true },
				pairedItem: { item: 0 },
			},
		]);
		expect(bench.calls).toEqual(['joinInfo', 'get', 'revoke']);
	});

	test.each([
		['a bare code', 'TheOldInviteCodeGroupA'],
		['a link with parameters', `${LINK_A}?mode=ac_t`],
		['a link without a protocol', ' chat.whatsapp.com/invite/TheOldInviteCodeGroupA '],
	])('is found by %s', async (_form, link) => {
		const { success } = await revoke([link]);
		expect(success[0]!.json.groupId).toBe(A);
		expect(lookUps()).toEqual(['TheOldInviteCodeGroupA']);
	});

	test.each([
		['inviteCode', 'get', {}],
		['group', 'get', {}],
		['group', 'lock', {}],
		['group', 'unlock', {}],
		['participant', 'getAll', {}],
		['participant', 'add', { participants: '201234567891' }],
		['participant', 'remove', { participants: '201234567891' }],
	])('is found for %s: %s', async (resource, operation, parameters) => {
		bench.a.addMember('201234567891@c.us');
		const { success } = await revoke([LINK_A], { parameters: { resource, operation, ...parameters } });
		expect(success[0]!.json.groupId).toBe(A);
		expect(lookUps()).toEqual(['TheOldInviteCodeGroupA']);
	});

	test('is found if the whole field is an expression', async () => {
		const { success } = await revoke([LINK_B, A], { parameters: BARE });
		expect(success.map(({ json }) => json.groupId)).toEqual([B, A]);
	});

	test('is found with one request for all items, and the credential is read once', async () => {
		const { success, credentialReads } = await revoke([LINK_A, 'TheOldInviteCodeGroupA', LINK_B, `${LINK_A}?x`]);
		expect(success.map(({ json }) => json.groupId)).toEqual([A, A, B, A]);
		expect(lookUps()).toEqual(['TheOldInviteCodeGroupA', 'TheOldInviteCodeGroupB']);
		expect(credentialReads).toBe(1);
	});

	test('shares the revoke with an item that names it by its ID', async () => {
		const { success } = await revoke([A, LINK_A], { parameters: BARE });
		expect(bench.a.revocations).toBe(1);
		expect(success.map(({ json }) => json.code)).toEqual([bench.a.liveCode, bench.a.liveCode]);
	});

	test('is found after temporary failures', async () => {
		bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '60' }, { kind: 'drop' }, { kind: 'status', status: 502 });
		expect((await revoke([LINK_A])).success[0]!.json.groupId).toBe(A);
	});

	test('is found within the limits of the options', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 502, on: 'joinInfo' });
		await revoke([LINK_A], { parameters: { options: { maxRetries: 0 } } });
		expect(bench.calls).toEqual(['joinInfo']);
		bench.emulator.reset();
		bench.emulator.faults.plan({ kind: 'hang', on: 'joinInfo' });
		const { error } = await revoke([LINK_A], { parameters: { options: { maxRetries: 0, timeout: 50 } } });
		expect(error!.message).toContain('Wawp did not respond');
	});

	test('is found at the pace of Requests Per Minute', async () => {
		const { hints } = await revoke([LINK_A, LINK_B], { parameters: { options: { requestsPerMinute: 0.2, verify: false } } });
		expect(hints).toEqual(['2 groups rotated']);
		const start = performance.now();
		await revoke([bench.a.liveCode, bench.b.liveCode], { parameters: { options: { requestsPerMinute: 0.2, verify: false } } });
		// Four requests, after the one of the run before, five minutes apart: 150 ms each.
		expect(performance.now() - start).toBeGreaterThan(550);
	});
});

describe('Retry On Fail', () => {
	test('finds the group of a link that an earlier try has revoked, and emits its code again', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'revoke', group: B });
		const { success } = await revoke([LINK_A, LINK_B], { settings: RETRY, parameters: { options: { maxConcurrency: 1 } } });
		expect(success.map(({ json }) => [json.groupId, json.code, json.rotated])).toEqual([
			[A, bench.a.liveCode, true],
			[B, bench.b.liveCode, true],
		]);
		expect([bench.a.revocations, bench.b.revocations]).toEqual([1, 1]);
		expect(lookUps()).toEqual(['TheOldInviteCodeGroupA', 'TheOldInviteCodeGroupB']);
	});

	test('looks a link up again that was not found', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'joinInfo' });
		const { success } = await revoke([LINK_A], { settings: RETRY });
		expect(success[0]!.json.groupId).toBe(A);
		expect(lookUps()).toHaveLength(2);
	});

	test('finds the group of a link that an earlier try of a tool call has revoked', async () => {
		bench.emulator.faults.plan(
			{ kind: 'drop', on: 'revoke', moment: 'after the change' },
			{ kind: 'status', status: 500, on: 'get', times: 99 },
		);
		const { answers } = await callTool({
			parameters: { resource: 'inviteCode', operation: 'revoke', groupId: locator('link', "={{ $fromAI('link') }}") },
			credential: bench.credential,
			settings: RETRY,
			calls: [{ link: LINK_A }],
		});
		expect(answers).toEqual([
			{ error: expect.stringContaining(`It is not known whether the invite code of group ${A} was revoked`) as string },
		]);
		expect(bench.a.isDead('TheOldInviteCodeGroupA')).toBe(true);
		expect(lookUps()).toHaveLength(1);
	});

	test.each<[string, number]>([
		['item-not-found', 404],
		['gone', 410],
		['not-acceptable', 406],
	])('does not remember a link for the next execution, and looks a dead one up once: %s', async (...deadLink) => {
		bench.account.deadLink = deadLink;
		await revoke([LINK_A]);
		const { error } = await revoke([LINK_A]);
		expect(error!.message).toBe(
			'Could not look up the invite code TheOldInviteCodeGroupA: WhatsApp finds no group for this invite code, so the link was probably revoked [item 0]',
		);
		expect(error!.description).toMatch(/the link was revoked: ask an admin of the group for the new one/);
		expect(error!.description).toContain('Or choose the group from the list: its ID stays the same when the link is revoked');
		expect(lookUps()).toHaveLength(2);
	});
});

describe('a link whose group cannot be found', () => {
	test('fails only its items, with one request', async () => {
		bench.b.rotate();
		const result = await revoke([LINK_B, LINK_A, LINK_B], { settings: CONTINUE });
		expect(result.success.map(({ json }) => json.groupId)).toEqual([A]);
		expect(errorsOf(result)).toEqual([
			expect.stringMatching(/^Could not look up the invite code TheOldInviteCodeGroupB: .* \[item 0\]$/),
			expect.stringMatching(/^Could not look up the invite code TheOldInviteCodeGroupB: .* \[item 2\]$/),
		]);
		expect(lookUps()).toEqual(['TheOldInviteCodeGroupB', 'TheOldInviteCodeGroupA']);
	});

	test('ends the run before anything is revoked, with Stop Workflow', async () => {
		bench.b.rotate();
		const { error } = await revoke([A, LINK_B, LINK_A], { parameters: BARE });
		expect(error!.message).toContain('[item 1]');
		expect(bench.calls).toEqual(['joinInfo']);
	});

	test.each<[string, Fault]>([
		['a channel', { kind: 'status', status: 200, body: '{"id":"120363000000000001@newsletter"}' }],
		['an ID that is no group ID', { kind: 'status', status: 200, body: '{"id":"../../session@g.us"}' }],
		['no ID', { kind: 'status', status: 200, body: '{"subject":"Group A"}' }],
		['an error beside a group', { kind: 'status', status: 200, body: `{"id":"${B}","error":{"code":"gone"}}` }],
		['nothing', { kind: 'empty' }],
		['the word undefined', { kind: 'undefined' }],
		['a web page', { kind: 'html' }],
	])('because the response has %s, is never revoked', async (_what, fault) => {
		bench.emulator.faults.plan({ ...fault, on: 'joinInfo', times: 9 });
		const { error } = await revoke([LINK_A]);
		expect(error!.message).toMatch(/^Could not look up the invite code TheOldInviteCodeGroupA: /);
		expect(new Set(bench.calls)).toEqual(new Set(['joinInfo']));
	});

	test('because of the account, is not explained by a revoked link', async () => {
		bench.account.status = 'STOPPED';
		const { error } = await revoke([LINK_A]);
		expect(error!.message).toContain('the WhatsApp session is not connected');
		expect(error!.description).not.toContain('revoked');
	});

	test('because of the account, costs two requests, however many links there are', async () => {
		const credential = { ...bench.credential, accessToken: 'wrong-token' };
		const links = Array.from({ length: 9 }, (_, index) => `CodeOfGroup${index}XYZ`);
		const result = await revoke(links, { settings: CONTINUE, credential });
		expect(errorsOf(result)).toHaveLength(9);
		expect(bench.calls).toEqual(['joinInfo', 'joinInfo']);
	});

	test('because the credential is unusable, names the field of the credential', async () => {
		const result = await revoke([LINK_A, A], {
			parameters: BARE,
			settings: CONTINUE,
			credential: { ...bench.credential, instanceId: '' },
		});
		expect(errorsOf(result)).toEqual([
			'The "Instance ID" of the Wawp Groups API credential is empty [item 0]',
			'The "Instance ID" of the Wawp Groups API credential is empty [item 1]',
		]);
	});

	test('shows no secret, even if it was entered as the code', async () => {
		bench.emulator.faults.plan({ kind: 'echo', times: 99 });
		const stopped = await revoke([bench.account.accessToken]);
		const continued = await revoke([bench.account.accessToken], { settings: CONTINUE });
		expect(stopped.error!.message).toContain('[hidden]');
		expect(leaks([stopped.error, continued.errorBranch], bench.secrets)).toBe(false);
	});

	test('because the execution was canceled, is not revoked', async () => {
		bench.emulator.faults.plan({ kind: 'slow', latency: 300, on: 'joinInfo' });
		const result = await revoke([LINK_A, LINK_B], {
			settings: CONTINUE,
			onStart: (cancel) => void bench.emulator.nextCall().then(cancel),
		});
		expect(result.run.status).toBe('canceled');
		expect(bench.calls).toEqual(['joinInfo']);
	});
});

describe('before any request', () => {
	test.each([
		['inviteCode', 'revoke'],
		['inviteCode', 'get'],
		['group', 'get'],
		['group', 'lock'],
		['participant', 'getAll'],
		['participant', 'remove'],
	])('%s: %s checks the groups of all items, links and IDs', async (resource, operation) => {
		const parameters = { ...BARE, resource, operation, participants: '201234567891' };
		const { error } = await revoke([LINK_A, B, 'https://chat.whatsapp.com/not a code'], { parameters });
		expect(error!.message).toBe('"https://chat.whatsapp.com/not a code" is not an invite code [item 2]');
		expect(error!.name).toBe('NodeOperationError');
		expect(bench.calls).toEqual([]);
	});

	test('the options of all items are checked, too', async () => {
		const { error } = await revoke([LINK_A, LINK_B], { parameters: { options: { timeout: '={{ $itemIndex ? 0 : 1000 }}' } } });
		expect(error!.message).toContain('"Timeout (Ms)" must be a whole number from 1 to 2147483647 [item 1]');
		expect(bench.calls).toEqual([]);
	});

	test.each([
		['an ID', A, `"${A}" is not an invite code [item 0]`],
		['another link', 'https://example.org/NEW456DEF', '"https://example.org/NEW456DEF" is not an invite code [item 0]'],
		['nothing', '', 'The "Group" field is empty [item 0]'],
		['no value', null, 'The "Group" field is empty: the expression gave no value [item 0]'],
	])('%s is rejected in By Invite Link', async (_what, value, message) => {
		const { error } = await revoke([value]);
		expect(error!.message).toBe(message);
		expect(error!.description).toContain('For the ID of a group, choose "By ID" in the "Group" field');
		expect(bench.calls).toEqual([]);
	});

	test.each(['id', 'list'])('a link is rejected in the mode "%s", which says where to enter it', async (mode) => {
		const { error } = await revoke([LINK_A], { parameters: { groupId: locator(mode, '={{ $json.id }}') } });
		expect(error!.message).toBe(`"${LINK_A}" is not a group ID [item 0]`);
		expect(error!.description).toContain('choose "By Invite Link" in the "Group" field');
		expect(bench.calls).toEqual([]);
	});

	test('a bare code is rejected if the whole field is an expression, because it could be anything', async () => {
		const { error } = await revoke(['TheOldInviteCodeGroupA'], { parameters: BARE });
		expect(error!.message).toBe('"TheOldInviteCodeGroupA" is not a group ID [item 0]');
		expect(bench.calls).toEqual([]);
	});

	test('with Continue, an invalid item costs nothing, and the others are found', async () => {
		const result = await revoke(['', LINK_B], { settings: CONTINUE });
		expect(errorsOf(result)).toEqual(['The "Group" field is empty [item 0]']);
		expect(result.success.map(({ json }) => json.groupId)).toEqual([B]);
	});

	test('an ID costs no look-up', async () => {
		await bench.run({ parameters: { groupId: groupById(A) } });
		expect(lookUps()).toEqual([]);
	});
});
