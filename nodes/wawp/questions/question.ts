import { isObject, parseJson } from '../outcome/json';
import { badInput } from '../outcome/wawpFailure';
import { isEmpty, quoteValue } from '../ids/quoteValue';

export interface Choice {
	/** What the workflow gets. */
	value: string | number;
	/** What the page shows. */
	label: string;
	/** Whether it is checked at first. */
	checked: boolean;
}

/** How a question can be answered. `several`: by several choices, with checkboxes. `about`: what a chosen one means. */
export type Form =
	| { type: 'approval'; approve: string; /** None: there is only one button. */ decline?: string }
	| { type: 'freeText' }
	| { type: 'choose'; choices: Choice[]; several: boolean; about: string };

export interface Question {
	/** Another one for each question: an old link does not answer a new one. */
	id: string;
	message: string;
	form: Form;
}

/** An answer to an approval, in words, or the chosen values. Null: there is none. */
export type Answer = boolean | string | Array<Choice['value']> | null;

/** The fields that an answer adds to each item. */
export interface AnswerFields {
	answer: boolean | string | number | Array<Choice['value']> | null;
	/** ISO time. Null after a time-out. */
	answeredAt: string | null;
	timedOut: boolean;
	/** Approval only: n8n's agents read it. */
	approved?: boolean;
	/** Choose only: the values of the choices. */
	chosen?: Array<Choice['value']>;
	notChosen?: Array<Choice['value']>;
}

/** @param answeredAt ISO time. Null: nobody answered in time */
export function answerFields({ form }: Question, answer: Answer, answeredAt: string | null): AnswerFields {
	const fields = { answeredAt, timedOut: answeredAt === null };
	if (form.type === 'approval') return { answer: asBoolean(answer), ...fields, approved: answer === true };
	if (form.type === 'freeText') return { answer: typeof answer === 'string' ? answer : null, ...fields };
	const values = form.choices.map(({ value }) => value);
	const chosen = Array.isArray(answer) ? values.filter((value) => answer.includes(value)) : [];
	const single = form.several ? chosen : (chosen[0] ?? null);
	return {
		answer: Array.isArray(answer) ? single : null,
		...fields,
		chosen,
		notChosen: values.filter((value) => !chosen.includes(value)),
	};
}

const asBoolean = (answer: Answer): boolean | null => (typeof answer === 'boolean' ? answer : null);

/** Far more than a person types. */
const MAX_ANSWER_CHARACTERS = 10_000;

/**
 * Reads the answer from the fields that the page sends: `answer` (approve, decline, or a text) or `choice` (positions in the list).
 *
 * @returns undefined if they answer nothing
 */
export function answerIn({ form }: Question, body: unknown): Exclude<Answer, null> | undefined {
	const { answer, choice } = isObject(body) ? body : {};
	switch (form.type) {
		case 'approval':
			if (answer === 'approve') return true;
			return answer === 'decline' && form.decline !== undefined ? false : undefined;
		case 'freeText': {
			const text = typeof answer === 'string' ? answer.trim() : '';
			return text === '' || text.length > MAX_ANSWER_CHARACTERS ? undefined : text;
		}
		case 'choose':
			// A button that was pressed without any choice is an answer, too. A request without the button is none.
			return answer === 'choose' ? chosenIn(form, choice) : undefined;
	}
}

function chosenIn({ choices, several }: Form & { type: 'choose' }, choice: unknown): Array<Choice['value']> | undefined {
	const positions = (Array.isArray(choice) ? (choice as unknown[]) : isEmpty(choice) ? [] : [choice]).map(Number);
	const chosen = positions.map((position) => choices[position]?.value);
	const isValid = chosen.every((value) => value !== undefined) && (several || chosen.length === 1);
	return isValid ? chosen : undefined;
}

const NEXT_STEP = 'Use an expression that returns a list of objects with "value" and "label", in the "Choices" field';

/**
 * Reads the list of choices: objects with a value and a label, or values alone. An expression may return it as JSON text.
 *
 * @throws WawpFailure of kind `badInput` if it is no such list, is empty, or has a value twice
 */
export function toChoices(value: unknown): Choice[] {
	const list = typeof value === 'string' ? parseJson(value) : value;
	if (!Array.isArray(list)) throw badInput(`${quoteValue(value)} is not a list of choices`, NEXT_STEP);
	const choices = (list as unknown[]).map(toChoice);
	if (choices.length === 0) throw badInput('There are no choices', 'Check the expression in the "Choices" field');
	const values = choices.map((choice) => String(choice.value));
	const twice = values.find((text, at) => values.indexOf(text) !== at);
	if (twice !== undefined) throw badInput(`Two choices have the value ${quoteValue(twice)}`, NEXT_STEP);
	return choices;
}

function toChoice(entry: unknown): Choice {
	const { value, label = value, checked } = isObject(entry) ? entry : { value: entry };
	const isValue = (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
	if (isValue && (typeof label === 'string' || typeof label === 'number')) {
		return { value, label: String(label).trim() || String(value), checked: checked === true || checked === 'true' };
	}
	throw badInput(`${isObject(entry) ? 'A choice without a value' : quoteValue(entry)} is not a choice`, NEXT_STEP);
}

/**
 * Reads what counts as the answer if nobody answers in time. Empty: nothing.
 *
 * @throws WawpFailure of kind `badInput` if the question has no such answer
 */
export function toAnswerThen(value: unknown, form: Form): Answer {
	if (isEmpty(value)) return null;
	if (form.type === 'freeText' && typeof value === 'string') return value;
	if (form.type === 'approval') {
		const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
		if (word === true || word === 'true' || word === 'approve') return true;
		if (word === false || word === 'false' || word === 'decline') return false;
		throw badAnswerThen(value, 'approve or decline');
	}
	if (form.type === 'choose') {
		const parts = typeof value === 'string' ? value.split(',') : [value].flat();
		const wanted = parts.map((one) => String(one).trim());
		const chosen = form.choices.map((choice) => choice.value).filter((one) => wanted.includes(String(one)));
		if (chosen.length === wanted.length && (form.several || chosen.length <= 1)) return chosen;
	}
	throw badAnswerThen(value, form.type === 'choose' ? 'values of "Choices"' : 'a text');
}

const badAnswerThen = (value: unknown, expected: string) =>
	badInput(`${quoteValue(value)} cannot be the answer`, `Enter ${expected} as "Answer Then" under Options > Limit Wait Time`);
