import { isObject } from '../outcome/json';

export type Redact = (text: string) => string;

export const HIDDEN = '[hidden]';

// A shorter secret would also hide ordinary words and parts of group ids. Wawp's instance ids have 12 characters.
const MIN_SECRET_LENGTH = 4;

/**
 * Creates a function that hides secrets in text that leaves the node. Wawp may echo a whole request, so each secret is hidden in
 * its plain form and in the encodings of URLs, JSON, HTML and HTTP headers. Servers escape different characters, so each
 * character matches in all its encodings.
 *
 * @param secrets secrets of fewer than 4 characters are not hidden
 */
export function redactor(secrets: readonly string[]): Redact {
	const patterns = secrets
		.filter((secret) => secret.length >= MIN_SECRET_LENGTH)
		// The longest secret comes first. Otherwise a shorter one would hide only a part of it.
		.sort((a, b) => b.length - a.length)
		.flatMap((secret) => [bounded(secret), escapeForRegExp(base64(secret))]);
	if (patterns.length === 0) return (text) => text;
	const expression = new RegExp(patterns.join('|'), 'gi');
	return (text) => text.replace(expression, HIDDEN);
}

/** A secret of digits is hidden only as a whole number. It may be a part of phone numbers and group ids by chance. */
const bounded = (secret: string) => (/^\d+$/.test(secret) ? `(?<!\\d)${anyForm(secret)}(?!\\d)` : anyForm(secret));

/** A pattern for a secret in all encodings. Consecutive backslashes form one part, because each level of JSON doubles them. */
const anyForm = (secret: string) =>
	(secret.match(/\\+|[^\\]/gu) ?? []).map((part) => (part.startsWith('\\') ? backslashes(part.length) : oneOf(part))).join('');

/** A pattern for a character in all encodings. The longest come first, because a short one may be the start of a long one. */
const oneOf = (character: string) => `(?:${[...escapes(character), inJson(character)].join('|')})`;

const backslashes = (count: number) => `(?:(?:${escapes('\\').join('|')}){${count}}|\\\\{${count},${count * MAX_BACKSLASHES}})`;

// Enough for three levels of JSON. A limit also keeps the search fast in a text with many backslashes.
const MAX_BACKSLASHES = 8;

const HTML_NAMES: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

function escapes(character: string): string[] {
	const codePoint = character.codePointAt(0) ?? 0;
	const forms = [
		Array.from(Buffer.from(character), (byte) => `%(?:25)?${hex(byte, 2)}`).join(''),
		Array.from({ length: character.length }, (_, at) => `\\\\{1,${MAX_BACKSLASHES}}u${hex(character.charCodeAt(at), 4)}`).join(
			'',
		),
		`&#0{0,4}${codePoint};`,
		`&#x0{0,4}${hex(codePoint, 1)};`,
	];
	const name = HTML_NAMES[character];
	if (name) forms.push(`&${name};`);
	if (character === ' ') forms.push('\\+');
	return forms;
}

/** The character itself, or escaped with backslashes as in JSON. PHP also escapes slashes. */
function inJson(character: string): string {
	if (character === '"' || character === '/') return `\\\\{0,${MAX_BACKSLASHES}}${character}`;
	const short = JSON.stringify(character)[2];
	return character < ' ' && short !== 'u'
		? `\\\\{1,${MAX_BACKSLASHES}}${short ?? ''}|${escapeForRegExp(character)}`
		: escapeForRegExp(character);
}

// A shorter text can be Wawp's own words by chance, such as "session not found".
const MIN_ECHO_LENGTH = 20;

/**
 * Creates a function that also hides the texts of a request, such as a message: a response that repeats one must not be judged by the words
 * of the user.
 *
 * @param sent the values of the request. IDs and addresses, which have no spaces, are not hidden
 */
export function withoutEcho(redact: Redact, sent: readonly unknown[]): Redact {
	const texts = sent.filter((value): value is string => typeof value === 'string' && value.trim().length >= MIN_ECHO_LENGTH);
	const forms = texts.filter((text) => /\s/.test(text.trim())).flatMap(echoesOf);
	return (text) => redact(forms.reduce((rest, form) => rest.replaceAll(form, HIDDEN), text));
}

function echoesOf(text: string): string[] {
	const inJson = JSON.stringify(text).slice(1, -1);
	// PHP escapes slashes, and all that is not ASCII.
	const inPhp = inJson.replaceAll('/', '\\/').replace(/[^ -~]/g, (character) => `\\u${hex(character.charCodeAt(0), 4)}`);
	return [inPhp, inJson, text];
}

/**
 * Hides secrets in the body of a response. JSON stays JSON: its values are hidden one by one, also a number that is a secret.
 *
 * @returns the same text if it has no secret
 */
export function redactBody(text: string, redact: Redact): string {
	const redacted = redact(text);
	if (redacted === text) return text;
	try {
		return JSON.stringify(JSON.parse(text, (_key, value: unknown) => redactValue(value, redact)));
	} catch {
		// No JSON, or too deep.
		return redacted;
	}
}

function redactValue(value: unknown, redact: Redact): unknown {
	if (typeof value === 'string') return redact(value);
	if (typeof value === 'number') return redact(String(value)) === String(value) ? value : HIDDEN;
	if (!isObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [redact(key), inner]));
}

const base64 = (secret: string) =>
	Buffer.from(secret)
		.toString('base64')
		.replace(/={1,2}$/, '');

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

const escapeForRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
