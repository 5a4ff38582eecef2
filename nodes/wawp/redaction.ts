export type Redact = (text: string) => string;

export const HIDDEN = '[hidden]';

// A shorter value would also hide ordinary words and parts of group ids; Wawp's instance ids have 12 characters.
const SHORTEST_SECRET = 4;

// encodeURIComponent throws on one.
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Makes the function that removes secrets from text that leaves the node. Wawp may echo a whole request, so each secret
 * is hidden as it is and in the forms in which URLs, JSON, HTML and HTTP headers carry it.
 */
export function redactor(secrets: readonly string[]): Redact {
	const forms = [...new Set(secrets.filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(writtenForms))];
	if (forms.length === 0) return (text) => text;
	// The longest form first, so that no part of it is left standing.
	const pattern = forms
		.sort((a, b) => b.length - a.length)
		.map(escapeForRegExp)
		.join('|');
	const expression = new RegExp(pattern, 'gi');
	return (text) => text.replace(expression, HIDDEN);
}

function writtenForms(secret: string): string[] {
	const json = inJson(secret);
	const url = encodeURIComponent(secret.replace(LONE_SURROGATE, '\ufffd'));
	return [
		secret,
		url,
		url.replaceAll('%20', '+'),
		encodeURIComponent(url),
		json,
		json.replaceAll('/', '\\/'),
		inJson(json),
		inHtml(secret),
		Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	];
}

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

const inHtml = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');

const escapeForRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
