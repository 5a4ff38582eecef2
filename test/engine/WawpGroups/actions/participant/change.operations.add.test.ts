import { recentlyAdded } from '../../../../../nodes/shared/recentlyAdded';
import { toAccount } from '../../../../../nodes/wawp/transport/account';
import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench, errorsOf, type OperationRun } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const P1 = '201234567891@c.us';
const P2 = '201234567892@c.us';
const ENGINES: Engine[] = ['GOWS', 'NOWEB', 'WEBJS'];

const bench = new Bench('add', 'participant');

const add = async (participants: unknown, run: Omit<OperationRun, 'input'> = {}) =>
	await bench.run({ ids: [A], parameters: { participants: participants as string }, ...run });

test('the request matches the API', async () => {
	await add(P1);
	expect(bench.emulator.calls).toMatchObject([
		{ method: 'POST', url: '/v2/groups/120363000000000001%40g.us/participants/add', body: { id: A, participants: [{ id: P1 }] } },
		{ method: 'GET', name: 'participants' },
	]);
	expect(bench.a.members.has(P1)).toBe(true);
});

describe.each(ENGINES)('with %s', (engine) => {
	beforeEach(() => {
		bench.account.engine = engine;
	});

	test.each<[number, string]>([
		[401, 'blocked this account'],
		[403, 'privacy settings do not let this account add them: send the invite link instead'],
		[404, 'not on WhatsApp'],
		[408, 'left the group recently'],
		[417, 'community'],
		[419, 'the group is full'],
	])('a person refused with %d fails with a reason, and the others do not', async (statusCode, reason) => {
		bench.a.addRefusals.set(P1, statusCode);
		const { success } = await add(`${P1},${P2}`);
		// GOWS may list the participants from its cache, so nothing is verified.
		const verified = engine !== 'GOWS';
		const item = { groupId: A, verified };
		expect(success.map(({ json }) => json)).toEqual([
			{ ...item, participantId: P1, status: 'failed', reason: expect.stringContaining(reason) as string, statusCode },
			{ ...item, participantId: P2, status: 'done', reason: null, statusCode: verified ? 200 : null },
		]);
	});

	test('a person who is already in the group counts as done', async () => {
		bench.a.addMember(P1);
		const { success } = await add(P1);
		expect(success[0]!.json).toMatchObject({ status: 'done', reason: 'the person was already in the group', statusCode: 409 });
	});
});

test('the code of a private invitation is not in the output: it works only for the invited person', async () => {
	bench.account.engine = 'GOWS';
	bench.a.addRefusals.set(P1, 403);
	const { run } = await add(P1);
	expect(JSON.stringify(run)).not.toContain('PrivateInvitation');
});

describe('no person is added twice', () => {
	test.each<[string, object]>([
		['a dropped connection', { kind: 'drop', moment: 'after the change' }],
		['HTTP 502', { kind: 'status', status: 502, moment: 'after the change' }],
		['an error under 200', { kind: 'error under 200', moment: 'after the change' }],
		['an empty response', { kind: 'empty', moment: 'after the change' }],
	])('after %s, also with Retry On Fail', async (_name, fault) => {
		bench.account.engine = 'GOWS';
		bench.emulator.faults.plan(fault as never);
		const { error } = await add(P1, { settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } });
		expect(error!.message).toContain(`It is not known whether the participants were added to group ${A}: `);
		expect(bench.emulator.callsOf('addParticipants')).toHaveLength(1);
	});

	test('a rate limit is waited out, because Wawp did not accept the call', async () => {
		bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '60' });
		const { success } = await add(P1);
		expect(success[0]!.json.status).toBe('done');
	});

	test('a second run of the node adds again', async () => {
		await add(P1, { runs: 2 });
		expect(bench.emulator.callsOf('addParticipants')).toHaveLength(2);
	});
});

test.each([
	'AddParticipantsError: You have no admin rights to add a participant to a group',
	'{"status":403,"message":"Not a group admin"}',
])('missing admin rights are reported: %s', async (body) => {
	bench.emulator.faults.plan({ kind: 'status', status: 403, body });
	const result = await add(P1, { ids: [A, B], settings: { onError: 'continueErrorOutput' } });
	expect(errorsOf(result)).toEqual([
		`Could not add participants to group ${A}: the WhatsApp account is not an admin of this group [item 0]`,
	]);
	expect(result.success.map(({ json }) => json.groupId)).toEqual([B]);
});

describe('the trigger expects the people', () => {
	const isExpected = () => recentlyAdded.has(toAccount(bench.credential), A, [P1], Date.now());

	test('before the response arrives', async () => {
		let seen: boolean | undefined;
		await add(P1, { onStart: () => void bench.emulator.nextCall().then(() => (seen = isExpected())) });
		expect(seen).toBe(true);
		expect(isExpected()).toBe(true);
	});

	test('not if WhatsApp refused them', async () => {
		bench.a.addRefusals.set(P1, 403);
		await add(P1);
		expect(isExpected()).toBe(false);
	});

	test('not if the request was refused', async () => {
		bench.a.role = 'participant';
		await add(P1);
		expect(isExpected()).toBe(false);
	});
});
