import { emptyField, quoteValue } from '../ids/quoteValue';
import { badInput } from '../outcome/wawpFailure';

/** A webhook as it is registered with Wawp. The URL identifies it. */
export interface Webhook {
	url: string;
	/** Wawp's event names, e.g. `group.v2.join`. */
	events: readonly string[];
	/** The secret with which Wawp signs deliveries. */
	hmac: string;
}

/**
 * Whether two URLs are the same webhook. Only differences without a meaning are ignored: the case of the host, a default port, and
 * the percent-encoding of unreserved characters. A test URL or an additional slash makes a different webhook.
 */
export const sameUrl = (a: string, b: string): boolean => normalUrl(a) === normalUrl(b);

function normalUrl(text: string): string {
	const trimmed = text.trim();
	if (!URL.canParse(trimmed)) return trimmed;
	const { href } = new URL(trimmed);
	// Unreserved characters mean the same with and without percent-encoding (RFC 3986). A slash does not.
	return href.replace(/%[0-9a-f]{2}/gi, (escape) => {
		const character = String.fromCharCode(parseInt(escape.slice(1), 16));
		return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
	});
}

/**
 * Reads the "Webhook URL" field of an item.
 *
 * @returns the URL; undefined if the field is empty
 * @throws WawpFailure of kind `badInput` if it is not a URL. The message does not quote a text, because the URL may contain a secret
 */
export function toWebhookUrl(value: unknown): string | undefined {
	if (value === undefined || value === null) {
		throw badInput(emptyField('Webhook URL', value), 'Correct the expression in "Webhook URL", or leave the field empty');
	}
	const url = typeof value === 'string' ? value.trim() : undefined;
	if (url === '') return undefined;
	if (url !== undefined && /^https?:/i.test(url) && URL.canParse(url)) return url;
	throw badInput(
		`${url === undefined ? quoteValue(value) : 'The text in "Webhook URL"'} is not a webhook URL`,
		'Copy the Production URL from the panel of "Wawp Groups Trigger". It begins with https:// or http://',
	);
}
