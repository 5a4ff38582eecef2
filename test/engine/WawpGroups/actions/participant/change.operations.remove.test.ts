import { Pacing } from '../../../../../nodes/wawp/transport/pacing';
import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench, errorsOf, type OperationRun } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const P1 = '201234567891@c.us';
const P2 = '201234567892@c.us';
const P3 = '201234567893@c.us';

const bench = new Bench('remove', 'participant');
const CONTINUE = { onError: 'continueErrorOutput' } as const;

/** `removal.protected.test.ts` has the tests of the protection, which reads the list once more. */
const UNPROTECTED = { protectAdmins: false };

/** Runs the operation with one item for each pair of a group ID and a value of the "Participants" field. */
const remove = async (items: Array<[string, unknown]>, { parameters, ...run }: Omit<OperationRun, 'ids'> = {}) =>
	await bench.run({
		input: items.map(([id, participants]) => ({ id, participants }) as never),
		parameters: { participants: '={{ $json.participants }}', options: UNPROTECTED, ...parameters },
		...run,
	});

const WITHOUT_VERIFY = { parameters: { options: { ...UNPROTECTED, verify: false } } };

const done = (groupId: string, participantId: string, statusCode: number | null = null) => ({
	groupId,
	participantId,
	status: 'done',
	reason: null,
	statusCode,
	verified: true,
});

const sent = () =>
	bench.emulator
		.callsOf('removeParticipants')
		.map(({ body }) => (body.participants as Array<{ id: string }>).map(({ id }) => id));

beforeEach(() => {
	for (const group of [bench.a, bench.b, bench.c]) for (const id of [P1, P2, P3]) group.addMember(id);
});

test('each person becomes an item, paired with its input item', async () => {
	const { success } = await remove([
		[A, `${P1}, ${P2}`],
		[B, P3],
	]);
	expect(success).toEqual([
		{ json: done(A, P1), pairedItem: { item: 0 } },
		{ json: done(A, P2), pairedItem: { item: 0 } },
		{ json: done(B, P3), pairedItem: { item: 1 } },
	]);
	expect([...bench.a.members.keys()]).toEqual([P3]);
	expect([...bench.b.members.keys()]).toEqual([P1, P2]);
});

test('the request matches the API, with the group in the path and in the body', async () => {
	await remove([[A, P1]]);
	expect(bench.emulator.calls).toMatchObject([
		{
			method: 'POST',
			url: '/v2/groups/120363000000000001%40g.us/participants/remove',
			body: { id: A, participants: [{ id: P1 }] },
		},
		{ method: 'GET', name: 'participants', query: { id: A } },
	]);
});

test('items that name the same group share one request, and a duplicate person is sent once', async () => {
	const { success } = await remove([
		[A, P1],
		[B, P1],
		[A, [P2, P1]],
	]);
	expect(sent()).toEqual([[P1, P2], [P1]]);
	expect(success.map(({ json, pairedItem }) => [json.groupId, json.participantId, pairedItem])).toEqual([
		[A, P1, { item: 0 }],
		[B, P1, { item: 1 }],
		[A, P2, { item: 2 }],
		[A, P1, { item: 2 }],
	]);
});

test('a request has at most 20 people', async () => {
	const people = Array.from({ length: 45 }, (_, i) => bench.a.addMember(`2010000000${10 + i}@c.us`).id);
	const { success } = await remove([[A, people]]);
	expect(sent().map(({ length }) => length)).toEqual([20, 20, 5]);
	expect(success).toHaveLength(45);
});

test('each request waits for its turn among the changes of the account', async () => {
	const space = jest.spyOn(Pacing.prototype, 'space');
	await remove([
		[A, P1],
		[B, P1],
	]);
	expect(space.mock.calls).toEqual([[{ action: 'change', gap: 250 }], [{ action: 'change', gap: 250 }]]);
	space.mockRestore();
});

describe('the result of each person', () => {
	test.each<Engine>(['GOWS', 'NOWEB'])(
		'%s reports each person: someone who was not in the group counts as done',
		async (engine) => {
			bench.account.engine = engine;
			bench.a.members.delete(P2);
			const { success } = await remove([[A, [P1, P2]]]);
			// GOWS may list the participants from its cache, so nothing is verified.
			const verified = engine === 'NOWEB';
			expect(success.map(({ json }) => json)).toEqual([
				{ ...done(A, P1, verified ? 200 : null), verified },
				{ ...done(A, P2, 404), reason: 'the person was not in the group', verified },
			]);
		},
	);

	test.each<[unknown, string, string | null]>([
		[[{ JID: '201234567891@s.whatsapp.net', Error: 403 }], 'failed', 'WhatsApp does not allow it'],
		[[{ JID: '201234567891@s.whatsapp.net', Error: 401 }], 'failed', 'not an admin of this group'],
		[[{ jid: '201234567891@s.whatsapp.net', status: '500' }], 'unclear', 'WhatsApp could not process this person (500)'],
		[[{ jid: '201234567891@s.whatsapp.net', status: '418' }], 'failed', 'WhatsApp refused the change with status 418'],
		[[{ JID: '77@lid', Error: 403 }], 'failed', 'WhatsApp does not allow it'],
		[[{ jid: '77@lid', status: '200' }], 'done', null],
		[[{ JID: '77@lid' }, { JID: '78@lid' }], 'unclear', 'check the participants'],
		[{ participants: [{ JID: '201234567891@s.whatsapp.net', Error: 0 }] }, 'done', null],
		[{ ok: true }, 'unclear', 'does not say whether it worked for this person'],
		[{ status: 'success', message: 'Participants removed' }, 'unclear', 'check the participants'],
		[true, 'unclear', 'check the participants'],
	])('the response %j means %s', async (body, status, reason) => {
		bench.emulator.faults.plan({ kind: 'status', status: 200, body: JSON.stringify(body), contentType: 'application/json' });
		const { success } = await remove([[A, P1]], WITHOUT_VERIFY);
		expect(success[0]!.json).toMatchObject({ status, verified: false });
		expect(bench.calls).toHaveLength(1);
		expect(JSON.stringify(success[0]!.json.reason)).toContain(String(reason));
	});

	test('a refused person is data: the run continues, and the error branch is empty', async () => {
		const body = JSON.stringify([
			{ JID: P1, Error: 403 },
			{ JID: P2, Error: 0 },
		]);
		bench.emulator.faults.plan({ kind: 'status', status: 200, body, contentType: 'application/json' });
		const { success, errorBranch, error } = await remove([[A, [P1, P2]]], { ...WITHOUT_VERIFY, settings: CONTINUE });
		expect(success.map(({ json }) => json.status)).toEqual(['failed', 'done']);
		expect([errorBranch, error]).toEqual([[], undefined]);
	});
});

describe('a failed request fails each of its items', () => {
	test('on the error branch, and the other groups continue', async () => {
		bench.a.role = 'participant';
		const result = await remove(
			[
				[A, P1],
				[B, P1],
				[A, P2],
			],
			{ settings: CONTINUE },
		);
		const message = `Could not remove participants from group ${A}: the WhatsApp account is not an admin of this group`;
		expect(errorsOf(result)).toEqual([`${message} [item 0]`, `${message} [item 2]`]);
		expect(result.success).toEqual([{ json: done(B, P1), pairedItem: { item: 1 } }]);
	});

	test('with Stop Workflow, the error also lists the people whose removal is unclear', async () => {
		bench.b.role = 'participant';
		const both: Array<[string, unknown]> = [
			[A, P1],
			[B, P1],
		];
		const { error } = await remove(both, WITHOUT_VERIFY);
		expect(error!.description).toContain(`Unclear in this run (group, participant): ${A} ${P1}`);
	});

	test('with Stop Workflow, nothing more is sent, and the error lists the people already removed', async () => {
		bench.b.role = 'participant';
		const { error } = await remove([
			[A, P1],
			[B, P1],
			['120363000000000009@g.us', P1],
		]);
		expect(error!.message).toBe(
			`Could not remove participants from group ${B}: the WhatsApp account is not an admin of this group [item 1]`,
		);
		expect(error!.description).toContain(`Already done in this run (group, participant): ${A} ${P1}`);
		expect(bench.calls).toEqual(['removeParticipants', 'participants', 'removeParticipants']);
	});

	test.each<[string, object]>([
		['rate limit', { kind: 'rate limit', retryAfter: '120' }],
		['dropped connection', { kind: 'drop', moment: 'after the change' }],
		['bad gateway', { kind: 'status', status: 502 }],
		['error under 200', { kind: 'error under 200', moment: 'after the change' }],
	])('but not after a temporary failure: %s', async (_name, fault) => {
		bench.emulator.faults.plan({ ...fault, times: 2 } as never);
		const { success } = await remove([[A, P1]]);
		expect(success[0]!.json).toMatchObject({ status: 'done' });
		expect(sent()).toHaveLength(3);
		expect(bench.a.members.has(P1)).toBe(false);
	});

	test.each<[string, object]>([
		['dropped connections', { kind: 'drop' }],
		['server errors', { kind: 'status', status: 500 }],
		['empty responses', { kind: 'empty' }],
		['the word undefined', { kind: 'undefined' }],
		['web pages', { kind: 'html' }],
		['an empty list', { kind: 'status', status: 200, body: '[]' }],
		['an empty object', { kind: 'status', status: 200, body: '{}' }],
	])('repeated failures never count as a removal: %s', async (_name, fault) => {
		bench.emulator.faults.plan({ ...fault, times: 99 } as never);
		const { error, success } = await remove([[A, P1]]);
		expect(error!.message).toContain(`It is not known whether the participants were removed from group ${A}: `);
		expect(error!.description?.match(/look at the participants of the group before you try again/gi)).toHaveLength(1);
		expect(success).toEqual([]);
	});

	test('an unlinked phone has a readable message without the credentials', async () => {
		bench.account.status = 'SCAN_QR_CODE';
		const result = await remove([[A, P1]]);
		expect(result.error!.description).toContain('scan its QR code');
		for (const secret of bench.secrets) expect(JSON.stringify(result.run)).not.toContain(secret);
	});

	test('a response that repeats the request shows no secrets', async () => {
		bench.emulator.faults.plan({ kind: 'echo', times: 99 });
		const result = await remove([[A, P1]], { settings: CONTINUE });
		expect(errorsOf(result)).toHaveLength(1);
		for (const secret of bench.secrets) expect(JSON.stringify(result.run)).not.toContain(secret);
	});
});

describe('an invalid participant is rejected before any request', () => {
	test.each<[string, unknown, string]>([
		['an empty value', '', 'The "Participants" field is empty'],
		['an empty list', [], 'The "Participants" field is empty'],
		['a null in a list', [P1, null], 'An empty value is not a participant'],
		['a group', A, `"${A}" is not a participant`],
		['a national number', '0101 234 5678', '"0101 234 5678" is not a participant'],
		['one invalid participant in a list', `${P1}, bob`, '"bob" is not a participant'],
		[
			'a space between two numbers that could be one',
			'2012345 6789012',
			'"2012345 6789012" is ambiguous: it may be one phone number or 2',
		],
	])('%s', async (_name, participants, message) => {
		const result = await remove(
			[
				[A, participants],
				[A, P1],
			],
			{ settings: CONTINUE },
		);
		expect(errorsOf(result)).toEqual([expect.stringMatching(/ \[item 0\]$/)]);
		expect(errorsOf(result)[0]).toContain(message);
		expect(sent()).toEqual([[P1]]);
	});

	test('with a valid example, and with Stop Workflow nothing is sent for the other items', async () => {
		const { error } = await remove([
			[A, P1],
			[A, 'bob'],
		]);
		expect(error!.message).toContain('[item 1]');
		expect(error!.description).toContain('e.g. 201234567890@c.us');
		expect(bench.calls).toEqual([]);
	});
});

test('Retry On Fail does not repeat completed removals', async () => {
	bench.emulator.faults.plan({ kind: 'status', status: 403, group: B });
	const { success } = await remove(
		[
			[A, P1],
			[B, P1],
		],
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
	);
	expect(success).toHaveLength(2);
	expect(bench.emulator.callsOf('removeParticipants').map(({ body }) => body.id)).toEqual([A, B, B]);
});

test.each(['stopWorkflow', 'continueErrorOutput'] as const)(
	'with %s, no request is sent after a cancellation',
	async (onError) => {
		bench.emulator.faults.plan({ kind: 'hang' });
		const { run } = await remove(
			[
				[A, P1],
				[B, P1],
			],
			{ settings: { onError }, onStart: (cancel) => void bench.emulator.nextCall().then(cancel) },
		);
		expect(run.status).toBe('canceled');
		expect(bench.calls).toHaveLength(1);
	},
);
