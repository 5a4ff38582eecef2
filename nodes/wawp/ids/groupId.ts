import { badInput } from '../outcome/wawpFailure';
import { withoutInvisible } from './plainText';
import { emptyField, isEmpty, quoteValue } from './quoteValue';

/** A group id as the node sends it: digits, or the older form creatorPhone-unixTime, with the suffix `@g.us`. */
export type GroupId = `${string}@g.us`;

export const EXAMPLE_GROUP_ID = '120363000000000001@g.us';

// The longest known ids have 18 digits; the older form has a phone number and a Unix time. A limit of 32 leaves room, and keeps
// the content of a pasted file out of the URL.
const DIGITS = /^\d{1,32}$/;
const GROUP_ID = /^\d{1,32}(?:-\d{1,32})?@g\.us$/;

/**
 * Converts the value of a parameter to a group id. Trims it, removes invisible characters, and adds `@g.us` to bare digits.
 *
 * @param value a text, or a number made of digits
 * @returns `digits@g.us` (documented) or `digits-digits@g.us` (inferred from WAHA's engines)
 * @throws WawpFailure of kind `badInput` with a valid example, for all other values
 */
export function toGroupId(value: unknown): GroupId {
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw lossyNumber(value as number);
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string') throw notAGroupId(value);
	const trimmed = withoutInvisible(text);
	if (DIGITS.test(trimmed)) return `${trimmed}@g.us`;
	if (isGroupId(trimmed)) return trimmed;
	throw notAGroupId(trimmed === '' ? trimmed : text.trim());
}

/** Whether a text is a group id in the form that the node sends: trimmed, with its suffix. */
export const isGroupId = (text: string): text is GroupId => GROUP_ID.test(text);

/** A JSON number has 15 to 16 exact digits. An 18-digit id arrives rounded, and would address another group. */
const lossyNumber = (value: number) =>
	badInput(
		`The group ID ${value} is a number that is too large to be exact`,
		`Send the ID as text, in quotes, e.g. "${EXAMPLE_GROUP_ID}"`,
	);

const notAGroupId = (value: unknown) =>
	badInput(
		isEmpty(value) ? emptyField('Group', value) : `${quoteValue(value)} is not a group ID`,
		`Enter the ID of a group in the "Group" field, e.g. ${EXAMPLE_GROUP_ID}, or choose the group from the list`,
	);
