import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('leave', 'group');
const CONTINUE = { onError: 'continueErrorOutput' } as const;
const leaves = () => bench.calls.filter((name) => name === 'leave').length;

describe('leaves a group', () => {
	test.each<Engine>(['NOWEB', 'WEBJS', 'GOWS'])('with %s, and looks at the participants afterwards', async (engine) => {
		bench.account.engine = engine;
		bench.a.addMember('201234567890@c.us');
		const { success, hints } = await bench.run();
		expect(success).toEqual([{ json: { groupId: A, left: true, verified: true }, pairedItem: { item: 0 } }]);
		expect(bench.a.role).toBe('none');
		expect(bench.calls).toEqual(['leave', 'participants']);
		expect(hints).toEqual([]);
	});

	test('with the call that WAHA has', async () => {
		await bench.run();
		expect(bench.emulator.callsOf('leave')).toMatchObject([
			{ method: 'POST', url: '/v2/groups/120363000000000001%40g.us/leave', body: { id: A } },
		]);
	});

	test('that several items name: once', async () => {
		const { success } = await bench.run({ ids: [A, B, A] });
		expect(success.map(({ json, pairedItem }) => [json.groupId, json.left, pairedItem])).toEqual([
			[A, true, { item: 0 }],
			[B, true, { item: 1 }],
			[A, true, { item: 2 }],
		]);
		expect(leaves()).toBe(2);
	});

	test('in which the account is not: the refusal proves it, and nothing else is sent', async () => {
		bench.a.role = 'none';
		const { success } = await bench.run();
		expect(success[0]!.json).toEqual({ groupId: A, left: true, verified: true });
		expect(bench.calls).toEqual(['leave']);
	});

	test.each<Engine>(['NOWEB', 'WEBJS', 'GOWS'])(
		'with %s, whose own text says afterwards that there is no such group',
		async (engine) => {
			bench.account.engine = engine;
			bench.account.outsideTexts = 'engine';
			const { success } = await bench.run();
			expect(success[0]!.json).toEqual({ groupId: A, left: true, verified: true });
			expect(bench.calls).toEqual(['leave', 'participants']);
		},
	);
});

describe('an unclear response', () => {
	test('is settled by a look, and the request is not repeated', async () => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change', on: 'leave' });
		const { success } = await bench.run();
		expect(success[0]!.json).toEqual({ groupId: A, left: true, verified: true });
		expect(leaves()).toBe(1);
	});

	test('after which the account is still in the group fails the item and says so', async () => {
		bench.emulator.faults.plan({ kind: 'drop', on: 'leave' });
		const { error } = await bench.run();
		expect(error!.message).toBe(`Could not remove the account from group ${A}: Wawp did not respond [item 0]`);
		expect(error!.description).toContain('The node looked afterwards: the account is still in the group');
		expect(leaves()).toBe(1);
	});

	test('and an engine that has no such group: unclear, because it may not have loaded the group', async () => {
		bench.account.outsideTexts = 'engine';
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change', on: 'leave' });
		const { error } = await bench.run();
		expect(error!.message).toBe(`It is not known whether the account is still in group ${A} now: Wawp did not respond [item 0]`);
	});

	test('without a readable list of participants stays unclear', async () => {
		bench.emulator.faults.plan({ kind: 'drop', on: 'leave' }, { kind: 'html', on: 'participants', times: 99 });
		const { error } = await bench.run();
		expect(error!.message).toBe(`It is not known whether the account is still in group ${A} now: Wawp did not respond [item 0]`);
		expect(error!.description).toContain('Look at the group in WhatsApp before you try again');
	});

	test('with Retry On Fail, the second try looks before it sends anything', async () => {
		bench.emulator.faults.plan(
			{ kind: 'drop', moment: 'after the change', on: 'leave' },
			{ kind: 'slow', on: 'participants' },
			{ kind: 'html', on: 'participants', times: 1 },
		);
		const { success } = await bench.run({ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
		expect(success[0]!.json).toEqual({ groupId: A, left: true, verified: true });
		expect(leaves()).toBe(1);
	});
});

test('an accepted request without effect fails the item', async () => {
	bench.account.undocumentedChanges = 'ignored';
	const { error } = await bench.run();
	expect(error!.message).toBe(
		`Could not remove the account from group ${A}: Wawp accepted the request, but the account is still in the group as before [item 0]`,
	);
	expect(error!.description).toContain('Leave the group in WhatsApp');
});

test.each([408, 502, 503, 504, 520, 522, 524])(
	'the answer of a proxy (HTTP %d) proves nothing, whatever it says',
	async (status) => {
		const body = JSON.stringify({ statusCode: 500, exception: { message: 'forbidden', data: 403 } });
		bench.emulator.faults.plan({ kind: 'status', status, body, on: 'participants', times: 99 });
		const { success } = await bench.run();
		expect(success[0]!.json).toEqual({ groupId: A, left: true, verified: false });
		bench.emulator.faults.plan({ kind: 'status', status, body, on: 'leave' });
		const { error } = await bench.run({ ids: [B] });
		expect(error!.message).toMatch(new RegExp(`^It is not known whether the account is still in group ${B} now: `));
	},
);

test('an accepted request that nobody can check is not verified, and a hint says so', async () => {
	bench.emulator.faults.plan({ kind: 'html', on: 'participants', times: 99 });
	const { success, hints } = await bench.run();
	expect(success[0]!.json).toEqual({ groupId: A, left: true, verified: false });
	expect(hints).toEqual(['1 group left but not verified: look at WhatsApp']);
});

test.each([
	['not found', 'Wawp does not seem to offer this change'],
	['not implemented', 'your Wawp instance does not support this change'],
] as const)('a Wawp that does not have the call: %s', async (undocumentedChanges, reason) => {
	bench.account.undocumentedChanges = undocumentedChanges;
	const { error } = await bench.run();
	expect(error!.message).toBe(`Could not remove the account from group ${A}: ${reason} [item 0]`);
	expect(leaves()).toBe(1);
});

test('an error that ends the run names the groups that were left', async () => {
	bench.emulator.faults.plan({ kind: 'status', status: 400, on: 'leave', group: B });
	const { error } = await bench.run({ ids: [A, B] });
	expect(error!.description).toMatch(new RegExp(`\\.\\nAlready left in this run: ${A}$`));
});

test('a failed item goes to the error branch, and the others continue', async () => {
	bench.emulator.faults.plan({ kind: 'status', status: 400, on: 'leave', group: A });
	const result = await bench.run({ ids: [A, 'not a group', B], settings: CONTINUE });
	expect(errorsOf(result)).toEqual([expect.stringContaining('[item 0]'), expect.stringContaining('[item 1]')]);
	expect(result.success.map(({ json }) => json.groupId)).toEqual([B]);
});

test('no secret leaves the node', async () => {
	bench.emulator.faults.plan({ kind: 'echo', on: 'leave', times: 99 });
	const { run } = await bench.run();
	for (const secret of bench.secrets) expect(JSON.stringify(run)).not.toContain(secret);
});
