import fc from 'fast-check';
import { toParticipantId } from '../../../../nodes/wawp/ids/participantId';
import { expectProperty } from '../../../support/property';

const number = fc.stringMatching(/^[1-9][0-9]{6,14}$/);
const suffix = fc.constantFrom('@c.us', '@s.whatsapp.net', '@lid');
const device = fc.constantFrom('', ':1', ':12', '.0:3', '.12:3', '_1:7');

describe('a person', () => {
	test.each<[string, unknown, string]>([
		['a contact', '201234567890@c.us', '201234567890@c.us'],
		['a contact in the form of the engines', '201234567890@s.whatsapp.net', '201234567890@c.us'],
		['a device of a contact', '201234567890:12@s.whatsapp.net', '201234567890@c.us'],
		['a device of a contact in the longer form', '201234567890.0:12@s.whatsapp.net', '201234567890@c.us'],
		['a masked person', '123456789012345@lid', '123456789012345@lid'],
		['a device of a masked person', '123456789012345:3@lid', '123456789012345@lid'],
		['the id object of whatsapp-web.js', { server: 'c.us', _serialized: '201234567890@c.us' }, '201234567890@c.us'],
		['digits', '201234567890', '201234567890@c.us'],
		['a JSON number', 201234567890, '201234567890@c.us'],
		['a plus', '+201234567890', '201234567890@c.us'],
		['spaces and dashes', '+20 123-456 7890', '201234567890@c.us'],
		['brackets and dots', '+1 (555) 123.4567', '15551234567@c.us'],
		['typographic dashes and spaces', '+20\u00a0123\u2011456\u20137890', '201234567890@c.us'],
		['the direction marks that WhatsApp copies', '\u202a+20 123 456 7890\u202c', '201234567890@c.us'],
		['blanks around it', '\t201234567890@c.us\r\n', '201234567890@c.us'],
		['blanks around a phone number', '\t+20 123 456 7890\r\n', '201234567890@c.us'],
		['a bracket around the country code', '(+20) 123 456 7890', '201234567890@c.us'],
		['the international prefix', '0020 123 456 7890', '201234567890@c.us'],
		['a trunk prefix in brackets', '+49 (0) 151 23456789', '4915123456789@c.us'],
		['a trunk prefix without a space', '+44 (0)7911 123456', '447911123456@c.us'],
		['a slash', '+49 151/23456789', '4915123456789@c.us'],
		['Arabic digits', '+٢٠ ١٢٣ ٤٥٦ ٧٨٩٠', '201234567890@c.us'],
		['Persian digits', '۲۰۱۲۳۴۵۶۷۸۹۰', '201234567890@c.us'],
		['full-width digits', '＋２０１２３４５６７８９０', '201234567890@c.us'],
		['zero-width characters', '\u200b+20\u200d123\u2060456\ufeff7890', '201234567890@c.us'],
		['zero-width characters in an ID', '\u200b201234567890@c.us\u200b', '201234567890@c.us'],
		['the shortest number', '2901234', '2901234@c.us'],
		['the longest number', '123456789012345', '123456789012345@c.us'],
	])('has one form: %s', (_name, value, id) => {
		expect(toParticipantId(value)).toBe(id);
	});

	test('is recognized in every form, and does not change when converted again', () => {
		expectProperty(
			fc.property(number, device, suffix, (user, at, server) => {
				const id = toParticipantId(`${user}${at}${server}`);
				expect(id).toBe(`${user}${server === '@lid' ? '@lid' : '@c.us'}`);
				expect(toParticipantId(id)).toBe(id);
			}),
		);
	});

	test('is the same number in every notation', () => {
		const gap = fc.constantFrom('', ' ', '-', '.', '(', ') ', '\u00a0');
		expectProperty(
			fc.property(number, fc.array(gap, { minLength: 15, maxLength: 15 }), fc.boolean(), (digits, gaps, plus) => {
				const written = Array.from(digits, (digit, at) => digit + (gaps[at] ?? '')).join('');
				// Those would be a decimal number and a trunk prefix.
				fc.pre(!/^\d+\.\d+$/.test(written) && !written.includes('(0)'));
				expect(toParticipantId(`${plus ? '+' : ''}${written}`)).toBe(`${digits}@c.us`);
			}),
		);
	});
});

describe('not a person', () => {
	test.each<[string, unknown]>([
		['an empty text', ''],
		['undefined', undefined],
		['null', null],
		['a list', ['201234567890@c.us']],
		['an object with another key', { id: '201234567890@c.us' }],
		['a group', '120363000000000001@g.us'],
		['a group without suffix', '120363000000000001'],
		['an older group', '201000000000-1400000000@g.us'],
		['a channel', '120363000000000001@newsletter'],
		['a broadcast list', '1@broadcast'],
		['a bot', '1@bot'],
		['a national number', '01012345678'],
		['a number without a country code, in brackets', '(201) 555-0123'],
		['a trunk prefix without a country code', '(0) 151 23456789'],
		['a decimal number', 2012345678.5],
		['a decimal number of a spreadsheet', '201234567890.0'],
		['a national number in Arabic digits', '٠١٢٣٤٥٦٧٨٩٠'],
		['an international prefix alone', '0012345'],
		['too few digits', '123456'],
		['too many digits', '1234567890123456'],
		['a number that JSON has rounded', 120363000000000001],
		['a negative number', -201234567890],
		['letters', '20123456789O'],
		['two plus signs', '++201234567890'],
		['a plus inside', '20+1234567890'],
		['two lines', '2012345\n6789012'],
		['two people', '201234567890@c.us,201234567891@c.us'],
		['a person followed by other text', '201234567890@c.us/x'],
		['no number before the suffix', '@c.us'],
		['capital letters in the suffix', '201234567890@C.US'],
		['digits of another script', '२०१२३४५६७८९०'],
		['10 kB', '1'.repeat(10_240)],
	])('%s', (_name, value) => {
		expect(toParticipantId(value)).toBeUndefined();
	});

	test('any value becomes a valid id or undefined', () => {
		expectProperty(
			fc.property(fc.anything(), (value) => {
				expect(toParticipantId(value) ?? '1@c.us').toMatch(/^\d{1,32}@(?:c\.us|lid)$/);
			}),
			{ numRuns: 1000 },
		);
	});
});
