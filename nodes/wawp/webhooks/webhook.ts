/** What Wawp is asked to keep about a webhook; its URL tells it apart from all others. */
export interface Webhook {
	url: string;
	/** Wawp's names, e.g. `group.v2.join`. */
	events: readonly string[];
	/** The secret that proves a delivery. */
	hmac: string;
}

/**
 * Whether two addresses are the same webhook. Only what cannot change the meaning is overlooked: the case of the host, a default
 * port, and whether a letter is percent-encoded. A test URL, or one slash more, is another webhook.
 */
export const sameUrl = (a: string, b: string): boolean => normalUrl(a) === normalUrl(b);

function normalUrl(text: string): string {
	const trimmed = text.trim();
	if (!URL.canParse(trimmed)) return trimmed;
	const { href } = new URL(trimmed);
	// Unreserved letters mean the same in either form (RFC 3986); an encoded slash does not.
	return href.replace(/%[0-9a-f]{2}/gi, (escape) => {
		const character = String.fromCharCode(parseInt(escape.slice(1), 16));
		return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
	});
}
