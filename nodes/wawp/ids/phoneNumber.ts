// ITU-T E.164: at most 15 digits, the country code first, which never begins with 0. The shortest numbers in use have 7.
const NUMBER = /^[1-9]\d{6,14}$/;

// How people and address books write them.
const WRITTEN = /^\+?[\d(][\d \t\u00a0\u202f().\-\u2010-\u2015]+$/;

/**
 * The digits of a phone number with its country code, however it is written: `+20 (123) 456-7890` is `201234567890`.
 *
 * @returns undefined for a number without country code, and for anything else
 */
export function phoneDigits(text: string): string | undefined {
	// WhatsApp puts direction marks around a number that is copied.
	const unmarked = text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
	const digits = unmarked.replace(/\D/g, '');
	return WRITTEN.test(unmarked) && NUMBER.test(digits) ? digits : undefined;
}
