/** Characters without a width: WhatsApp adds direction marks around a copied number, and web pages add others. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** The first digit of each block of digits: Arabic, Persian and full width. */
const DIGIT_BLOCKS = [0x0660, 0x06f0, 0xff10];
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;

const SIGNS: Readonly<Record<string, string>> = { '\u060c': ',', '\u061b': ';', '\uff0b': '+', '\uff0c': ',', '\uff1b': ';' };
const OTHER_SIGNS = /[\u060c\u061b\uff0b\uff0c\uff1b]/g;

/** @returns a text that a person typed or pasted, with the digits and signs of ASCII and without invisible characters, trimmed */
export const plainText = (text: string): string =>
	withoutInvisible(text)
		.replace(OTHER_DIGITS, toAsciiDigit)
		.replace(OTHER_SIGNS, (sign) => SIGNS[sign] ?? sign);

/** @returns the text without invisible characters, trimmed. A letter stays as it is */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '').trim();

/** Shows invisible characters as escapes, e.g. `\u200b`. Otherwise nobody sees why a text is invalid. */
export const showInvisible = (text: string): string =>
	text.replace(INVISIBLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

function toAsciiDigit(digit: string): string {
	const code = digit.charCodeAt(0);
	const first = DIGIT_BLOCKS.find((block) => code >= block && code < block + 10) ?? code;
	return String(code - first);
}
