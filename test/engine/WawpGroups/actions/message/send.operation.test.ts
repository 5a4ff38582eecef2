import { once } from 'node:events';
import { recentlyInvited } from '../../../../../nodes/shared/recentlyInvited';
import { knownCodes } from '../../../../../nodes/wawp/inviteCode/knownCodes';
import { accountKey, toAccount } from '../../../../../nodes/wawp/transport/account';
import { clock } from '../../../../../nodes/wawp/transport/clock';
import { messageShapes, type MessageShape } from '../../../../support/emulator/messageShapes';
import { A, Bench, errorsOf, type OperationRun } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';
import { locator } from '../../../../support/engine/runNode';

useFastClock();

const P1 = '201234567891@c.us';
const P2 = '201234567892@c.us';
const P3 = '201234567893@c.us';
const TO_P1 = locator('id', P1);
const TO_THE_ITEMS_CHAT = locator('id', '={{ $json.chatId }}');
const LINK = 'https://chat.whatsapp.com/NEW456DEF';

const bench = new Bench('send', 'message');
const CONTINUE = { onError: 'continueErrorOutput' } as const;
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

interface MessageInput {
	chatId?: unknown;
	message?: unknown;
}

const send = async (messages: MessageInput[], run: Omit<OperationRun, 'ids'> = {}) =>
	await bench.run({
		input: messages.map(({ chatId = P1, message = `Here: ${LINK}` }) => ({ chatId, message }) as never),
		parameters: { sendTo: TO_THE_ITEMS_CHAT, message: '={{ $json.message }}' },
		...run,
	});

const received = () => bench.account.messages.map(({ chatId }) => chatId);

test('each item becomes a message, in order, and an output item', async () => {
	const { success } = await send([{ chatId: P1 }, { chatId: '120363000000000001@g.us', message: 'Hello' }]);
	expect(success).toEqual([
		{ json: { chatId: P1, messageId: `true_${P1}_3EB01`, status: 'sent' }, pairedItem: { item: 0 } },
		{
			json: { chatId: '120363000000000001@g.us', messageId: 'true_120363000000000001@g.us_3EB02', status: 'sent' },
			pairedItem: { item: 1 },
		},
	]);
	expect(bench.account.messages).toEqual([
		{ chatId: P1, message: `Here: ${LINK}` },
		{ chatId: '120363000000000001@g.us', message: 'Hello' },
	]);
});

test('the request matches the API', async () => {
	await send([{}]);
	expect(bench.emulator.calls).toMatchObject([
		{ method: 'POST', url: '/v2/send/text', body: { chatId: P1, message: `Here: ${LINK}` }, credentialsIn: ['body'] },
	]);
});

test('by default the message has the link for the code of the item', async () => {
	await bench.run({ input: [{ code: 'NEW456DEF' }], parameters: { sendTo: TO_P1 } });
	expect(bench.account.messages[0]!.message).toBe(`The new invite link of our group: ${LINK}`);
});

test('an item without a code is rejected', async () => {
	const { error } = await bench.run({ input: [{}], parameters: { sendTo: TO_P1 } });
	expect(error!.message).toBe('The message has an invite link without a code [item 0]');
	expect(bench.calls).toEqual([]);
});

describe('the response', () => {
	const QUEUED: MessageShape[] = ['queued', 'queued as code'];
	const UNNAMED: MessageShape[] = [...QUEUED, 'bare success'];

	test.each(Object.keys(messageShapes) as MessageShape[])('in the shape "%s"', async (shape) => {
		bench.account.messageShape = shape;
		const { success } = await send([{}]);
		expect(success[0]!.json).toEqual({
			chatId: P1,
			messageId: UNNAMED.includes(shape) ? null : `true_${P1}_3EB01`,
			status: QUEUED.includes(shape) ? 'queued' : 'sent',
		});
	});
});

test.each<[string, object | undefined, string, boolean]>([
	['who got the link', undefined, P1, true],
	['who may have got it', { kind: 'drop' }, P1, true],
	['whose message was refused', { kind: 'status', status: 400 }, P1, false],
	['while a group got it', undefined, A, false],
])('the trigger knows a guest %s', async (_what, fault, chatId, isGuest) => {
	const account = toAccount(bench.credential);
	knownCodes.rotated(accountKey(account, A), 'NEW456DEF', null);
	if (fault) bench.emulator.faults.plan(fault as never);
	await send([{ chatId }], { settings: CONTINUE });
	expect(recentlyInvited.has(account, A, [P1], clock.now())).toBe(isGuest);
});

describe('a message that may have been sent is never sent again', () => {
	const unclear: Array<[string, object]> = [
		['a dropped connection', { kind: 'drop', moment: 'after the change' }],
		['a dropped connection before the change', { kind: 'drop' }],
		['HTTP 500', { kind: 'status', status: 500 }],
		['HTTP 502', { kind: 'status', status: 502, moment: 'after the change' }],
		['HTTP 504', { kind: 'status', status: 504, moment: 'after the change' }],
		['HTTP 408', { kind: 'status', status: 408, moment: 'after the change' }],
		['a refusal by WhatsApp under HTTP 500', { kind: 'status', status: 500, body: '{"exception":{"message":"rate-overlimit"}}' }],
		['wawp_upstream_error', { kind: 'error under 200', moment: 'after the change' }],
		['an empty response', { kind: 'empty', moment: 'after the change' }],
		['the word undefined', { kind: 'undefined', moment: 'after the change' }],
		['a web page', { kind: 'html', moment: 'after the change' }],
		['an empty JSON object', { kind: 'status', status: 200, body: '{}', moment: 'after the change' }],
		['"success": false', { kind: 'status', status: 200, body: '{"success":false}', moment: 'after the change' }],
		['an echo of the request', { kind: 'echo', moment: 'after the change' }],
	];

	test.each(unclear)('%s: the item reports an unclear outcome', async (_name, fault) => {
		bench.emulator.faults.plan(fault as never);
		const result = await send([{}, { chatId: P2 }], { settings: { ...CONTINUE, ...RETRY } });
		expect(errorsOf(result)).toEqual([
			expect.stringMatching(/^It is not known whether the message to 201234567891@c\.us was sent: /),
		]);
		expect(bench.emulator.callsOf('sendText').map(({ body }) => body.chatId)).toEqual([P1, P2]);
		for (const secret of bench.secrets) expect(JSON.stringify(result.run)).not.toContain(secret);
	});

	test.each(unclear)('%s: Retry On Fail does not send it either, and ends with the same error', async (_name, fault) => {
		bench.emulator.faults.plan(fault as never);
		const { error } = await send([{}], { settings: RETRY });
		expect(error!.message).toMatch(/^It is not known whether the message to 201234567891@c\.us was sent: .* \[item 0\]$/);
		expect(error!.description).toContain('Check the chat before you send the message again');
		expect(bench.calls).toEqual(['sendText']);
	});

	test('Retry On Fail sends only the messages that were not sent, and outputs every item', async () => {
		bench.emulator.faults.plan({ kind: 'slow', times: 1 }, { kind: 'status', status: 422, times: 1 });
		const { success } = await send([{ chatId: P1 }, { chatId: P2 }], { settings: RETRY });
		expect(received()).toEqual([P1, P2]);
		expect(success.map(({ json }) => json.chatId)).toEqual([P1, P2]);
	});

	test('a second run of the node sends again', async () => {
		await send([{}], { runs: 2 });
		expect(received()).toEqual([P1, P1]);
	});
});

describe('a message that was definitely not sent', () => {
	test('is sent after a rate limit', async () => {
		bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '120', times: 2 });
		const start = clock.now();
		const { success } = await send([{}]);
		expect(success).toHaveLength(1);
		expect(received()).toEqual([P1]);
		expect(clock.now() - start).toBeGreaterThanOrEqual(240_000);
	});

	test('fails as rate limited if the limit persists', async () => {
		bench.emulator.faults.plan({ kind: 'rate limit', times: 99 });
		const { error } = await send([{}]);
		expect(error!.message).toBe(`Could not send the message to ${P1}: there were too many requests in a short time [item 0]`);
	});

	test('reports that nothing was sent if the base URL is unreachable', async () => {
		const { error } = await send([{}], { credential: { ...bench.credential, baseUrl: 'http://127.0.0.1:9' } });
		expect(error!.message).toBe(`Could not send the message to ${P1}: Wawp could not be reached [item 0]`);
		expect(error!.description).toContain('Nothing was sent');
	});

	test.each([
		[401, '{"status":401,"message":"Invalid access token"}', 'Wawp did not accept the access token'],
		[403, '{"code":"quota_reached","message":"No"}', 'your Wawp plan does not allow it now'],
		[400, '{"code":"missing_param","message":"No"}', 'Wawp did not accept the request'],
	])('has a readable message: HTTP %d %s', async (status, body, reason) => {
		bench.emulator.faults.plan({ kind: 'status', status, body, contentType: 'application/json' });
		const { error } = await send([{}]);
		expect(error!.message).toBe(`Could not send the message to ${P1}: ${reason} [item 0]`);
	});

	test('with Stop Workflow, nothing more is sent, and the error lists the sent messages', async () => {
		bench.emulator.faults.plan({ kind: 'slow' }, { kind: 'status', status: 400 });
		const { error } = await send([{ chatId: P1 }, { chatId: P2 }, { chatId: P3 }]);
		expect(error!.message).toContain(`Could not send the message to ${P2}`);
		expect(error!.description).toContain(`Already sent in this run: item 0 to ${P1}`);
		expect(received()).toEqual([P1]);
	});
});

describe('an invalid chat is rejected before any request', () => {
	test.each<[string, unknown]>([
		['an empty value', ''],
		['a national number', '0101 234 5678'],
		['a number that is too short', '123456'],
		['a channel', '120363000000000001@newsletter'],
		['a broadcast list', 'status@broadcast'],
		['a name', 'bob'],
		['a link', LINK],
		['two chats', `${P1},${P2}`],
		['two lines', `${P1}\n${P2}`],
		['a number that JSON has rounded', 120363000000000001],
		['null', null],
		['a list', [P1]],
	])('%s', async (_name, chatId) => {
		const result = await send([{}, { chatId }], {
			parameters: { sendTo: TO_THE_ITEMS_CHAT, message: 'Hello' },
			settings: CONTINUE,
		});
		expect(errorsOf(result)).toEqual([
			expect.stringMatching(/(?:is not a contact, a group or a phone number .*|"Send To" field is empty.*) \[item 1\]$/),
		]);
		expect(received()).toEqual([P1]);
	});

	test('with Stop Workflow, nothing is sent for the other items either', async () => {
		const { error } = await send([{}, { chatId: 'bob' }]);
		expect(error!.message).toContain('[item 1]');
		expect(error!.description).toContain('e.g. 201234567890@c.us, 120363000000000001@g.us or +20 123 456 7890');
		expect(bench.calls).toEqual([]);
	});
});

describe('the message', () => {
	test.each<[string, unknown, string]>([
		['empty', '', 'The message is empty'],
		['blank', ' \n ', 'The message is empty'],
		['not text', { text: 'x' }, 'A value of type object is not a message'],
		['too long', 'x'.repeat(4_097), 'The message has 4097 characters'],
		['with a link to undefined', 'https://chat.whatsapp.com/undefined', 'an invite link without a code'],
		['with a link to null', 'Join chat.whatsapp.com/null!', 'an invite link without a code'],
		['with a link to nothing', 'https://chat.whatsapp.com/ is new', 'an invite link without a code'],
		['with a link to an object', 'https://chat.whatsapp.com/[object Object]', 'an invite link without a code'],
	])('%s is rejected before any request', async (_name, message, why) => {
		const { error } = await send([{ message }]);
		expect(error!.message).toContain(why);
		expect(bench.calls).toEqual([]);
	});

	test.each([
		['as long as allowed', 'x'.repeat(4_096)],
		['as long as allowed in characters that take two units', '😀'.repeat(4_096)],
		['with the words null and undefined', 'This is null and undefined: https://chat.whatsapp.com/nullundefined1'],
		['without a WhatsApp link', 'See https://example.org/join'],
		['with line breaks', `One\r\nTwo\n\n${LINK}?mode=ac_t`],
	])('%s is sent unchanged', async (_name, message) => {
		await send([{ message }]);
		expect(bench.account.messages).toEqual([{ chatId: P1, message }]);
	});
});

describe('the delay between messages', () => {
	const times = async (delay?: unknown) => {
		const at: number[] = [];
		bench.emulator.on('call', () => at.push(clock.now()));
		await send([{}, {}], {
			parameters: { sendTo: TO_P1, message: 'Hello', ...(delay !== undefined && { options: { delay } as never }) },
		});
		bench.emulator.removeAllListeners('call');
		return at[1]! - at[0]!;
	};

	test('matches the option', async () => {
		expect(await times(600_000)).toBeGreaterThanOrEqual(599_000);
	});

	test('does not apply before the first message or after the last', async () => {
		const start = performance.now();
		await send([{}], { parameters: { sendTo: TO_P1, message: 'Hello', options: { delay: 600_000_000 } } });
		expect(performance.now() - start).toBeLessThan(5_000);
	});

	test('does not apply to messages that are no longer sent, because the account was refused', async () => {
		const start = clock.now();
		const chats = Array.from({ length: 20 }, (_, at) => ({ chatId: `2012345678${10 + at}@c.us` }));
		const { errorBranch } = await send(chats, {
			credential: { ...bench.credential, accessToken: 'another-token' },
			parameters: { sendTo: TO_THE_ITEMS_CHAT, message: 'Hello', options: { delay: 200_000 } },
			settings: { onError: 'continueErrorOutput' },
		});
		expect(errorBranch).toHaveLength(20);
		expect(bench.calls).toHaveLength(2);
		expect(clock.now() - start).toBeLessThan(10 * 200_000);
	});

	test('delays no message of another node by more than a second, nor after a cancel one of the same', async () => {
		const parameters = { sendTo: TO_P1, message: 'Hello', options: { delay: 600_000_000 } };
		let cancel = () => {};
		const slow = send([{}, {}, {}], { parameters, onStart: (stop) => (cancel = stop) });
		while (received().length === 0) await once(bench.emulator, 'responded');
		const start = clock.now();
		const { success } = await send([{}], { parameters, settings: { id: 'another node' } });
		expect(success).toHaveLength(1);
		cancel();
		await slow;
		await send([{}], { parameters: { sendTo: TO_P1, message: 'Hello' } });
		expect(clock.now() - start).toBeLessThan(1_000_000);
		expect(received()).toHaveLength(3);
	});

	test.each([-1, 0.5, 'soon'])('%p is rejected', async (delay) => {
		const { error } = await send([{}], { parameters: { sendTo: TO_P1, message: 'Hello', options: { delay } } });
		expect(error!.message).toContain('The option "Delay Between Messages (Ms)" must be a whole number of at least 0');
	});
});

describe('a response that repeats the message', () => {
	const MESSAGE = 'Sorry "all", das heißt https://a.b:\ninvalid_session, your monthly limit is exceeded';

	test.each([
		['as JSON', JSON.stringify({ status: 400, message: `Rejected: ${MESSAGE}` })],
		[
			'as JSON of PHP',
			'{"status":400,"message":"Sorry \\"all\\", das hei\\u00dft https:\\/\\/a.b:\\ninvalid_session, your monthly limit is exceeded"}',
		],
		['as text', `Rejected: ${MESSAGE}`],
	])('%s, is not judged by its words', async (_form, body) => {
		bench.emulator.faults.plan({ kind: 'status', status: 400, body, contentType: 'application/json', times: 3 });
		const chats = [P1, P2, P3, '201234567894@c.us'].map((chatId) => ({ chatId, message: MESSAGE }));
		const { success, errorBranch } = await send(chats, { settings: CONTINUE });
		expect(success.map(({ json }) => json.chatId)).toEqual(['201234567894@c.us']);
		const reason = 'Wawp did not accept the request';
		expect(errorBranch.map(({ json }) => json.error)).toEqual(
			[P1, P2, P3].map((chatId, at) => `Could not send the message to ${chatId}: ${reason} [item ${at}]`),
		);
	});

	test('as a success, is a success', async () => {
		bench.emulator.faults.plan({
			kind: 'status',
			status: 200,
			body: JSON.stringify({ status: 'success', message: MESSAGE }),
			contentType: 'application/json',
		});
		const { success } = await send([{ message: MESSAGE }]);
		expect(success[0]!.json).toEqual({ chatId: P1, messageId: null, status: 'sent' });
	});
});

describe('canceling the execution', () => {
	test.each(['stopWorkflow', 'continueErrorOutput'] as const)('with %s, sends no further message', async (onError) => {
		bench.emulator.faults.plan({ kind: 'hang', moment: 'after the change' });
		const { run, error } = await send([{ chatId: P1 }, { chatId: P2 }], {
			settings: { onError, ...RETRY },
			onStart: (cancel) => void bench.emulator.nextCall().then(cancel),
		});
		expect(run.status).toBe('canceled');
		expect(error!.message).toContain(`It is not known whether the message to ${P1} was sent: the execution was canceled`);
		expect(bench.calls).toHaveLength(1);
	});

	test('ends the delay at once', async () => {
		const start = performance.now();
		const { run } = await send([{ chatId: P1 }, { chatId: P2 }], {
			parameters: { sendTo: TO_THE_ITEMS_CHAT, message: 'Hello', options: { delay: 60_000_000 } },
			onStart: (cancel) => bench.emulator.once('responded', () => setTimeout(cancel, 50)),
		});
		expect(run.status).toBe('canceled');
		expect(received()).toEqual([P1]);
		expect(performance.now() - start).toBeLessThan(5_000);
	});
});
