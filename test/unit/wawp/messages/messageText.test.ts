import { toMessageText } from '../../../../nodes/wawp/messages/messageText';
import { thrownBy } from '../../../support/outcomes';

test.each<[string, unknown, string]>([
	['a text', ' Hello ', ' Hello '],
	['a number from an expression', 12345, '12345'],
	['a text of 4,096 emoji', '😀'.repeat(4_096), '😀'.repeat(4_096)],
	['a link whose code begins with such a word', 'https://chat.whatsapp.com/trueNEW456', 'https://chat.whatsapp.com/trueNEW456'],
	['a link with a code', 'https://chat.whatsapp.com/NEW456DEF', 'https://chat.whatsapp.com/NEW456DEF'],
])('%s is sent as it is', (_what, value, expected) => {
	expect(toMessageText(value)).toBe(expected);
});

test.each<[string, unknown, string]>([
	['nothing', undefined, 'The message is empty'],
	['blanks', ' \n', 'The message is empty'],
	['an object', { text: 'Hello' }, 'A value of type object is not a message'],
	['a list', ['Hello'], 'A list is not a message'],
	['a boolean', true, 'A value of type boolean is not a message'],
	['4,097 characters', 'x'.repeat(4_097), 'The message has 4097 characters, but Wawp accepts at most 4,096'],
	[
		'a link with the code "undefined"',
		'Join https://chat.whatsapp.com/undefined',
		'The message has an invite link without a code',
	],
	['a link with the code "null"', 'Join https://chat.whatsapp.com/null', 'The message has an invite link without a code'],
	['a link with the code "true"', 'Join https://chat.whatsapp.com/true', 'The message has an invite link without a code'],
	['a link with the code "NaN"', 'Join https://chat.whatsapp.com/NaN', 'The message has an invite link without a code'],
	[
		'a link with the code "[object Object]"',
		'Join https://chat.whatsapp.com/[object Object]',
		'The message has an invite link without a code',
	],
	['a link with the code ""', 'Join https://chat.whatsapp.com/', 'The message has an invite link without a code'],
])('%s is rejected', (_what, value, message) => {
	expect(thrownBy(() => toMessageText(value))).toMatchObject({ kind: 'badInput', message });
});
