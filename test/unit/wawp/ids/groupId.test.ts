import fc from 'fast-check';
import { WawpFailure } from '../../../../nodes/wawp/outcome/wawpFailure';
import { EXAMPLE_GROUP_ID, isGroupId, toGroupId } from '../../../../nodes/wawp/ids/groupId';
import { expectProperty } from '../../../support/property';
import { thrownBy } from '../../../support/outcomes';

const digits = fc.stringMatching(/^[0-9]{1,32}$/);
const acceptedInput = fc.oneof(
	digits,
	digits.map((text) => `${text}@g.us`),
	fc.tuple(digits, digits).map(([phone, time]) => `${phone}-${time}@g.us`),
	fc.maxSafeNat(),
);

/** The texts that are accepted as an id after trimming. */
const ACCEPTED_ID = /^[0-9]{1,32}$|^[0-9]{1,32}(?:-[0-9]{1,32})?@g\.us$/;

describe('an accepted group id', () => {
	test.each([
		['the current form', '120363000000000001@g.us', '120363000000000001@g.us'],
		['the older form', '201000000000-1400000000@g.us', '201000000000-1400000000@g.us'],
		['digits alone', '120363000000000001', '120363000000000001@g.us'],
		['spaces around it', '  120363000000000001@g.us\t', '120363000000000001@g.us'],
		['a line break after it', '120363000000000001\r\n', '120363000000000001@g.us'],
		['a byte order mark before it', '\ufeff120363000000000001@g.us', '120363000000000001@g.us'],
		['a number that is exact in JSON', 123456789012345, '123456789012345@g.us'],
		['the largest exact number', Number.MAX_SAFE_INTEGER, '9007199254740991@g.us'],
		['the maximum number of digits', '1'.repeat(32), `${'1'.repeat(32)}@g.us`],
	])('is converted to the form that is sent: %s', (_name, input, id) => {
		expect(toGroupId(input)).toBe(id);
	});

	test('is safe in a path and a query, for any input', () => {
		expectProperty(
			fc.property(acceptedInput, (input) => {
				const id = toGroupId(input);
				expect(id).toMatch(/^[0-9-]+@g\.us$/);
				const url = new URL(`/v2/groups/${encodeURIComponent(id)}/invite-code/revoke`, 'https://api.wawp.net');
				expect(url.pathname).toBe(`/v2/groups/${id.replace('@', '%40')}/invite-code/revoke`);
				expect(url.search + url.hash).toBe('');
			}),
		);
	});

	test('does not change when it is converted a second time', () => {
		expectProperty(fc.property(acceptedInput, (input) => toGroupId(toGroupId(input)) === toGroupId(input)));
	});
});

const NOT_AN_ID: Array<[string, unknown]> = [
	['an empty text', ''],
	['spaces', '   '],
	['a phone number with a plus', '+201000000000'],
	['a phone number with spaces', '20 100 000 0000'],
	['a person', '201000000000@c.us'],
	['a masked person', '123456789@lid'],
	['a channel', '120363000000000001@newsletter'],
	['a broadcast list', '201000000000@broadcast'],
	['an invite link', 'https://chat.whatsapp.com/NEW456DEF'],
	['an invite code', 'NEW456DEF'],
	['a path to another call', '../../session/logout'],
	['an id with a path to another call', '120363000000000001@g.us/../../session/logout'],
	['query and fragment', 'a?b=c#d'],
	['an id with a query', '120363000000000001@g.us?x=1'],
	['an id that is percent-encoded', '120363000000000001%40g.us'],
	['a line break inside', '120363\r\n000000000001@g.us'],
	['a header after a line break', '1@g.us\r\nX-Injected: 1'],
	['a second line', '120363000000000001@g.us\n120363000000000002@g.us'],
	['a null character', '1\u0000@g.us'],
	['an emoji', '120363😀@g.us'],
	['another host', '120363000000000001@g.us.example.org'],
	['another character for the dot', '120363000000000001@gxus'],
	['capital letters in the suffix', '120363000000000001@G.US'],
	['the suffix alone', '@g.us'],
	['the suffix without its at sign', '120363000000000001g.us'],
	['the suffix twice', '120363000000000001@g.us@g.us'],
	['three parts', '1-2-3@g.us'],
	['the older form without suffix', '201000000000-1400000000'],
	['digits that are not ASCII', '١٢٠٣٦٣٠٠٠٠٠٠٠٠٠٠٠١@g.us'],
	['wide digits', '１２０３６３'],
	['33 digits', '1'.repeat(33)],
	['10 kB of digits', '1'.repeat(10_240)],
	['10 kB of digits with the suffix', `${'1'.repeat(10_240)}@g.us`],
	['10 kB of text', 'x'.repeat(10_240)],
	['null', null],
	['undefined', undefined],
	['true', true],
	['a list', ['120363000000000001@g.us']],
	['an object', { id: '120363000000000001@g.us' }],
	['a negative number', -120363],
	['a fraction', 1.5],
	['not a number', Number.NaN],
	['infinity', Number.POSITIVE_INFINITY],
	['a big integer', 120363000000000001n],
];

test('the example in messages is a valid id', () => {
	expect(toGroupId(EXAMPLE_GROUP_ID)).toBe(EXAMPLE_GROUP_ID);
});

describe('an invalid group id', () => {
	test.each(NOT_AN_ID)('is rejected with a valid example: %s', (_name, input) => {
		const failure = thrownBy(() => toGroupId(input));
		expect(failure).toBeInstanceOf(WawpFailure);
		expect(failure).toMatchObject({
			kind: 'badInput',
			message: expect.stringMatching(/ is not a group ID$|^The "Group" field is empty/) as string,
			nextStep: expect.stringContaining(EXAMPLE_GROUP_ID) as string,
		});
	});

	test.each([Number.MAX_SAFE_INTEGER + 1, 120363000000000001, -(2 ** 60), 1e21])(
		'is rejected as rounded if the number is too large to be exact: %d',
		(input) => {
			expect(thrownBy(() => toGroupId(input))).toMatchObject({
				kind: 'badInput',
				message: `The group ID ${input} is a number that is too large to be exact`,
				nextStep: `Send the ID as text, in quotes, e.g. "${EXAMPLE_GROUP_ID}"`,
			});
		},
	);

	test.each([
		['spaces', '  ', 'The "Group" field is empty'],
		['null', null, 'The "Group" field is empty: the expression gave no value'],
		['undefined', undefined, 'The "Group" field is empty: the expression gave no value'],
		['a list', [], 'A list is not a group ID'],
		['an object', {}, 'A value of type object is not a group ID'],
		['a short text', 'a\r\nb', '"a\\r\\nb" is not a group ID'],
		['60 characters', 'x'.repeat(60), `"${'x'.repeat(60)}" is not a group ID`],
		['a long text', 'x'.repeat(61), 'A text of 61 characters is not a group ID'],
		['a fraction', 1.5, '"1.5" is not a group ID'],
	])('is described in a short message: %s', (_name, input, message) => {
		expect(thrownBy(() => toGroupId(input))).toHaveProperty('message', message);
	});

	test('is rejected, for any text', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 60 }),
			fc.stringMatching(/^[-0-9@g.us ]{0,60}$/),
			fc.tuple(digits, fc.string({ unit: 'grapheme', minLength: 1 })).map((parts) => parts.join('')),
		);
		expectProperty(
			fc.property(text, (input) => {
				fc.pre(!ACCEPTED_ID.test(input.trim()));
				expect(thrownBy(() => toGroupId(input))).toHaveProperty('kind', 'badInput');
			}),
			{ numRuns: 1000 },
		);
	});

	test('is rejected as bad input, for any value', () => {
		expectProperty(
			fc.property(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (input) => {
				fc.pre(typeof input !== 'string' && !(typeof input === 'number' && Number.isSafeInteger(input) && input >= 0));
				expect(thrownBy(() => toGroupId(input))).toHaveProperty('kind', 'badInput');
			}),
		);
	});
});

test.each([
	['120363000000000001@g.us', true],
	['201000000000-1400000000@g.us', true],
	['120363000000000001', false],
	[' 120363000000000001@g.us', false],
	['120363000000000001@g.us\n', false],
	['201000000000@c.us', false],
])('only an id in its final form counts as a group id: %j', (text, expected) => {
	expect(isGroupId(text)).toBe(expected);
});
