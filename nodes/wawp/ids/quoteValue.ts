import { showInvisible } from './plainText';

const MAX_QUOTED_CHARACTERS = 60;

/** Whether a parameter has no value, for example because its expression returns nothing. */
export const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

/** Describes a field without a value. n8n passes nothing only if an expression returns nothing. */
export const emptyField = (displayName: string, value: unknown): string =>
	`The "${displayName}" field is empty${value === undefined || value === null ? ': the expression gave no value' : ''}`;

/** Describes an invalid value, as the subject of an error message. Shows a short text, with its invisible characters, and a number, but not a long text. */
export function quoteValue(value: unknown): string {
	if (isEmpty(value)) return 'An empty value';
	if (Array.isArray(value)) return 'A list';
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return `A value of type ${typeof value}`;
	return value.length > MAX_QUOTED_CHARACTERS
		? `A text of ${value.length} characters`
		: showInvisible(JSON.stringify(value.trim()));
}
