import { isEmpty, quoteValue } from '../ids/quoteValue';
import { badInput } from '../outcome/wawpFailure';

/** Documented. Whether Wawp counts characters or UTF-16 units is unknown, so only a text that is too long in both is rejected. */
const MAX_CHARACTERS = 4_096;

/** An invite link without a code. An expression produces it if the code is missing, or is no text. */
const LINK_WITHOUT_CODE = /chat\.whatsapp\.com\/(?:invite\/)?(?:undefined|null|nan|true|false|\[\w+ \w+\])?(?![\w~[-])/i;

/**
 * Checks the text of a message.
 *
 * @param value text, or a number from an expression
 * @returns the text, unchanged
 * @throws WawpFailure of kind `badInput` if the value is no text, empty or too long, or contains an invite link without a code
 */
export function toMessageText(value: unknown): string {
	const isText = typeof value === 'string' || typeof value === 'number';
	if (!isText && !isEmpty(value))
		throw badInput(
			`${quoteValue(value)} is not a message`,
			'Correct the expression in the "Message" field: it must return a text',
		);
	const text = isText ? String(value) : '';
	if (text.trim() === '')
		throw badInput('The message is empty', 'Enter a text in the "Message" field, or correct its expression');
	const length = Array.from(text).length;
	if (length > MAX_CHARACTERS) {
		throw badInput(`The message has ${length} characters, but Wawp accepts at most 4,096`, 'Shorten "Message"');
	}
	if (LINK_WITHOUT_CODE.test(text)) {
		throw badInput(
			'The message has an invite link without a code',
			'The expression in "Message" returns no code. Use the code from a node such as Revoke Invite Code',
		);
	}
	return text;
}
