import { plainText } from './plainText';

export const EXAMPLE_PHONE_NUMBER = '+20 123 456 7890';

// ITU-T E.164: at most 15 digits. The country code comes first and never starts with 0. The shortest numbers in use have 7.
const NUMBER = /^[1-9]\d{6,14}$/;

// The notations of people and address books. One that begins with a bracket has no country code, unless the bracket has a plus.
const WRITTEN = /^(?:\(?\+\(?)?\d[\d \t\u00a0\u202f().\-\u2010-\u2015/]+$/;

/** A number of a spreadsheet such as `201234567890.0`: its last digit is not a digit of the phone number. */
const DECIMAL = /^\d+\.\d+$/;

/** The trunk prefix of national calls, as in `+49 (0) 151 ...`. Nobody dials it after the country code. */
const TRUNK_PREFIX = /^((?:\(?\+\(?|00)?[1-9]\d{0,2}\)?[ \t\u00a0\u202f]*)\(0\)/;

/**
 * Extracts the digits of a phone number with its country code: `+20 (123) 456-7890`, `0020 123 456 7890` and `+20 (0) 123 456 7890` become
 * `201234567890`. Arabic and Persian digits count as digits.
 *
 * @returns undefined for a number without a country code, e.g. `(201) 555-0123`, and for all other texts
 */
export function phoneDigits(text: string): string | undefined {
	const plain = plainText(text).replace(TRUNK_PREFIX, '$1');
	if (!WRITTEN.test(plain) || DECIMAL.test(plain)) return undefined;
	const digits = plain.replace(/\D/g, '').replace(/^00/, '');
	return NUMBER.test(digits) ? digits : undefined;
}
