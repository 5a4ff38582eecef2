import { addErrors } from '../../../../support/emulator/changeShapes';
import { A, B, Bench, errorsOf, type OperationRun } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const P1 = '201234567891@c.us';
const P2 = '201234567892@c.us';

const bench = new Bench('remove', 'participant');
const addBench = new Bench('add', 'participant');

/** `removal.protected.test.ts` has the tests of the protection, which reads the list once more. */
const UNPROTECTED = { protectAdmins: false };

const remove = async (participants: string, run: OperationRun = {}) =>
	await bench.run({ ...run, parameters: { participants, options: UNPROTECTED, ...run.parameters } });

const results = ({ success }: Awaited<ReturnType<typeof remove>>) =>
	success.map(({ json: { participantId, status, verified } }) => [participantId, status, verified]);

const reads = () => bench.emulator.callsOf('participants').length;

const answer = (body: unknown) =>
	({ kind: 'status', status: 200, body: JSON.stringify(body), contentType: 'application/json' }) as const;

beforeEach(() => {
	for (const group of [bench.a, bench.b]) {
		group.addMember(P1);
		group.addMember(P2, 'superadmin');
	}
});

test('one flag for all people is not believed: each person follows the list, which is read once', async () => {
	bench.a.addMember(P2);
	const result = await remove(`${P1}, ${P2}`);
	expect(results(result)).toEqual([
		[P1, 'done', true],
		[P2, 'done', true],
	]);
	expect(bench.calls).toEqual(['removeParticipants', 'participants']);
});

test('a person whom WhatsApp refused behind such a flag has failed, after a second look', async () => {
	bench.account.engine = 'NOWEB';
	bench.emulator.faults.plan({ ...answer({ ok: true }), on: 'removeParticipants', moment: 'after the change' });
	const result = await remove(`${P1}, ${P2}`);
	expect(results(result)).toEqual([
		[P1, 'done', true],
		[P2, 'failed', true],
	]);
	expect(result.success[1]!.json.reason).toBe('the list of participants shows that the person is still in the group');
	expect(reads()).toBe(2);
});

test('a list that shows the change only at the second look confirms it', async () => {
	const people = [...bench.a.members.values()];
	bench.a.outdatedMembers = people;
	const result = await remove(P1, {
		onStart: () =>
			void (async () => {
				await bench.emulator.nextCall();
				await bench.emulator.nextCall();
				bench.a.outdatedMembers = undefined;
			})(),
	});
	expect(results(result)).toEqual([[P1, 'done', true]]);
});

describe("a shortened list proves nobody's absence", () => {
	const shortened: Array<[string, unknown]> = [
		['which says that it goes on', { participants: [{ id: P2, admin: null }], total: 3 }],
		['without the account itself', [{ id: P2, admin: null }]],
	];

	test.each(shortened)('%s', async (_how, list) => {
		bench.account.engine = 'NOWEB';
		await bench.run({ parameters: { resource: 'group', operation: 'get' } });
		bench.emulator.faults.plan(
			{ ...answer({ ok: true }), on: 'removeParticipants' },
			{ ...answer(list), on: 'participants', times: 9 },
		);
		expect(results(await remove(P1))).toEqual([[P1, 'unclear', false]]);
	});
});

test('a group is read once for many requests, and each group on its own', async () => {
	const people = Array.from({ length: 45 }, (_, i) => bench.a.addMember(`2010000000${10 + i}@c.us`).id);
	const { success } = await remove(people.join(), { ids: [A, B] });
	expect(success.filter(({ json }) => json.verified)).toHaveLength(90);
	expect(reads()).toBe(2);
});

test('without Verify, one flag for all people is unclear, and nothing is read', async () => {
	const result = await remove(P1, { parameters: { options: { ...UNPROTECTED, verify: false } } });
	expect(results(result)).toEqual([[P1, 'unclear', false]]);
	expect(result.success[0]!.json.reason).toBe(
		'Wawp accepted the request, but does not say whether it worked for this person: check the participants of the group',
	);
	expect(reads()).toBe(0);
});

test('Verify must be true or false', async () => {
	const { error } = await remove(P1, { parameters: { options: { verify: 'sometimes' } } });
	expect(error!.message).toContain('The option "Verify" must be true or false');
	expect(bench.calls).toEqual([]);
});

test('items of one group are verified together if one of them asks for it', async () => {
	await bench.run({
		input: [
			{ id: A, participants: P1, verify: false },
			{ id: A, participants: P1, verify: 'true' },
		],
		parameters: { participants: '={{ $json.participants }}', options: { ...UNPROTECTED, verify: '={{ $json.verify }}' } },
	});
	expect(reads()).toBe(1);
});

describe('a list that cannot tell leaves the response as it is', () => {
	test.each<[string, () => void]>([
		[
			'because it cannot be read',
			() => bench.emulator.faults.plan({ kind: 'status', status: 500, on: 'participants', times: 99 }),
		],
		['because it is empty', () => bench.emulator.faults.plan({ ...answer([]), on: 'participants', times: 99 })],
		['because it shows masked ids', () => void (bench.a.masked = true)],
	])('%s', async (_why, prepare) => {
		prepare();
		expect(results(await remove(P1))).toEqual([[P1, 'unclear', false]]);
	});

	test('because GOWS lists people from its cache', async () => {
		bench.account.engine = 'GOWS';
		bench.emulator.faults.plan({ ...answer({ ok: true }), on: 'removeParticipants' });
		bench.a.outdatedMembers = [];
		expect(results(await remove(P1))).toEqual([[P1, 'unclear', false]]);
	});
});

test('a success for one person that the list does not show is unclear', async () => {
	bench.emulator.faults.plan({ ...answer([{ jid: P1, status: '200' }]), on: 'removeParticipants' });
	const result = await remove(P1);
	expect(results(result)).toEqual([[P1, 'unclear', false]]);
	expect(result.success[0]!.json.reason).toContain('Wawp reported success, but the list of participants shows');
});

describe('a response that is no success', () => {
	const bodies = [
		{ data: { success: false, message: 'x' } },
		{ data: { code: 'wawp_upstream_error', message: 'x' } },
		{ data: { statusCode: 500, exception: { message: 'x' } } },
		{ response: { error: 'x' } },
		{ message: 'Failed to add participants' },
		{ participants: [] },
		{ data: null },
		{ success: true, added: [], failed: [P1] },
	].map((body): [string, unknown] => [JSON.stringify(body), body]);

	test.each(bodies)('is done only for people whom the list shows: %s', async (_name, body) => {
		bench.emulator.faults.plan({ ...answer(body), on: 'removeParticipants', moment: 'after the change', times: 99 });
		expect(results(await remove(P1))).toEqual([[P1, 'done', true]]);
	});

	test.each(bodies)('fails if the list does not show the change: %s', async (_name, body) => {
		bench.emulator.faults.plan({ ...answer(body), on: 'removeParticipants', moment: 'before the change', times: 99 });
		const result = await remove(P1, { settings: { onError: 'continueErrorOutput' } });
		expect(result.success).toEqual([]);
		expect(errorsOf(result)).toEqual([expect.stringContaining(A)]);
	});
});

describe('a list of WEBJS, which may show people who have left', () => {
	beforeEach(() => {
		for (const { a } of [bench, addBench]) a.outdatedMembers = [{ id: P1, lid: '77@lid', role: 'participant' }];
	});

	test.each([{ status: 200 }, { ok: true }])('does not disprove a removal that was accepted with %j', async (body) => {
		bench.emulator.faults.plan({ ...answer(body), on: 'removeParticipants', moment: 'after the change' });
		const result = await remove(P1);
		expect(results(result)).toEqual([[P1, 'unclear', false]]);
		expect(result.success[0]!.json.reason).toContain('may also show people who have left');
		expect(reads()).toBe(2);
	});

	test.each([...Object.values(addErrors), 'false'])(
		'does not turn an addition with the response "%s" into a success',
		async (body) => {
			addBench.emulator.faults.plan({ kind: 'status', status: 200, body, contentType: 'text/html', on: 'addParticipants' });
			const result = await addBench.run({ parameters: { participants: P1 }, settings: { onError: 'continueErrorOutput' } });
			expect(result.success).toEqual([]);
			expect(errorsOf(result)).toEqual([expect.stringContaining(A)]);
		},
	);

	test('does not turn a refused addition into a success: a person who left recently', async () => {
		addBench.a.addRefusals.set(P1, 408);
		expect(results(await addBench.run({ parameters: { participants: P1 } }))).toEqual([[P1, 'failed', false]]);
	});
});

describe('NOWEB in a group that masks numbers', () => {
	beforeEach(() => {
		for (const { account, a } of [bench, addBench]) {
			account.engine = 'NOWEB';
			a.masked = true;
		}
	});

	test('each number gets its own result, and the list of masked ids verifies it', async () => {
		const result = await remove(`${P1}, ${P2}`);
		expect(results(result)).toEqual([
			[P1, 'done', true],
			[P2, 'failed', true],
		]);
		expect(result.success[1]!.json).toMatchObject({
			statusCode: 403,
			reason: 'WhatsApp does not allow it, for example because the person created the group',
		});
	});

	test('a person who cannot be added has failed with the reason', async () => {
		addBench.a.addRefusals.set(P1, 403);
		const result = await addBench.run({ parameters: { participants: `${P1}, 201234567893@c.us` } });
		expect(results(result)).toEqual([
			[P1, 'failed', true],
			['201234567893@c.us', 'done', true],
		]);
		expect(result.success[0]!.json.reason).toContain('send the invite link instead');
		expect(JSON.stringify(result.run)).not.toContain('PrivateInvitation');
	});
});

describe('a request without a response', () => {
	beforeEach(() => {
		addBench.account.engine = 'NOWEB';
	});

	test('is done for people whom the list shows, and fails for the others', async () => {
		addBench.emulator.faults.plan({ kind: 'drop', on: 'addParticipants', moment: 'after the change' });
		addBench.a.addRefusals.set(P2, 403);
		const result = await addBench.run({
			parameters: { participants: `${P1}, ${P2}` },
			settings: { onError: 'continueErrorOutput' },
		});
		expect(results(result)).toEqual([[P1, 'done', true]]);
		expect(errorsOf(result)).toEqual([expect.stringContaining('It is not known whether the participants were added')]);
	});

	test('does not end the run if the list shows that it worked', async () => {
		addBench.emulator.faults.plan({ kind: 'drop', on: 'addParticipants', group: A, moment: 'after the change' });
		const result = await addBench.run({ ids: [A, B], parameters: { participants: P1 } });
		expect(results(result)).toEqual([
			[P1, 'done', true],
			[P1, 'done', true],
		]);
	});
});

test('after a cancellation, nothing is read', async () => {
	bench.emulator.faults.plan({ kind: 'hang', on: 'removeParticipants' });
	const { run } = await remove(P1, { onStart: (cancel) => void bench.emulator.nextCall().then(cancel) });
	expect(run.status).toBe('canceled');
	expect(reads()).toBe(0);
});

test('Retry On Fail does not verify again what was verified', async () => {
	bench.emulator.faults.plan({ kind: 'status', status: 403, group: B, on: 'removeParticipants' });
	await remove(P1, { ids: [A, B], settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
	expect(bench.emulator.callsOf('participants').map(({ query }) => query.id)).toEqual([A, B]);
});

test('a later refusal does not deny what an accepted request without results may have done', async () => {
	bench.account.engine = 'GOWS';
	bench.emulator.faults.plan(
		{ kind: 'empty', moment: 'after the change', on: 'removeParticipants' },
		{ kind: 'status', status: 401, on: 'removeParticipants' },
	);
	const { error } = await remove(P1, { settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
	expect(error!.message).toContain('It is not known whether the participants were removed from group');
});
