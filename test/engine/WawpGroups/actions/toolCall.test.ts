import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { A, Bench } from '../../../support/engine/bench';
import { callTool, type ToolResult } from '../../../support/engine/callTool';
import { useFastClock } from '../../../support/engine/fastClock';
import { groupById, locator } from '../../../support/engine/runNode';
import { leaks } from '../../../support/leaks';

useFastClock();

const P1 = '201234567891@c.us';
const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const CONTINUE = ['continueRegularOutput', 'continueErrorOutput'] as const;
const REFUSED = {
	kind: 'status',
	status: 403,
	body: '{"code":"quota_reached","message":"No"}',
	contentType: 'application/json',
} as const;

/** Calls an operation as a tool. No call may leak a secret. */
function toolOf(bench: Bench, resource: string, operation: string, parameters: INodeParameters) {
	return async (settings: Partial<INode> = {}, calls: IDataObject[] = [{ group: A, chat: P1 }], more: INodeParameters = {}) => {
		const result = await callTool({
			parameters: { resource, operation, ...parameters, ...more },
			credential: bench.credential,
			settings,
			calls,
		});
		expect(leaks(result, bench.secrets)).toBe(false);
		return result;
	};
}

const GROUP = groupById("={{ $fromAI('group') }}");
const textOf = ({ answers: [answer] }: ToolResult) => (answer && 'text' in answer ? answer.text : undefined);
const errorOf = ({ answers: [answer] }: ToolResult) => (answer && 'error' in answer ? answer.error : undefined);

describe('Send Text Message', () => {
	const bench = new Bench('send', 'message');
	const send = toolOf(bench, 'message', 'send', { sendTo: locator('id', "={{ $fromAI('chat') }}"), message: 'Hello' });

	test('the model gets the receipt', async () => {
		expect(JSON.parse(textOf(await send())!)).toEqual([{ chatId: P1, messageId: `true_${P1}_3EB01`, status: 'sent' }]);
	});

	test('Retry On Fail does not send a message again that may have been sent', async () => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change' });
		const error = errorOf(await send(RETRY));
		expect(error).toContain(`It is not known whether the message to ${P1} was sent`);
		expect(error).toContain('Check the chat before you send the message again');
		expect(bench.calls).toEqual(['sendText']);
		expect(bench.account.messages).toHaveLength(1);
	});

	test('Retry On Fail sends a message that was refused', async () => {
		bench.emulator.faults.plan(REFUSED);
		expect(textOf(await send(RETRY))).toContain('"status":"sent"');
		expect(bench.calls).toEqual(['sendText', 'sendText']);
		expect(bench.account.messages).toHaveLength(1);
	});

	test('each call sends a message of its own, with the same arguments and also after an unclear outcome', async () => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change' });
		const call = { chat: P1 };
		const { answers } = await send(RETRY, [call, call, { ...call }]);
		expect(answers.map((answer) => 'text' in answer)).toEqual([false, true, true]);
		expect(bench.account.messages).toHaveLength(3);
	});

	test.each(CONTINUE)('%s: the model reads what failed and what to do', async (onError) => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change' });
		const text = textOf(await send({ onError, ...RETRY }));
		expect(JSON.parse(text!)).toEqual([
			{
				error: expect.stringMatching(
					/^It is not known whether the message to 201234567891@c\.us was sent: .* \[item 0\]\n\nDetails: Check the chat before/,
				) as string,
			},
		]);
		expect(bench.calls).toEqual(['sendText']);
	});

	test.each(CONTINUE)('%s: the model reads why its arguments are invalid', async (onError) => {
		const text = textOf(await send({ onError }, [{ chat: 'bob' }]));
		expect(text).toContain('is not a contact, a group or a phone number');
		expect(text).toContain('e.g. 201234567890@c.us');
	});
});

describe('Send Message and Wait for Response', () => {
	const bench = new Bench('sendAndWait', 'message');
	const ask = toolOf(bench, 'message', 'sendAndWait', { sendTo: locator('id', P1), message: 'May I?' });

	test('is refused, because such a call cannot wait, and sends nothing', async () => {
		const error = errorOf(await ask());
		expect(error).toContain('This run cannot wait for an answer');
		expect(error).toContain('Human review');
		expect(bench.calls).toEqual([]);
	});
});

describe('Revoke Invite Code', () => {
	const bench = new Bench('revoke');
	const revoke = toolOf(bench, 'inviteCode', 'revoke', { groupId: GROUP });
	const NO_RETRIES = { options: { maxRetries: 0 } };

	/** The revoke takes effect without a response. The code before it can be read, and then as many more as given. */
	const planUnanswered = (reads: number) => {
		bench.emulator.faults.plan(
			{ kind: 'drop', on: 'revoke', moment: 'after the change' },
			{ kind: 'slow', on: 'get', times: 1 + reads },
			{ kind: 'status', status: 500, on: 'get' },
		);
	};

	test('the model gets the new code', async () => {
		expect(textOf(await revoke())).toContain(`"code":"${bench.a.liveCode}"`);
		expect(bench.a.revocations).toBe(1);
	});

	test('Retry On Fail does not revoke again after an unclear outcome', async () => {
		planUnanswered(0);
		const error = errorOf(await revoke(RETRY, undefined, NO_RETRIES));
		expect(error).toContain(`It is not known whether the invite code of group ${A} was revoked`);
		expect(error).toContain('Read the code with "Get Invite Code"');
		expect(bench.a.revocations).toBe(1);
	});

	test('Retry On Fail does not revoke again if the new code could not be confirmed', async () => {
		planUnanswered(1);
		const error = errorOf(await revoke(RETRY, undefined, NO_RETRIES));
		expect(error).toContain(`The old invite link of group ${A} is dead and its new code is probably ${bench.a.liveCode}`);
		expect(bench.a.revocations).toBe(1);
	});

	test('Retry On Fail revokes if the first try was refused', async () => {
		bench.emulator.faults.plan({ ...REFUSED, on: 'revoke' });
		expect(textOf(await revoke(RETRY))).toContain(`"code":"${bench.a.liveCode}"`);
		expect(bench.a.revocations).toBe(1);
	});

	test('Retry On Fail revokes if the first try changed nothing', async () => {
		bench.emulator.faults.plan({ kind: 'unchanged', on: 'revoke' });
		expect(textOf(await revoke(RETRY, undefined, NO_RETRIES))).toContain(`"code":"${bench.a.liveCode}"`);
		expect(bench.a.revocations).toBe(1);
	});

	test('each call revokes', async () => {
		const call = { group: A };
		const { answers } = await revoke(RETRY, [call, call]);
		expect(bench.a.revocations).toBe(2);
		expect(answers[0]).not.toEqual(answers[1]);
	});

	test('a call revokes again after one with an unclear outcome', async () => {
		planUnanswered(0);
		const call = { group: A };
		const { answers } = await revoke(RETRY, [call, call], NO_RETRIES);
		expect(answers[1]).toEqual({ text: expect.stringContaining(bench.a.liveCode) as string });
		expect(bench.a.revocations).toBe(2);
	});

	test.each(CONTINUE)('%s: the model reads the failure with its group and the next step', async (onError) => {
		bench.a.role = 'none';
		expect(JSON.parse(textOf(await revoke({ onError }))!)).toEqual([
			{
				error: expect.stringMatching(
					/^Could not revoke the invite code of group 120363000000000001@g\.us: the WhatsApp account is not in this group \[item 0\]\n\nDetails: Add the account to the group/,
				) as string,
			},
		]);
	});

	test.each(CONTINUE)('%s: a response that repeats the credentials shows none of them to the model', async (onError) => {
		const { id, accessToken } = bench.account;
		const body = JSON.stringify({ message: `token ${accessToken} of ${id} is not valid for ${A}` });
		bench.emulator.faults.plan({ kind: 'status', status: 400, body, contentType: 'application/json', times: 9 });
		expect(textOf(await revoke({ onError }))).toContain('token [hidden] of [hidden] is not valid');
	});

	test.each(CONTINUE)('%s: the model reads that the credential is unusable', async (onError) => {
		const result = await callTool({
			parameters: { resource: 'inviteCode', operation: 'revoke', groupId: GROUP },
			credential: { ...bench.credential, accessToken: '' },
			settings: { onError },
			calls: [{ group: A }],
		});
		expect(textOf(result)).toContain('The \\"Access Token\\" of the Wawp Groups API credential is empty');
		expect(leaks(result, bench.secrets)).toBe(false);
	});
});

describe('Add Participants', () => {
	const bench = new Bench('add', 'participant');
	const add = toolOf(bench, 'participant', 'add', { groupId: GROUP, participants: P1, options: { verify: false } });

	test('Retry On Fail does not add a person again who may have been added', async () => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change' });
		expect(errorOf(await add(RETRY))).toContain(`It is not known whether the participants were added to group ${A}`);
		expect(bench.calls).toEqual(['addParticipants']);
	});

	test('Retry On Fail adds a person if the first try was refused', async () => {
		bench.emulator.faults.plan(REFUSED);
		expect(textOf(await add(RETRY))).toContain('"status":"done"');
		expect(bench.calls).toEqual(['addParticipants', 'addParticipants']);
	});

	test('each call adds', async () => {
		const call = { group: A };
		await add(RETRY, [call, call]);
		expect(bench.calls).toHaveLength(2);
	});

	test.each(CONTINUE)('%s: the model reads the failure with its group', async (onError) => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change' });
		expect(textOf(await add({ onError }))).toContain(
			`"error":"It is not known whether the participants were added to group ${A}: `,
		);
	});

	test('with Verify, a lost response is looked up, and nobody is added twice', async () => {
		bench.account.engine = 'NOWEB';
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change' });
		expect(textOf(await add(RETRY, undefined, { options: {} }))).toContain('"status":"done"');
		expect(bench.emulator.callsOf('addParticipants')).toHaveLength(1);
	});
});

describe('Get Many', () => {
	const bench = new Bench('getAll', 'group');
	const getMany = toolOf(bench, 'group', 'getAll', {});

	test.each(CONTINUE)('%s: the model reads what failed and what to do', async (onError) => {
		bench.emulator.faults.plan({ kind: 'status', status: 401, times: 9 });
		expect(textOf(await getMany({ onError }, [{}]))).toMatch(/"error":"Could not .*Details: Copy the access token again/);
	});
});
