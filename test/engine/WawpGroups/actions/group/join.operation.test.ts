import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('join', 'group');
const CODE = 'OldCodeOfGroupA';
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
		expect(hints).toEqual([]);
	});

	test('given as a link, and sends the bare code', async () => {
		await join([`https://chat.whatsapp.com/${CODE}?mode=ac_t`]);
		expect(bench.emulator.callsOf('join')).toMatchObject([{ method: 'POST', url: '/v2/groups/join', body: { code: CODE } }]);
	});

	test('in which the account is already: nothing is sent', async () => {
		const { success } = await join(['OldCodeOfGroupB']);
		expect(success[0]!.json).toEqual({ groupId: B, subject: 'Group B', joined: true, verified: true });
		expect(joins()).toBe(0);
	});

	test('that several items name: once', async () => {
		const { success } = await join([CODE, CODE]);
		expect(success.map(({ json }) => json.joined)).toEqual([true, true]);
		expect(joins()).toBe(1);
	});
});

test('a group whose admins approve each person: not joined yet, and a hint says so', async () => {
	bench.a.needsApproval = true;
	const { success, hints } = await join();
	expect(success[0]!.json).toEqual({ groupId: A, subject: 'Group A', joined: false, verified: true });
	expect(hints).toEqual(['1 group not joined yet: probably an admin has to approve it']);
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

test('a dead code fails the item before any change', async () => {
	bench.a.rotate();
	const { error } = await join();
	expect(error!.message).toBe(
		`Could not look up the invite code ${CODE}: WhatsApp finds no group for this invite code, so the link was probably revoked [item 0]`,
	);
	expect(joins()).toBe(0);
});

test('a code that dies between the look and the join', async () => {
	bench.emulator.faults.plan({
		kind: 'status',
		status: 500,
		on: 'join',
		body: JSON.stringify({ statusCode: 500, exception: { message: 'item-not-found', data: 404 } }),
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
