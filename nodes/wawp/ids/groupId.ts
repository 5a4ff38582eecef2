import { badInput } from '../outcome/wawpFailure';
import { quoteValue } from './quoteValue';

/** A group's id in the one form that is sent: digits, or the older creatorPhone-unixTime, with the group suffix. */
export type GroupId = `${string}@g.us`;

export const EXAMPLE_GROUP_ID = '120363000000000001@g.us';

// The longest ids seen have 18 digits, the older form has a phone number and a Unix time; 32 leaves room
// and still keeps a pasted file from becoming a URL.
const DIGITS = /^\d{1,32}$/;
const GROUP_ID = /^\d{1,32}(?:-\d{1,32})?@g\.us$/;

/**
 * Turns what a parameter holds into a group id: trimmed, and with `@g.us` added to bare digits.
 *
 * @param value text, or a number made of digits; anything else is refused
 * @returns `digits@g.us` (documented) or `digits-digits@g.us` (inferred from WAHA's engines)
 * @throws WawpFailure of kind `badInput`, which shows a valid example
 */
export function toGroupId(value: unknown): GroupId {
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw lossyNumber(value as number);
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string') throw notAGroupId(quoteValue(value));
	const trimmed = text.trim();
	if (DIGITS.test(trimmed)) return `${trimmed}@g.us`;
	if (isGroupId(trimmed)) return trimmed;
	throw notAGroupId(quoteValue(trimmed));
}

export const isGroupId = (text: string): text is GroupId => GROUP_ID.test(text);

/** A JSON number holds 15 to 16 digits: today's 18-digit ids arrive rounded, which would address another group. */
const lossyNumber = (value: number) =>
	badInput(
		`The group ID ${value} came as a number too large to be exact`,
		`Send the ID as text, in quotes, e.g. "${EXAMPLE_GROUP_ID}"`,
	);

const notAGroupId = (what: string) =>
	badInput(
		`${what} is not a group ID`,
		`Enter the ID of a group in the "Group" field, e.g. ${EXAMPLE_GROUP_ID}, or choose the group from the list`,
	);
