import { setTimeout as wait } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';
import type { Fault } from '../../../../support/emulator/faults';
import { codeShapes, whatsAppRefusal, type CodeShape } from '../../../../support/emulator/shapes';
import { A, B, Bench, C, errorsOf } from '../../../../support/engine/bench';
import { PLUS_ONLY } from '../../../../support/failures';
import { useFastClock } from '../../../../support/engine/fastClock';
import { groupById } from '../../../../support/engine/runNode';
import { leaks } from '../../../../support/leaks';
import { until } from '../../../../support/until';

useFastClock();

const bench = new Bench('revoke');
const revoke = bench.run.bind(bench);

const CONTINUE: Partial<INode> = { onError: 'continueErrorOutput' };
const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

describe('a successful revoke', () => {
	test('the item has the new code, the link, the old code and the verification, paired with its input item', async () => {
		const { success } = await revoke();
		expect(success).toEqual([
			{
				json: {
					groupId: A,
					code: bench.a.liveCode,
					inviteLink: `https://chat.whatsapp.com/${bench.a.liveCode}`,
					previousCode: 'TheOldInviteCodeGroupA',
					rotated: true,
					verified: true,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(bench.a.isDead('TheOldInviteCodeGroupA')).toBe(true);
	});

	test('verification costs one read per group', async () => {
		await revoke();
		expect(bench.calls).toEqual(['get', 'revoke']);
	});

	test('without verification there is one call, no previous code, and verified is false', async () => {
		const { success } = await revoke({ parameters: { options: { verify: false } } });
		expect(bench.calls).toEqual(['revoke']);
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, previousCode: null, rotated: true, verified: false });
	});

	test.each(Object.keys(codeShapes) as CodeShape[])('the code is bare for a response in the shape "%s"', async (shape) => {
		bench.emulator.codeShape = shape;
		const { success } = await revoke();
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, verified: true });
	});

	test('the credential is read once, however many groups there are', async () => {
		const { credentialReads } = await revoke({ ids: [A, B, C] });
		expect(credentialReads).toBe(1);
	});

	test('the output panel summarizes the run', async () => {
		const { hints } = await revoke({ ids: [A, B, A] });
		expect(hints).toEqual(['2 groups rotated']);
	});
});

describe('promise 1: one rotation per group and run', () => {
	test('items that name the same group in different forms share its rotation, and each is paired with its own input item', async () => {
		const { success } = await revoke({ ids: [A, B, ` ${A} `, '120363000000000001'] });
		expect(bench.a.revocations).toBe(1);
		expect(success.map(({ json, pairedItem }) => [json.code, pairedItem])).toEqual([
			[bench.a.liveCode, { item: 0 }],
			[bench.b.liveCode, { item: 1 }],
			[bench.a.liveCode, { item: 2 }],
			[bench.a.liveCode, { item: 3 }],
		]);
	});

	test('parallel executions take turns, and none returns a code that another one has just replaced', async () => {
		const runs = await Promise.all([revoke(), revoke(), revoke()]);
		expect(bench.a.revocations).toBe(3);
		expect(runs.map(({ success }) => success[0]!.json.code)).toEqual(Array(3).fill(bench.a.liveCode));
		expect(runs.map(({ success }) => success[0]!.json.previousCode)).toEqual(bench.a.history.slice(0, 3).map(({ code }) => code));
	});

	test('a run with a slow group returns the live code of a group that another execution has rotated meanwhile', async () => {
		bench.emulator.faults.plan({ kind: 'slow', latency: 300, on: 'revoke', group: B });
		const slow = revoke({ ids: [A, B], parameters: { options: { maxConcurrency: 1 } } });
		await until('the slow group is being rotated', () => bench.emulator.callsOf('revoke').length === 2);
		const fast = await revoke();
		const { success } = await slow;
		expect(bench.a.revocations).toBe(2);
		expect(fast.success[0]!.json.code).toBe(bench.a.liveCode);
		expect(success.map(({ json }) => json.code)).toEqual([bench.a.liveCode, bench.b.liveCode]);
		expect(success[0]!.json).toMatchObject({ rotated: true, verified: true, previousCode: 'TheOldInviteCodeGroupA' });
	});

	test('the code of a rotation that an execution waited for is not emitted if the next one has already replaced it', async () => {
		bench.emulator.faults.plan({ kind: 'slow', latency: 50, on: 'revoke', times: 9 });
		const rotating = [revoke(), revoke()];
		const heldBack = revoke({ parameters: { options: { cooldownMinutes: 60 } } });
		const runs = await Promise.all([...rotating, heldBack]);
		expect(bench.a.revocations).toBe(2);
		expect(runs.map(({ success }) => success[0]!.json.code)).toEqual(Array(3).fill(bench.a.liveCode));
		expect(runs.map(({ success }) => success[0]!.json.rotated)).toEqual([true, true, false]);
	});

	test('a run that waits for one group returns the live code of another one that was rotated meanwhile', async () => {
		const revokesOf = (id: string) =>
			bench.emulator.callsOf('revoke').filter(({ url }) => url.includes(encodeURIComponent(id))).length;
		bench.emulator.faults.plan({ kind: 'slow', latency: 100, on: 'revoke', group: C });
		const waiting = revoke({ ids: [A, B, C] });
		await until('A and B are rotated', () => bench.a.revocations + bench.b.revocations === 2);
		bench.emulator.faults.plan({ kind: 'slow', latency: 400, on: 'revoke', group: B });
		const slow = revoke({ ids: [B] });
		await until('B is being rotated', () => revokesOf(B) === 2);
		await until('the first execution waits for B', () => bench.c.revocations === 1);
		await wait(20);
		await revoke({ ids: [A] });
		expect(bench.b.revocations).toBe(1);
		await slow;
		expect((await waiting).success.map(({ json }) => json.code)).toEqual([bench.a.liveCode, bench.b.liveCode, bench.c.liveCode]);
		expect(bench.a.revocations).toBe(2);
	});

	describe('if another execution replaced the code of an earlier try, and the live one cannot be read,', () => {
		/** The first try rotates A. During the second one, another execution replaces the code, and so many reads fail. */
		async function replaceBetweenTries(failingReads: number, maxTries: number) {
			bench.emulator.faults.plan(
				{ kind: 'status', status: 403, on: 'revoke', group: B },
				{ kind: 'slow', latency: 300, on: 'revoke', group: B },
			);
			const tries = revoke({
				ids: [A, B],
				parameters: { options: { maxConcurrency: 1, cooldownMinutes: 60 } },
				settings: { retryOnFail: true, maxTries, waitBetweenTries: 1 },
			});
			await until('the second try rotates B', () => bench.emulator.callsOf('revoke').length === 3);
			const other = await revoke({ parameters: { options: { verify: false } } });
			expect(other.success[0]!.json.code).toBe(bench.a.liveCode);
			bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'get', group: A, times: failingReads });
			return await tries;
		}

		test('the item says so', async () => {
			const { success, error } = await replaceBetweenTries(9, 2);
			expect(success).toEqual([]);
			expect(error!.message).toContain(
				`Another execution replaced the new invite code of group ${A}, and the live one is unknown`,
			);
		});

		test('the next try reads it, and reports the group as rotated, because this node rotated it', async () => {
			const { success } = await replaceBetweenTries(1, 3);
			expect(success[0]!.json).toMatchObject({ groupId: A, code: bench.a.liveCode, rotated: true });
			expect(bench.a.revocations).toBe(2);
		});
	});

	test('if the live code cannot be read after another execution replaced it, the item says so', async () => {
		bench.emulator.faults.plan({ kind: 'slow', latency: 300, on: 'revoke', group: B });
		const slow = revoke({
			ids: [A, B],
			parameters: { options: { maxConcurrency: 1 } },
			settings: { onError: 'continueErrorOutput' },
		});
		await until('the slow group is being rotated', () => bench.emulator.callsOf('revoke').length === 2);
		await revoke();
		bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'get', group: A, times: 9 });
		const result = await slow;
		expect(result.success.map(({ json }) => json.groupId)).toEqual([B]);
		expect(errorsOf(result)).toEqual([
			expect.stringContaining(`Another execution replaced the new invite code of group ${A}, and the live one is unknown`),
		]);
	});
});

describe('promise 2: an unchanged code is not a success', () => {
	test('if the server never changes the code, the item fails and says that the old link still works', async () => {
		bench.account.noOpRevoke = true;
		const { error, success } = await revoke();
		expect(success).toEqual([]);
		expect(error!.message).toBe(
			`The old invite link of group ${A} still works: the code is still TheOldInviteCodeGroupA, although Wawp reported success [item 0]`,
		);
		expect(error!.description).toContain('Reset the link on the phone');
	});

	test('if the server reports a failure each time, the item fails with that reason', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 500, on: 'revoke', times: 99 });
		const { error } = await revoke();
		expect(error!.message).toBe(
			`The old invite link of group ${A} still works: the code is still TheOldInviteCodeGroupA, Wawp or WhatsApp could not process the request [item 0]`,
		);
	});

	test('if the server changes the code at the second try, the item succeeds', async () => {
		bench.emulator.faults.plan({ kind: 'unchanged', on: 'revoke' });
		const { success } = await revoke();
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, previousCode: 'TheOldInviteCodeGroupA', verified: true });
		expect(bench.a.revocations).toBe(1);
	});

	test('without retries there is one revoke, and one more read before the code counts as unchanged', async () => {
		bench.account.noOpRevoke = true;
		await revoke({ parameters: { options: { maxRetries: 0 } } });
		expect(bench.calls).toEqual(['get', 'revoke', 'get']);
	});
});

const UNCLEAR: Array<[string, Fault]> = [
	['a dropped connection', { kind: 'drop' }],
	['no response', { kind: 'hang' }],
	['a response that never ends', { kind: 'trickle' }],
	['a response of 6 MB', { kind: 'huge' }],
	['a response after the timeout', { kind: 'slow', latency: 90 }],
	['an empty body', { kind: 'empty' }],
	['the word undefined', { kind: 'undefined' }],
	['an HTML page', { kind: 'html' }],
	['an error under 200', { kind: 'error under 200' }],
	['a 500 that repeats the request', { kind: 'echo' }],
	['a bare 500', { kind: 'status', status: 500 }],
	['a 500 that says b', { kind: 'status', status: 500, body: 'b', contentType: 'text/plain' }],
	['a 504 from a proxy', { kind: 'status', status: 504, body: '<html></html>' }],
	[
		'a rate limit of WhatsApp inside a 500',
		{ kind: 'status', status: 500, body: '{"exception":{"message":"rate-overlimit","data":429}}' },
	],
];

describe('promise 3: no code is lost', () => {
	describe.each(UNCLEAR)('%s as the response to revoke', (_name, fault) => {
		test('after the change: the code is read, and the item succeeds', async () => {
			bench.emulator.faults.plan({ ...fault, on: 'revoke', moment: 'after the change' });
			const { success } = await revoke({ parameters: { options: { timeout: 80 } } });
			expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, previousCode: 'TheOldInviteCodeGroupA', verified: true });
		});

		test('before the change: the revoke is retried', async () => {
			bench.emulator.faults.plan({ ...fault, on: 'revoke', moment: 'before the change' });
			const { success } = await revoke({ parameters: { options: { timeout: 80 } } });
			expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, verified: true });
			expect(bench.a.isDead('TheOldInviteCodeGroupA')).toBe(true);
		});

		test('and no readable code afterwards: the item reports an unclear outcome', async () => {
			bench.emulator.faults.plan(
				{ ...fault, on: 'revoke', moment: 'after the change', times: 9 },
				{ kind: 'slow', on: 'get' },
				{ kind: 'status', status: 500, on: 'get', times: 9 },
			);
			const { error } = await revoke({ parameters: { options: { timeout: 80, maxRetries: 1 } } });
			expect(error!.message).toContain(`It is not known whether the invite code of group ${A} was revoked`);
			expect(error!.description).toContain('Read the code with "Get Invite Code" before you share a link');
		});
	});

	test('if the first read fails, the revoke is still sent, and verified is false', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'get' });
		const { success } = await revoke();
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, previousCode: null, rotated: true, verified: false });
	});

	test('without a previous code and without a response, a second revoke determines the live code', async () => {
		bench.emulator.faults.plan({ kind: 'drop', on: 'revoke', moment: 'after the change' });
		const { success } = await revoke({ parameters: { options: { verify: false } } });
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, verified: true });
		expect(bench.a.revocations).toBe(2);
	});

	test('if someone else changes the code during the revoke, that code is returned', async () => {
		bench.emulator.faults.plan(
			{ kind: 'drop', on: 'revoke', moment: 'after the change' },
			{ kind: 'slow', on: 'get' },
			{ kind: 'somebody else', on: 'get' },
		);
		const { success } = await revoke();
		expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, verified: true });
	});

	test.each([401, 403, 404, 422])('a %i proves that nothing changed: no retry, no read', async (status) => {
		bench.emulator.faults.plan({ kind: 'status', status, on: 'revoke', times: 9 });
		const { error } = await revoke();
		expect(bench.calls).toEqual(['get', 'revoke']);
		expect(error!.message).toContain(`Could not revoke the invite code of group ${A}`);
		expect(error!.httpCode).toBe(String(status));
	});

	test('a refusal by WhatsApp inside a 500 is accepted after two reads show the old code', async () => {
		bench.emulator.faults.plan({
			kind: 'status',
			status: 500,
			on: 'revoke',
			body: '{"exception":{"message":"not-authorized","data":401}}',
		});
		const { error } = await revoke();
		expect(bench.calls).toEqual(['get', 'revoke', 'get', 'get']);
		expect(error!.message).toContain(`Could not revoke the invite code of group ${A}: the WhatsApp account is not an admin`);
	});

	test.each(['NOWEB', 'WEBJS', 'GOWS'] as const)(
		'an engine that has no such group: one try, and no revoke, with %s',
		async (engine) => {
			bench.account.engine = engine;
			bench.account.outsideTexts = 'engine';
			bench.a.role = 'none';
			const { error } = await revoke();
			expect(error!.message).toContain('WhatsApp cannot find this group for the account');
			expect(bench.calls).toEqual(['get']);
		},
	);

	test('calls of another tier do not stop the run for all groups', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 422, body: JSON.stringify(PLUS_ONLY), on: 'revoke', times: 3 });
		const { error, errorBranch } = await revoke({ ids: [A, B, C], settings: { onError: 'continueErrorOutput' } });
		expect(error).toBeUndefined();
		expect(errorBranch.map(({ json }) => json.error)).toEqual(
			[A, B, C].map((id) => expect.stringContaining(`group ${id}: your Wawp instance does not offer this call`) as string),
		);
		expect(bench.emulator.callsOf('revoke')).toHaveLength(3);
	});

	describe('two refusals by WhatsApp inside a 500', () => {
		const NOT_AUTHORIZED = {
			kind: 'status',
			status: 500,
			body: '{"exception":{"message":"not-authorized","data":401}}',
		} as const;

		beforeEach(() => {
			bench.account.engine = 'NOWEB';
			bench.emulator.faults.plan({ ...NOT_AUTHORIZED, on: 'revoke', moment: 'after the change' });
		});

		test.each([true, false])('leave the effect of the revoke unknown, verify: %s', async (verify) => {
			if (verify) bench.emulator.faults.plan({ kind: 'slow', on: 'get' });
			bench.emulator.faults.plan({ ...NOT_AUTHORIZED, on: 'get', times: 9 });
			const { error } = await revoke({ parameters: { options: { verify } } });
			expect(error!.message).toBe(
				`It is not known whether the invite code of group ${A} was revoked: WhatsApp refused to show the code afterwards${verify ? '; the last code read is TheOldInviteCodeGroupA' : ''} [item 0]`,
			);
			expect(bench.a.revocations).toBe(1);
		});

		test('are believed if the list of participants shows that the account is not an admin', async () => {
			bench.a.role = 'participant';
			bench.account.notAdminReply = whatsAppRefusal('not-authorized', 401);
			const { error } = await revoke({ parameters: { options: { verify: false } } });
			expect(error!.message).toBe(
				`The invite code of group ${A} was probably not revoked: the WhatsApp account is not an admin of this group [item 0]`,
			);
		});

		test('are followed by the new code if the read is accepted', async () => {
			const { success } = await revoke();
			expect(success[0]!.json).toMatchObject({ code: bench.a.liveCode, rotated: true, verified: true });
		});
	});

	test('an unreachable server is retried, then reported', async () => {
		const { error } = await revoke({ credential: { ...bench.credential, baseUrl: 'http://127.0.0.1:9' } });
		expect(error!.message).toContain('Wawp could not be reached');
		expect(error!.description).toContain('Nothing was sent');
	});
});

describe('promise 4: a run that stops reports what it has done', () => {
	test('the error lists every group already rotated, with its new code', async () => {
		bench.c.role = 'none';
		const { error } = await revoke({ ids: [A, B, C], parameters: { options: { maxConcurrency: 1 } } });
		expect(error!.message).toContain(`group ${C}: the WhatsApp account is not in this group [item 2]`);
		expect(error!.context.itemIndex).toBe(2);
		expect(error!.description).toContain(
			`Already rotated in this run: ${A}: new code ${bench.a.liveCode}, ${B}: new code ${bench.b.liveCode}`,
		);
	});

	test('the error lists all groups that failed at the same time', async () => {
		bench.a.role = 'none';
		bench.b.role = 'participant';
		bench.account.engine = 'GOWS';
		const { error } = await revoke({ ids: [A, B] });
		expect(error!.message).toContain(A);
		expect(error!.description).toContain(`Also failed in this run: Could not revoke the invite code of group ${B}`);
	});

	test('no group is started after a failure', async () => {
		bench.a.role = 'none';
		await revoke({ ids: [A, B, C], parameters: { options: { maxConcurrency: 1 } } });
		expect(bench.b.revocations + bench.c.revocations).toBe(0);
	});

	test('an invalid group ID stops the run before the first request', async () => {
		const { error } = await revoke({ ids: [A, B, 'x@c.us'] });
		expect(error!.message).toContain('"x@c.us" is not a group ID [item 2]');
		expect(error!.description).toContain('120363000000000001@g.us');
		expect(bench.calls).toEqual([]);
	});
});

describe('promise 5: "Continue" and Retry On Fail', () => {
	test('a failed item goes to the error branch, with its group in the message; the others continue', async () => {
		bench.b.role = 'none';
		const result = await revoke({ ids: [A, B, C, 'nonsense'], settings: CONTINUE });
		expect(result.success.map(({ json, pairedItem }) => [json.groupId, pairedItem])).toEqual([
			[A, { item: 0 }],
			[C, { item: 2 }],
		]);
		expect(errorsOf(result)).toEqual([
			`Could not revoke the invite code of group ${B}: the WhatsApp account is not in this group [item 1]`,
			'"nonsense" is not a group ID [item 3]',
		]);
		expect(result.errorBranch.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 3 }]);
		expect(result.hints).toEqual(['2 groups rotated, 1 group failed']);
	});

	test('an expression that fails for one of ten items fails only that item', async () => {
		const ids = Array.from({ length: 10 }, (_, index) => (index === 4 ? null : A));
		const result = await revoke({ ids, settings: CONTINUE, parameters: { groupId: groupById('={{ $json.id.trim() }}') } });
		expect(result.success).toHaveLength(9);
		expect(result.errorBranch).toHaveLength(1);
	});

	test.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'with %s, an unusable credential fails every item',
		async (onError) => {
			const result = await revoke({ ids: [A, B], settings: { onError }, credential: { ...bench.credential, accessToken: '' } });
			const failed = onError === 'continueErrorOutput' ? result.errorBranch : result.success;
			expect(failed.map(({ json }) => json.error)).toEqual(
				[0, 1].map((item) => `The "Access Token" of the Wawp Groups API credential is empty [item ${item}]`),
			);
			expect(bench.calls).toEqual([]);
		},
	);

	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'Retry On Fail with %s does not rotate a group again that the same run has rotated',
		async (onError) => {
			bench.emulator.faults.plan({ kind: 'status', status: 401, on: 'revoke', group: B });
			const { success } = await revoke({ ids: [B, A, C], settings: { ...RETRY, onError } });
			expect([bench.a.revocations, bench.c.revocations]).toEqual([1, 1]);
			const codes = success.flatMap(({ json }) => (json.error === undefined ? [json.code] : []));
			expect(codes).toEqual(expect.arrayContaining([bench.a.liveCode, bench.c.liveCode]));
		},
	);

	test('Retry On Fail remembers that an earlier try ended unclear', async () => {
		bench.emulator.faults.plan(
			{ kind: 'drop', on: 'revoke', moment: 'after the change' },
			{ kind: 'slow', on: 'get' },
			{ kind: 'status', status: 500, on: 'get', times: 1 },
			{ kind: 'status', status: 401, on: 'get', times: 9 },
		);
		const { error } = await revoke({ settings: RETRY, parameters: { options: { maxRetries: 0 } } });
		expect(error!.message).toContain('It is not known whether');
	});

	test('Retry On Fail remembers that an earlier try revoked, but could not confirm the new code', async () => {
		bench.emulator.faults.plan(
			{ kind: 'drop', on: 'revoke', moment: 'after the change' },
			{ kind: 'slow', on: 'get', times: 2 },
			{ kind: 'status', status: 500, on: 'get', times: 1 },
			{ kind: 'status', status: 401, on: 'get', times: 9 },
		);
		const { error } = await revoke({ settings: RETRY, parameters: { options: { maxRetries: 0 } } });
		expect(bench.a.revocations).toBe(1);
		expect(error!.message).toContain('It is not known whether');
	});

	test('a second run of the node in the same execution rotates again, also with the same items', async () => {
		const { run } = await revoke({ runs: 2 });
		expect(run.data.resultData.runData['Wawp Groups']).toHaveLength(2);
		expect(bench.a.revocations).toBe(2);
	});
});

describe('promise 8: no secret leaves the node', () => {
	const planted: Array<[string, (token: string, instanceId: string) => string]> = [
		['as the code', (token) => JSON.stringify({ code: token })],
		['as bare text', (token) => token],
		['in a link', (token) => `https://chat.whatsapp.com/${token}`],
		['in a message', (token, id) => JSON.stringify({ code: 'wawp_upstream_error', message: `token ${token} at ${id}` })],
		['percent-encoded', (token) => JSON.stringify({ error: `GET /x?access_token=${encodeURIComponent(token)}` })],
		['in the stack of an exception', (token) => JSON.stringify({ exception: { message: token, stack: token } })],
		['in HTML', (token) => `<html><title>${token}</title></html>`],
	];

	test.each(planted)('planted %s, in every response of the server', async (_name, bodyWith) => {
		const body = bodyWith(bench.account.accessToken, bench.account.id);
		for (const status of [200, 400, 401, 500]) {
			bench.emulator.faults.clear();
			bench.emulator.faults.plan({ kind: 'status', status, body, contentType: 'text/plain', times: 50 });
			const stopped = await revoke();
			const continued = await revoke({ settings: CONTINUE });
			const unverified = await revoke({ parameters: { options: { verify: false } } });
			expect(leaks([stopped, continued, unverified], bench.secrets)).toBe(false);
			expect([stopped.error, unverified.error]).not.toContain(undefined);
		}
	});

	test('an echoed request is quoted without the secrets', async () => {
		bench.emulator.faults.plan({ kind: 'echo', times: 50 });
		const { error } = await revoke();
		expect(error!.description).toContain('[hidden]');
		expect(leaks(error, bench.secrets)).toBe(false);
	});
});

describe('options', () => {
	test.each([
		['timeout', 0, 'The option "Timeout (Ms)" must be a whole number from 1 to 2147483647'],
		['maxRetries', -1, 'The option "Max Retries" must be a whole number of at least 0'],
		['maxConcurrency', 2.5, 'The option "Max Concurrency" must be a whole number of at least 1'],
		['cooldownMinutes', 'soon', 'The option "Cooldown (Minutes)" must be a number of at least 0'],
		['requestsPerMinute', '-3', 'The option "Requests Per Minute" must be a number of at least 0'],
	])('%s of %s is rejected before any request', async (name, value, message) => {
		const { error } = await revoke({ parameters: { options: { [name]: value } } });
		expect(error!.message).toBe(`${message} [item 0]`);
		expect(bench.calls).toEqual([]);
	});

	test('an expression may return numbers as text', async () => {
		const { success } = await revoke({
			parameters: { options: { maxRetries: '={{ "2" }}', timeout: '5000', verify: '={{ "false" }}' } },
		});
		expect(success[0]!.json.verified).toBe(false);
	});
});

test('if 37 of 1,000 items fail, every other group has its new code', async () => {
	const ids = Array.from({ length: 1_000 }, (_, index) => `1203639${String(index).padStart(11, '0')}@g.us`);
	for (const [index, id] of ids.entries())
		bench.account.addGroup(id, `Group ${index}`).role = index % 27 === 13 ? 'none' : 'admin';
	const result = await revoke({ ids, settings: CONTINUE, parameters: { options: { maxConcurrency: 20 } } });
	expect([result.success.length, result.errorBranch.length]).toEqual([963, 37]);
	expect(result.success.every(({ json }) => bench.account.groups.get(json.groupId as string)!.liveCode === json.code)).toBe(true);
}, 30_000);

describe('a revoke with an unclear response, by an account that is not an admin', () => {
	test.each(['WEBJS', 'NOWEB'] as const)('%s: the error names the missing rights as the reason', async (engine) => {
		bench.account.engine = engine;
		bench.a.role = 'participant';
		const { error } = await revoke();
		expect(error!.message).toBe(
			`The invite code of group ${A} was probably not revoked: the WhatsApp account is not an admin of this group [item 0]`,
		);
		expect(error!.description).toContain("Make the account's number an admin in WhatsApp");
		expect(bench.a.revocations).toBe(0);
	});

	test('without a look at the rights, it is not known whether the code was revoked', async () => {
		bench.account.engine = 'WEBJS';
		bench.a.role = 'participant';
		bench.emulator.faults.plan({ kind: 'undefined', on: 'sessionInfo', times: 9 });
		const { error } = await revoke();
		expect(error!.message).toContain(`It is not known whether the invite code of group ${A} was revoked: `);
	});
});
