export const EXAMPLE_PHONE_NUMBER = '+20 123 456 7890';

// ITU-T E.164: at most 15 digits. The country code comes first and never starts with 0. The shortest numbers in use have 7.
const NUMBER = /^[1-9]\d{6,14}$/;

// The notations of people and address books.
const WRITTEN = /^\+?[\d(][\d \t\u00a0\u202f().\-\u2010-\u2015]+$/;

/**
 * Extracts the digits of a phone number with its country code: `+20 (123) 456-7890` becomes `201234567890`.
 *
 * @returns undefined for a number without a country code, and for all other texts
 */
export function phoneDigits(text: string): string | undefined {
	// WhatsApp adds direction marks around a copied number.
	const unmarked = text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
	const digits = unmarked.replace(/\D/g, '');
	return WRITTEN.test(unmarked) && NUMBER.test(digits) ? digits : undefined;
}
