import fc from 'fast-check';
import { toChatId } from '../../../../nodes/wawp/ids/chatId';
import { WawpFailure } from '../../../../nodes/wawp/outcome/wawpFailure';
import { expectProperty } from '../../../support/property';
import { thrownBy } from '../../../support/outcomes';

/** Only a refusal in words is caught. */
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
	['a contact as the engines name it', '201234567890@s.whatsapp.net', '201234567890@c.us'],
	['a masked person', '123456789012345@lid', '123456789012345@lid'],
	['a phone number', '+20 (123) 456-7890', '201234567890@c.us'],
	['a phone number as a JSON number', 201234567890, '201234567890@c.us'],
	['a phone number with one dash', '2012-34567890', '201234567890@c.us'],
	['15 digits: a person', '123456789012345', '123456789012345@c.us'],
	['16 digits: a group', '1234567890123456', '1234567890123456@g.us'],
	['16 digits as a JSON number', 1234567890123456, '1234567890123456@g.us'],
	['a group', ' 120363000000000001@g.us\n', '120363000000000001@g.us'],
	['a group without suffix', '120363000000000001', '120363000000000001@g.us'],
	['an older group', '201000000000-1400000000@g.us', '201000000000-1400000000@g.us'],
	['an older group without suffix', '201000000000-1400000000', '201000000000-1400000000@g.us'],
])('%s', (_name, value, id) => {
	expect(toChatId(value)).toBe(id);
});

test('digits become a person up to 15, a group from 16 on', () => {
	expectProperty(
		fc.property(fc.stringMatching(/^[1-9][0-9]{6,31}$/), (digits) => {
			expect(toChatId(digits)).toBe(`${digits}${digits.length <= 15 ? '@c.us' : '@g.us'}`);
		}),
	);
});

test('whatever is given, it is a clean id or refused in words, and the same when read again', () => {
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
	['nothing', ' ', 'Nothing'],
	['undefined', undefined, 'Nothing'],
	['a channel', '1@newsletter', '"1@newsletter"'],
	['everybody', 'status@broadcast', '"status@broadcast"'],
	['a list', [], 'A list'],
	['an object', {}, 'A value of type object'],
	['a rounded number', 120363000000000001, '120363000000000000'],
	['a long text', 'x'.repeat(61), 'A text of 61 characters'],
])('%s is refused, with examples', (_name, value, what) => {
	expect(thrownBy(() => toChatId(value))).toMatchObject({
		message: `${what} is not a contact, a group or a phone number with its country code`,
		nextStep: expect.stringContaining('+20 123 456 7890') as string,
	});
});
