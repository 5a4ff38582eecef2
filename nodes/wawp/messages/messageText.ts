import { badInput } from '../outcome/wawpFailure';

/** Documented. Whether Wawp counts characters or UTF-16 units is not: only what is too long in both is refused here. */
const MAX_CHARACTERS = 4_096;

/** What an expression makes of a missing code: a link that leads nowhere. */
const DEAD_LINK = /chat\.whatsapp\.com\/(?:invite\/)?(?:undefined|null|\[\w+ \w+\])?(?![\w~[-])/i;

/**
 * The text of a message, as it is sent.
 *
 * @throws WawpFailure of kind `badInput` for an empty or a too long one, and for a link without a code
 */
export function toMessageText(value: unknown): string {
	const text = typeof value === 'string' ? value : '';
	if (text.trim() === '')
		throw badInput('The message is empty', 'Enter a text in the "Message" field, or correct its expression');
	const length = Array.from(text).length;
	if (length > MAX_CHARACTERS) {
		throw badInput(
			`The message has ${length} characters; WhatsApp messages through Wawp have at most 4,096`,
			'Shorten "Message"',
		);
	}
	if (DEAD_LINK.test(text)) {
		throw badInput(
			'The message has an invite link without a code',
			'The expression in "Message" gives nothing: take the code from a node that gives one, such as Revoke Invite Code',
		);
	}
	return text;
}
