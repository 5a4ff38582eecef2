import { emptyField, isEmpty, quoteValue } from '../ids/quoteValue';
import { badInput } from '../outcome/wawpFailure';

/**
 * Checks the subject of a group. Its greatest length is not documented, so none is enforced.
 *
 * @throws WawpFailure of kind `badInput` if it is not a text, or empty
 */
export function toSubject(value: unknown): string {
	if (typeof value === 'string' && value.trim() !== '') return value.trim();
	if (typeof value === 'number') return String(value);
	const isBlank = isEmpty(value) || typeof value === 'string';
	throw badInput(
		isBlank ? emptyField('Subject', value) : `${quoteValue(value)} is not a subject`,
		'Enter the name of the group in the "Subject" field, or correct its expression',
	);
}

/**
 * Checks the description of a group. Empty text removes it, but an expression without a value must not.
 *
 * @throws WawpFailure of kind `badInput` if it is not a text
 */
export function toDescription(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number') return String(value);
	throw badInput(
		isEmpty(value) ? emptyField('Description', value) : `${quoteValue(value)} is not a description`,
		'Enter a text in the "Description" field, or correct its expression',
	);
}
