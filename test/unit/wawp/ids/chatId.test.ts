import fc from 'fast-check';
import { toChatId } from '../../../../nodes/wawp/ids/chatId';
import { WawpFailure } from '../../../../nodes/wawp/outcome/wawpFailure';
import { expectProperty } from '../../../support/property';
import { thrownBy } from '../../../support/outcomes';

/** Catches only failures of kind `badInput`. */
function chatIdOr(fallback: string, value: unknown): string {
	try {
		return toChatId(value);
	} catch (error) {
		if (error instanceof WawpFailure && error.kind === 'badInput') return fallback;
		throw error;
	}
}

test.each<[string, unknown, string]>([
	['a contact', '201234567890@c.us', '201234567890@c.us'],
	['a contact in the form of the engines', '201234567890@s.whatsapp.net', '201234567890@c.us'],
	['a masked person', '123456789012345@lid', '123456789012345@lid'],
	['a phone number', '+20 (123) 456-7890', '201234567890@c.us'],
	['a phone number as a JSON number', 201234567890, '201234567890@c.us'],
	['a phone number with one dash', '2012-34567890', '201234567890@c.us'],
	['15 digits, a person', '123456789012345', '123456789012345@c.us'],
	['16 digits, a group', '1234567890123456', '1234567890123456@g.us'],
	['16 digits as a JSON number', 1234567890123456, '1234567890123456@g.us'],
	['a group', ' 120363000000000001@g.us\n', '120363000000000001@g.us'],
	['a group without suffix', '120363000000000001', '120363000000000001@g.us'],
	['an older group', '201000000000-1400000000@g.us', '201000000000-1400000000@g.us'],
	['an older group without suffix', '201000000000-1400000000', '201000000000-1400000000@g.us'],
])('is converted to a chat id: %s', (_name, value, id) => {
	expect(toChatId(value)).toBe(id);
});

test('up to 15 digits are a person, 16 or more are a group', () => {
	expectProperty(
		fc.property(fc.stringMatching(/^[1-9][0-9]{6,31}$/), (digits) => {
			expect(toChatId(digits)).toBe(`${digits}${digits.length <= 15 ? '@c.us' : '@g.us'}`);
		}),
	);
});

test('any value becomes a valid id that does not change when converted again, or is rejected as bad input', () => {
	const part = fc.constantFrom('1', '201234567890', '@c.us', '@g.us', '@lid', '-', ' ', '+', '@newsletter', '/', '\n');
	expectProperty(
		fc.property(
			fc.oneof(
				fc.anything(),
				fc.array(part, { maxLength: 5 }).map((parts) => parts.join('')),
			),
			(value) => {
				const id = chatIdOr('1@c.us', value);
				expect(id).toMatch(/^\d{1,32}@(?:c\.us|lid)$|^\d{1,32}(?:-\d{1,32})?@g\.us$/);
				expect(toChatId(id)).toBe(id);
			},
		),
		{ numRuns: 1000 },
	);
});

test.each<[string, unknown, string]>([
	['a channel', '1@newsletter', '"1@newsletter"'],
	['the status broadcast', 'status@broadcast', '"status@broadcast"'],
	['a list', [], 'A list'],
	['an object', {}, 'A value of type object'],
	['a rounded number', 120363000000000001, '120363000000000000'],
	['a long text', 'x'.repeat(61), 'A text of 61 characters'],
])('%s is rejected, with examples', (_name, value, subject) => {
	expect(thrownBy(() => toChatId(value))).toMatchObject({
		message: `${subject} is not a contact, a group or a phone number with its country code`,
		nextStep: expect.stringContaining('+20 123 456 7890') as string,
	});
});

test.each<[string, string]>([
	['a national number', '0101 234 5678'],
	['a number in brackets', '(201) 555-0123'],
	['17 digits', '12345678901234567'],
	['a name', 'bob'],
])('%s where a phone number is expected is rejected, and the next step asks for the country code', (_name, value) => {
	expect(thrownBy(() => toChatId(value, 'phoneNumber'))).toMatchObject({
		kind: 'badInput',
		message: `"${value}" is not a phone number with its country code`,
		nextStep: expect.stringMatching(/with its country code and without a leading 0, e\.g\. \+20 123 456 7890$/) as string,
	});
});

test('where a phone number is expected, every other chat is accepted as well', () => {
	expectProperty(
		fc.property(
			fc.constantFrom('201234567890', '+20 123 456 7890', '0020 123 456 7890', '1@lid', '1@c.us', '12@g.us', '1-2@g.us'),
			(value) => {
				expect(toChatId(value, 'phoneNumber')).toBe(toChatId(value));
			},
		),
	);
});

test.each([
	[' ', 'The "Send To" field is empty'],
	[undefined, 'The "Send To" field is empty: the expression gave no value'],
])('a value that is empty is rejected by the name of the field: %j', (value, message) => {
	expect(thrownBy(() => toChatId(value))).toMatchObject({
		message,
		nextStep: expect.stringContaining('+20 123 456 7890') as string,
	});
});
