import { toDescription, toSubject } from '../../../../nodes/wawp/groups/groupTexts';

test.each<[unknown, string]>([
	['Neighbours', 'Neighbours'],
	[' Neighbours\n', 'Neighbours'],
	[2026, '2026'],
])('the subject %j is %j', (value, expected) => {
	expect(toSubject(value)).toBe(expected);
});

test.each<[unknown, string]>([
	['', 'The "Subject" field is empty'],
	[' ', 'The "Subject" field is empty'],
	[null, 'The "Subject" field is empty: the expression gave no value'],
	[undefined, 'The "Subject" field is empty: the expression gave no value'],
	[['a'], 'A list is not a subject'],
	[true, 'A value of type boolean is not a subject'],
])('the subject %j is refused', (value, message) => {
	expect(() => toSubject(value)).toThrow(message);
});

test.each<[unknown, string]>([
	['Be kind', 'Be kind'],
	['', ''],
	[' ', ''],
	[7, '7'],
])('the description %j is %j', (value, expected) => {
	expect(toDescription(value)).toBe(expected);
});

test.each<[unknown, string]>([
	[null, 'The "Description" field is empty: the expression gave no value'],
	[undefined, 'The "Description" field is empty: the expression gave no value'],
	[{}, 'A value of type object is not a description'],
])('the description %j is refused, because it would be lost', (value, message) => {
	expect(() => toDescription(value)).toThrow(message);
});
