import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { A, Bench, C, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';
import { locator } from '../../../../support/engine/runNode';

useFastClock();

const PERSON = '201234567890@c.us';
const GROUP = A;

const bench = new Bench('send', 'message');

const send = async (sendTo: unknown, item: IDataObject = {}) =>
	await bench.run({ input: [item], parameters: { sendTo: sendTo as INodeParameters, message: 'Hello' } });

const recipients = () => bench.account.messages.map(({ chatId }) => chatId);

describe.each(['list', 'phone', 'id'])('in the mode "%s"', (mode) => {
	test.each<[string, unknown, string]>([
		['a group', GROUP, GROUP],
		['an older group', C, C],
		['a group without suffix', '120363000000000001', GROUP],
		['a contact', PERSON, PERSON],
		['a masked person', '123456789012345@lid', '123456789012345@lid'],
		['a phone number', '+20 123 456 7890', PERSON],
		['a phone number as a JSON number', 201234567890, PERSON],
	])('%s gets the message, entered or returned by an expression', async (_name, value, chatId) => {
		await send(locator(mode, value));
		await send(locator(mode, '={{ $json.chat }}'), { chat: value as string });
		expect(recipients()).toEqual([chatId, chatId]);
	});

	test('an expression without a value is rejected before any request', async () => {
		const { error } = await send(locator(mode, '={{ $json.chat }}'));
		expect(error!.message).toBe('The "Send To" field is empty: the expression gave no value [item 0]');
		expect(bench.calls).toEqual([]);
	});
});

describe('a phone number without its country code is rejected before any request', () => {
	test('in the mode "phone", in the words of that mode', async () => {
		const { error } = await send(locator('phone', '0123 456 7890'));
		expect(error!.message).toBe('"0123 456 7890" is not a phone number with its country code [item 0]');
		expect(error!.description).toBe(
			'Enter the number in the "Send To" field with its country code and without a leading 0, e.g. +20 123 456 7890',
		);
		expect(bench.calls).toEqual([]);
	});

	test.each(['list', 'id', 'contact'])('in the mode "%s", in words that name every kind of chat', async (mode) => {
		const { error } = await send(locator(mode, '0123 456 7890'));
		expect(error!.message).toBe('"0123 456 7890" is not a contact, a group or a phone number with its country code [item 0]');
		expect(bench.calls).toEqual([]);
	});

	test('the other items get their message if the node continues', async () => {
		const result = await bench.run({
			input: [{ chat: '0123 456 7890' }, { chat: '+20 123 456 7890' }],
			parameters: { sendTo: locator('phone', '={{ $json.chat }}'), message: 'Hello' },
			settings: { onError: 'continueErrorOutput' },
		});
		expect(errorsOf(result)).toEqual(['"0123 456 7890" is not a phone number with its country code [item 0]']);
		expect(recipients()).toEqual([PERSON]);
	});
});

describe('without a mode', () => {
	test.each<[string, unknown, string]>([
		['a text', PERSON, PERSON],
		['a phone number', '+20 123 456 7890', PERSON],
		['a JSON number', 201234567890, PERSON],
		['the ID object of an engine', { _serialized: PERSON }, PERSON],
		['a group', GROUP, GROUP],
		['the value of another locator', { __rl: true, mode: 'list', value: GROUP, cachedResultName: 'Group A' }, GROUP],
	])('an expression for the whole field may return %s', async (_name, chat, chatId) => {
		await send('={{ $json.chat }}', { chat: chat as IDataObject });
		expect(recipients()).toEqual([chatId]);
	});

	test('a text is the recipient', async () => {
		await send(GROUP);
		expect(recipients()).toEqual([GROUP]);
	});

	test('an expression for the whole field that returns nothing is rejected before any request', async () => {
		const { error } = await send('={{ $json.chat }}');
		expect(error!.message).toBe('The "Send To" field is empty: the expression gave no value [item 0]');
		expect(bench.calls).toEqual([]);
	});
});

test('in a mode that only a newer version of the package has, an ID still is the recipient', async () => {
	await send(locator('contact', PERSON));
	expect(recipients()).toEqual([PERSON]);
});
