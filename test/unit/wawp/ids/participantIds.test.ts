import fc from 'fast-check';
import { toParticipantIds } from '../../../../nodes/wawp/ids/participantIds';
import { expectProperty } from '../../../support/property';
import { thrownBy } from '../../../support/outcomes';

const P1 = '201234567891@c.us';
const P2 = '201234567892@c.us';
const LID = '123456789012345@lid';

test.each<[string, unknown]>([
	['commas', `${P1},${P2},${LID}`],
	['commas and blanks', ` ${P1} , ${P2}, ${LID} `],
	['semicolons', `${P1};${P2};${LID}`],
	['lines', `${P1}\n${P2}\r\n\r\n${LID}\n`],
	['spaces', `${P1} ${P2}\t${LID}`],
	['Arabic commas and semicolons', `${P1}، ${P2}؛ ${LID}`],
	['Persian numbers', `۲۰۱۲۳۴۵۶۷۸۹۱، ۲۰۱۲۳۴۵۶۷۸۹۲، ${LID}`],
	['several spaces', `${P1}  ${P2} \t ${LID}`],
	['phone numbers in all spellings', `+20 123 456 7891, 20-1234-567892; ${LID}`],
	['phone numbers after one another', `+20 123 456 7891 +20 123 456 7892 +20 123 456 7891, ${LID}`],
	['phone numbers with several spaces between them', `+20 123 456 7891   +20 123 456 7892 , ${LID}`],
	['numbers that are too long for a single one', `201234567891 201234567892, ${LID}`],
	['a list', [P1, P2, LID]],
	['a list of numbers', [201234567891, 201234567892, LID]],
	['the output of Get Many', [{ groupId: '1@g.us', participantId: P1 }, { participantId: P2 }, { participantId: LID }]],
	['a list from a server', [{ id: '201234567891@s.whatsapp.net' }, { id: { _serialized: P2 } }, { id: LID }]],
	['texts in a list', [`${P1},${P2}`, LID]],
	['a text with duplicates', `${P1},${P2},${P1},+201234567892,${LID}`],
])('people are read from %s', (_name, value) => {
	expect(toParticipantIds(value)).toEqual([P1, P2, LID]);
});

test('a single person can be a number or an object', () => {
	expect(toParticipantIds(201234567891)).toEqual([P1]);
	expect(toParticipantIds({ id: P1 })).toEqual([P1]);
});

test('each person is returned once, with any separator', () => {
	const person = fc.stringMatching(/^[1-9][0-9]{8,14}$/).map((digits) => `${digits}@c.us`);
	const separator = fc.constantFrom(',', ', ', ';', '\n', ' ', '\t', ' \r\n');
	expectProperty(
		fc.property(fc.array(person, { minLength: 1 }), separator, (people, between) => {
			expect(toParticipantIds(people.join(between))).toEqual([...new Set(people)]);
		}),
	);
});

test.each<[string, unknown, string]>([
	['an empty text', '', 'The "Participants" field is empty'],
	['a text of separators', ' ,;\n', 'The "Participants" field is empty'],
	['an empty list', [], 'The "Participants" field is empty'],
	['null', null, 'The "Participants" field is empty: the expression gave no value'],
	['a null in a list', [P1, null], 'An empty value is not a participant'],
	['a list in a list', [[P1]], 'A list is not a participant'],
	['an object without id', [{ name: 'bob' }], 'A value of type object is not a participant'],
	['a group', '120363000000000001@g.us', '"120363000000000001@g.us" is not a participant'],
	['a name between numbers', `${P1}, bob, ${P2}`, '"bob" is not a participant'],
	['an id and a name separated by a space', `${P1} bob`, `"${P1} bob" is not a participant`],
	['a text that may be one number or two', '2012345 6789012', '"2012345 6789012" is ambiguous: it may be one phone number or 2'],
])('%s is rejected with the invalid part and an example', (_name, value, message) => {
	expect(thrownBy(() => toParticipantIds(value))).toMatchObject({
		kind: 'badInput',
		message,
		nextStep: expect.stringContaining('e.g. 201234567890@c.us') as string,
	});
});
