import {
	answerFields,
	answerIn,
	toAnswerThen,
	toChoices,
	type Answer,
	type Form,
	type Question,
} from '../../../../nodes/wawp/questions/question';
import { thrownBy } from '../../../support/outcomes';

const AT = '2026-11-29T12:00:00.000Z';
const CHOICES = ['a', 'b', 7].map((value) => ({ value, label: `Label ${value}`, checked: false }));
const APPROVE: Form = { type: 'approval', approve: 'Yes' };
const BOTH: Form = { type: 'approval', approve: 'Yes', decline: 'No' };
const TEXT: Form = { type: 'freeText' };
const SEVERAL: Form = { type: 'choose', choices: CHOICES, several: true, about: 'Choose' };
const ONE: Form = { type: 'choose', choices: CHOICES, several: false, about: 'Choose' };

const question = (form: Form): Question => ({ id: '1', message: 'May I?', form });

describe('the answer in the fields of the page', () => {
	test.each<[string, Form, unknown, Answer | undefined]>([
		['approved', APPROVE, { answer: 'approve' }, true],
		['declined, where only approving is possible', APPROVE, { answer: 'decline' }, undefined],
		['declined', BOTH, { answer: 'decline' }, false],
		['a link preview that posts nothing', BOTH, {}, undefined],
		['no object', BOTH, 'approve', undefined],
		['a text', TEXT, { answer: '  Leave them. ' }, 'Leave them.'],
		['a blank text', TEXT, { answer: ' \n ' }, undefined],
		['a text that is too long', TEXT, { answer: 'x'.repeat(10_001) }, undefined],
		['a list of texts', TEXT, { answer: ['a', 'b'] }, undefined],
		['some choices', SEVERAL, { answer: 'choose', choice: ['0', '2'] }, ['a', 7]],
		['one choice of several', SEVERAL, { answer: 'choose', choice: '1' }, ['b']],
		['no choice at all', SEVERAL, { answer: 'choose' }, []],
		['choices without the button', SEVERAL, { choice: ['0'] }, undefined],
		['a choice that does not exist', SEVERAL, { answer: 'choose', choice: ['0', '3'] }, undefined],
		['a choice that is no position', SEVERAL, { answer: 'choose', choice: ['x'] }, undefined],
		['the one choice', ONE, { answer: 'choose', choice: '2' }, [7]],
		['two choices where one is allowed', ONE, { answer: 'choose', choice: ['0', '1'] }, undefined],
		['no choice where one is required', ONE, { answer: 'choose' }, undefined],
	])('%s', (_what, form, body, expected) => {
		expect(answerIn(question(form), body)).toEqual(expected);
	});
});

describe('the fields of an answer', () => {
	test.each<[string, Form, Answer, object]>([
		['approved', BOTH, true, { answer: true, approved: true }],
		['declined', BOTH, false, { answer: false, approved: false }],
		['a text', TEXT, 'Leave them.', { answer: 'Leave them.' }],
		['choices, in the order of the list', SEVERAL, [7, 'a'], { answer: ['a', 7], chosen: ['a', 7], notChosen: ['b'] }],
		['no choices', SEVERAL, [], { answer: [], chosen: [], notChosen: ['a', 'b', 7] }],
		['the one choice', ONE, ['b'], { answer: 'b', chosen: ['b'], notChosen: ['a', 7] }],
	])('%s', (_what, form, answer, expected) => {
		expect(answerFields(question(form), answer, AT)).toEqual({ ...expected, answeredAt: AT, timedOut: false });
	});

	test.each<[string, Form, Answer, object]>([
		['an approval', BOTH, null, { answer: null, approved: false }],
		['an approval that counts as given', BOTH, true, { answer: true, approved: true }],
		['a text', TEXT, null, { answer: null }],
		['choices', SEVERAL, null, { answer: null, chosen: [], notChosen: ['a', 'b', 7] }],
		['choices that count as made', SEVERAL, ['b'], { answer: ['b'], chosen: ['b'], notChosen: ['a', 7] }],
	])('after a time-out: %s', (_what, form, answer, expected) => {
		expect(answerFields(question(form), answer, null)).toEqual({ ...expected, answeredAt: null, timedOut: true });
	});
});

describe('choices', () => {
	test.each<[string, unknown, unknown]>([
		['a list', [{ value: 'a', label: 'A' }], [{ value: 'a', label: 'A', checked: false }]],
		['JSON text', '[{"value":1,"label":"One","checked":true}]', [{ value: 1, label: 'One', checked: true }]],
		[
			'values alone',
			['a', 2],
			[
				{ value: 'a', label: 'a', checked: false },
				{ value: 2, label: '2', checked: false },
			],
		],
		['a blank label', [{ value: 'a', label: ' ' }], [{ value: 'a', label: 'a', checked: false }]],
	])('are read from %s', (_what, value, expected) => {
		expect(toChoices(value)).toEqual(expected);
	});

	test.each<[string, unknown, string]>([
		['an empty list', [], 'There are no choices'],
		['an expression without a value', undefined, 'An empty value is not a list of choices'],
		['a text', 'a, b', '"a, b" is not a list of choices'],
		['an object', { value: 'a' }, 'A value of type object is not a list of choices'],
		['a choice without a value', [{ label: 'A' }], 'A choice without a value is not a choice'],
		['a blank value', [' '], '"" is not a choice'],
		['a label that is no text', [{ value: 'a', label: {} }], 'A choice without a value is not a choice'],
		['a value twice', [{ value: 1 }, { value: '1' }], 'Two choices have the value "1"'],
	])('%s is rejected', (_what, value, message) => {
		expect(thrownBy(() => toChoices(value))).toMatchObject({ kind: 'badInput', message });
	});
});

describe('what counts as the answer after a time-out', () => {
	test.each<[string, unknown, Form, Answer]>([
		['nothing', '', BOTH, null],
		['nothing, as undefined', undefined, SEVERAL, null],
		['approve', ' Approve ', BOTH, true],
		['a boolean', false, BOTH, false],
		['a text', 'Nobody answered', TEXT, 'Nobody answered'],
		['choices, separated by commas', 'b, 7', SEVERAL, ['b', 7]],
		['a list of choices', [7], SEVERAL, [7]],
		['the one choice', 'a', ONE, ['a']],
	])('%s', (_what, value, form, expected) => {
		expect(toAnswerThen(value, form)).toEqual(expected);
	});

	test.each<[string, unknown, Form, string]>([
		['a word for an approval', 'maybe', BOTH, '"maybe" cannot be the answer'],
		['a number for a text', 7, TEXT, '7 cannot be the answer'],
		['a choice that does not exist', 'a, x', SEVERAL, '"a, x" cannot be the answer'],
		['two choices where one is allowed', 'a, b', ONE, '"a, b" cannot be the answer'],
	])('%s is rejected', (_what, value, form, message) => {
		expect(thrownBy(() => toAnswerThen(value, form))).toMatchObject({ kind: 'badInput', message });
	});
});
