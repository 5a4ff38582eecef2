import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('join', 'group');
const CODE = 'TheOldInviteCodeGroupA';
const join = async (codes: unknown[] = [CODE], run = {}) =>
	await bench.run({ ids: codes, parameters: { inviteCode: '={{ $json.id }}' }, ...run });
const joins = () => bench.calls.filter((name) => name === 'join').length;

beforeEach(() => {
	bench.a.role = 'none';
	bench.a.addMember('201234567890@c.us');
});

describe('joins the group of an invite code', () => {
	test.each<Engine>(['NOWEB', 'WEBJS', 'GOWS'])('with %s', async (engine) => {
		bench.account.engine = engine;
		const { success, hints } = await join();
		// GOWS may list the participants from an outdated cache.
		const verified = engine !== 'GOWS';
		expect(success).toEqual([{ json: { groupId: A, subject: 'Group A', joined: true, verified }, pairedItem: { item: 0 } }]);
		expect(bench.a.role).toBe('participant');
		expect(hints).toEqual(verified ? [] : ['1 group joined but not verified: look at WhatsApp, an admin may have to approve it']);
	});

	test('given as a link, and sends the bare code', async () => {
		await join([`https://chat.whatsapp.com/${CODE}?mode=ac_t`]);
		expect(bench.emulator.callsOf('join')).toMatchObject([{ method: 'POST', url: '/v2/groups/join', body: { code: CODE } }]);
	});

	test('in which the account is already', async () => {
		const { success } = await join(['TheOldInviteCodeGroupB']);
		expect(success[0]!.json).toEqual({ groupId: B, subject: 'Group B', joined: true, verified: true });
		expect(bench.calls).toEqual(['joinInfo', 'join', 'participants', 'sessionInfo']);
	});

	test('that several items name: once', async () => {
		const { success } = await join([CODE, CODE]);
		expect(success.map(({ json }) => json.joined)).toEqual([true, true]);
		expect(joins()).toBe(1);
	});
});

describe('a group whose admins approve each person: not joined yet, and a hint says so', () => {
	const APPROVE = ['1 group not joined yet: probably an admin has to approve it'];

	test.each<Engine>(['NOWEB', 'WEBJS', 'GOWS'])('%s, when WhatsApp says that the account is not in the group', async (engine) => {
		bench.account.engine = engine;
		bench.a.needsApproval = true;
		const { success, hints } = await join();
		expect(success[0]!.json).toEqual({ groupId: A, subject: 'Group A', joined: false, verified: true });
		expect(hints).toEqual(APPROVE);
		expect(bench.calls).toEqual(['joinInfo', 'join', 'participants', 'participants']);
	});

	test.each<Engine>(['NOWEB', 'WEBJS', 'GOWS'])(
		'%s, which has no such group: not verified, because it may load it later',
		async (engine) => {
			bench.account.engine = engine;
			bench.account.outsideTexts = 'engine';
			bench.a.needsApproval = true;
			const { success, hints } = await join();
			expect(success[0]!.json).toEqual({ groupId: A, subject: 'Group A', joined: false, verified: false });
			expect(hints).toEqual(APPROVE);
			expect(bench.calls).toEqual(['joinInfo', 'join', 'participants', 'participants']);
		},
	);

	test('a list of GOWS without the account: not verified, because it may be outdated', async () => {
		bench.account.engine = 'GOWS';
		bench.a.needsApproval = true;
		const list = JSON.stringify([{ JID: '201234567890@s.whatsapp.net', PhoneNumber: '201234567890@s.whatsapp.net' }]);
		bench.emulator.faults.plan({ kind: 'status', status: 200, body: list, on: 'participants', times: 99 });
		const { success, hints } = await join();
		expect(success[0]!.json).toMatchObject({ joined: false, verified: false });
		expect(hints).toEqual(APPROVE);
	});
});

test('an account that an admin removed: one try, and the link is not called dead', async () => {
	bench.a.refusesAccount = true;
	const { error } = await join();
	expect(error!.message).toBe(
		`Could not bring the account into group ${A}: WhatsApp does not let the account in, probably because an admin removed it from the group [item 0]`,
	);
	expect(error!.description).toContain('The link itself works. Ask an admin of the group to add the account');
	expect(bench.calls).toEqual(['joinInfo', 'join']);
});

test('Retry On Fail looks before it asks again', async () => {
	bench.emulator.faults.plan(
		{ kind: 'drop', moment: 'after the change', on: 'join' },
		{ kind: 'html', on: 'participants', times: 1 },
	);
	const { success } = await join([CODE], { settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
	expect(success[0]!.json).toMatchObject({ joined: true, verified: true });
	expect(joins()).toBe(1);
});

describe('an unclear response', () => {
	test('is settled by a look, and the request is not repeated', async () => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change', on: 'join' });
		const { success } = await join();
		expect(success[0]!.json).toMatchObject({ joined: true, verified: true });
		expect(joins()).toBe(1);
	});

	test('without the account in the group stays unclear, because an admin may have to approve it', async () => {
		bench.emulator.faults.plan({ kind: 'drop', on: 'join' });
		const { error } = await join();
		expect(error!.message).toBe(`It is not known whether the account is in group ${A} now: Wawp did not respond [item 0]`);
		expect(joins()).toBe(1);
	});
});

const DEAD: Array<[message: string, data: number]> = [
	['item-not-found', 404],
	['gone', 410],
	['not-acceptable', 406],
];

test.each(DEAD)('a dead code fails the item before any change, after one try: %s', async (...deadLink) => {
	bench.account.deadLink = deadLink;
	bench.a.rotate();
	const { error } = await join();
	expect(error!.message).toBe(
		`Could not look up the invite code ${CODE}: WhatsApp finds no group for this invite code, so the link was probably revoked [item 0]`,
	);
	expect(bench.calls).toEqual(['joinInfo']);
});

test.each(DEAD)('a code that dies between the look and the join: %s', async (message, data) => {
	bench.emulator.faults.plan({
		kind: 'status',
		status: 500,
		on: 'join',
		body: JSON.stringify({ statusCode: 500, exception: { message, data } }),
		contentType: 'application/json',
	});
	const { error } = await join();
	expect(error!.message).toBe(
		`Could not bring the account into group ${A}: WhatsApp finds no group for this invite code, so the link was probably revoked [item 0]`,
	);
	expect(bench.a.role).toBe('none');
});

test('an invalid code is rejected before any request', async () => {
	const result = await join(['not a code', CODE], { settings: { onError: 'continueErrorOutput' } });
	expect(errorsOf(result)).toEqual([expect.stringContaining('is not an invite code [item 0]')]);
	expect(result.success).toHaveLength(1);
	const stopped = await join([CODE, 'not a code']);
	expect(stopped.error!.message).toContain('[item 1]');
});

test('a run that ends names the groups that the account has joined', async () => {
	bench.b.role = 'none';
	const { error } = await join([CODE, 'DeadCodeOfNobody1234']);
	expect(error!.message).toContain('[item 1]');
	expect(error!.description).toContain(`Already joined, or asked to join, in this run: ${A}`);
});
