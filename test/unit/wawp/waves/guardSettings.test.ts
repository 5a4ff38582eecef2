import { guardSettingsFrom, type GuardSettings } from '../../../../nodes/wawp/waves/guardSettings';
import { thrownBy } from '../../../support/outcomes';
import { A, B, guard, MASKED } from '../../../support/waves';

const DEFAULTS = guard({ adminChat: '' });
const EMPTY = ['', null, undefined];
const NUMBERS = ['removeAtMost', 'removeAtMostInAnHour', 'answerWithinMinutes'] as const;
const SWITCHES = ['removeWithoutAsking', 'lockGroup', 'watchOnly'] as const;
const read = (name: keyof GuardSettings, value: unknown) => {
	const settings = guardSettingsFrom({ [name]: value });
	return [settings[name], settings.problems] as const;
};

test.each<[string, unknown]>([
	['an object', { adminChat: ' Admins ' }],
	['an item', { json: { adminChat: 'Admins' } }],
	['JSON', '{"adminChat":"Admins"}'],
	['a list, whose first entry counts', [{ adminChat: 'Admins' }, { adminChat: 'Others', watchOnly: true }]],
])('settings are read from %s', (_what, value) => {
	expect(guardSettingsFrom(value)).toEqual(guard({ adminChat: 'Admins' }));
});

test.each([['undefined', undefined] as const, ['an empty text', ''] as const, ['an empty list', []] as const])(
	'no settings (%s) are an error',
	(_what, value) => {
		expect(thrownBy(() => guardSettingsFrom(value))).toMatchObject({
			kind: 'badInput',
			message: '"Settings" is empty',
			nextStep: "Use an expression such as {{ $('Settings').first().json }}",
		});
	},
);

test('a text is no object with settings', () => {
	expect(() => guardSettingsFrom(['Admins'])).toThrow('"Settings" is not a list of items');
});

test('an object without settings asks before each removal, and locks the group', () => {
	expect(guardSettingsFrom({})).toEqual(DEFAULTS);
});

test('settings that are entered count', () => {
	const entered = { removeWithoutAsking: true, removeAtMost: 1, removeAtMostInAnHour: 2, answerWithinMinutes: 3 };
	const more = { lockGroup: false, watchOnly: true };
	expect(guardSettingsFrom({ ...entered, ...more, neverRemove: A })).toEqual({
		...DEFAULTS,
		...entered,
		...more,
		neverRemove: [A],
	});
});

describe.each(NUMBERS)('%s', (name) => {
	test.each([...EMPTY, '  ', '\n'])('is the default if it is %p', (empty) => {
		expect(read(name, empty)).toEqual([DEFAULTS[name], []]);
	});

	test.each<[unknown, number]>([
		[7, 7],
		['7', 7],
		[' 7 ', 7],
		[0.5, 0.5],
	])('can be %p', (entered, expected) => {
		expect(read(name, entered)).toEqual([expected, []]);
	});

	const careful = name === 'answerWithinMinutes' ? 60 : 0;
	test.each<[unknown, string]>([
		['many', '"many"'],
		['5 people', '"5 people"'],
		[-1, '-1'],
		[Infinity, 'Infinity'],
		[NaN, 'NaN'],
		[true, 'A value of type boolean'],
		[false, 'A value of type boolean'],
		[{}, 'A value of type object'],
		[[1, 2], 'A list'],
		[[7], 'A list'],
		[[], 'A list'],
	])(`is ${careful} if it is %p, and that is told`, (entered, shown) => {
		expect(read(name, entered)).toEqual([careful, [`"${name}" is ${shown}, which is no number that can be used`]]);
	});
});

describe('nothing at all', () => {
	test.each<[keyof GuardSettings, unknown]>([
		['removeAtMost', 0],
		['removeAtMost', '0'],
		['removeAtMostInAnHour', 0],
		['removeAtMostInAnHour', ' 0 '],
	])('can be %s: %p', (name, entered) => {
		expect(read(name, entered)).toEqual([0, []]);
	});

	test.each<[unknown, string]>([
		[0, '0'],
		['0', '"0"'],
	])('is no time for an answer: %p', (entered, shown) => {
		const problem = `"answerWithinMinutes" is ${shown}, which is no number that can be used`;
		expect(read('answerWithinMinutes', entered)).toEqual([60, [problem]]);
	});
});

describe.each(SWITCHES)('%s', (name) => {
	test.each(EMPTY)('is the default if it is %p', (empty) => {
		expect(read(name, empty)).toEqual([DEFAULTS[name], []]);
	});

	test.each<[unknown, boolean]>([
		[true, true],
		['true', true],
		[' TRUE ', true],
		[false, false],
		['False ', false],
	])('can be %p', (entered, expected) => {
		expect(read(name, entered)).toEqual([expected, []]);
	});

	test.each<[unknown, string]>([
		['yes', '"yes"'],
		['true!', '"true!"'],
		[1, '1'],
		[0, '0'],
		[[true], 'A list'],
		[[], 'A list'],
	])('locks the group, asks and acts if it is %p, and that is told', (entered, shown) => {
		expect(read(name, entered)).toEqual([name === 'lockGroup', [`"${name}" is ${shown}, neither true nor false`]]);
	});
});

describe('neverRemove', () => {
	test.each<[string, unknown, string[]]>([
		['no value', undefined, []],
		['NULL', null, []],
		['an empty text', '', []],
		['an empty list', [], []],
		['phone numbers', '+99 0000 000 001, 990000000002', [A, B]],
		['a number', 990000000001, [A]],
		['IDs', [A, MASKED], [A, MASKED]],
		['somebody twice', `${A}; ${A}`, [A]],
		['objects', [{ participantId: A }, { id: B }], [A, B]],
	])('can be %s', (_what, entered, expected) => {
		expect(read('neverRemove', entered)).toEqual([expected, []]);
	});

	test.each<[string, unknown, string]>([
		['a name', 'Mona', '"Mona" is not a participant'],
		['a name among numbers', `${A}, Mona`, '"Mona" is not a participant'],
		['a number without its country code', '0123 456', '"0123 456" is not a participant'],
		['true', true, 'A value of type boolean is not a participant'],
	])('protects everybody if it is %s, and that is told', (_what, entered, message) => {
		expect(read('neverRemove', entered)).toEqual([undefined, [`"neverRemove" cannot be read, so nobody is removed: ${message}`]]);
	});
});

test('every mistake is told, and the other settings still count', () => {
	const settings = guardSettingsFrom({
		adminChat: 5,
		removeAtMost: 'x',
		lockGroup: 'x',
		neverRemove: 'x',
		answerWithinMinutes: 9,
	});
	expect(settings).toMatchObject({ adminChat: '', removeAtMost: 0, lockGroup: true, answerWithinMinutes: 9 });
	expect(settings.problems.map((problem) => problem.split(' ')[0])).toEqual(['"neverRemove"', '"removeAtMost"', '"lockGroup"']);
});
