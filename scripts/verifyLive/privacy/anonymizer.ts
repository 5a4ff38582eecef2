import { codeFromText } from '../../../nodes/wawp/inviteCode/inviteCode';
import { isWord } from '../../../nodes/wawp/outcome/errorWords';
import { isObject } from '../../../nodes/wawp/outcome/json';
import { readBody } from '../../../nodes/wawp/outcome/outcome';
import { HIDDEN, type Redact } from '../../../nodes/wawp/transport/redaction';
import { madeUp, Pseudonyms } from './pseudonyms';
import { hideSecrets } from './secrets';
import {
	isApiWord,
	isErrorClass,
	isErrorName,
	isFieldName,
	isPersonal,
	isPlainWord,
	NAMES_IN_TEXT,
	TEXT_KEYS,
} from './vocabulary';

export const OWN_WEBHOOK = 'https://webhook.example/verify-live';

export interface KnownValues {
	secrets: readonly string[];
	/** They become the first made-up groups, in this order. */
	groupIds: readonly string[];
	/** IDs that the kit made up itself. */
	keep: readonly string[];
	/** Phone numbers, names and other values that the user entered. */
	personal: readonly string[];
	webhookUrl?: string | undefined;
}

const SUFFIX = '(@|%40)';
const GROUP = new RegExp(`\\b(\\d{5,32}(?:-\\d{5,32})?)${SUFFIX}g\\.us`, 'gi');
const PERSON = new RegExp(`\\b(\\d{5,32})((?:[._]\\d{1,5})?(?::\\d{1,5})?${SUFFIX}(?:c\\.us|s\\.whatsapp\\.net|lid))`, 'gi');
const LINK = /((?:https?:(?:\\?\/){2})?chat\.whatsapp\.com(?:\\?\/))((?:invite\\?\/)?)([^/?#\s"'\\<>]+)/gi;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const URLS = /https?:(?:\\?\/){2}[^\s"'<>]+/gi;
const IP = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const DIGITS = /\d{7,}/g;
const ISO_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;
const QUOTED = /(["'“‘])([^"'“”‘’\n]{2,})(["'”’])/g;

/**
 * Replaces everything in texts and bodies that tells who somebody is. IDs, codes and names become made-up ones of the same form, always the
 * same one for the same value. Whatever is not known to be harmless is replaced.
 */
export class Anonymizer {
	private readonly names = new Pseudonyms();
	private hide: Redact;
	private readonly keep: ReadonlySet<string>;

	constructor(private readonly values: KnownValues) {
		this.hide = hideSecrets(values.secrets);
		this.keep = new Set(values.keep);
		for (const id of values.groupIds) this.ids(id);
		for (const value of values.personal) this.ids(value);
		for (const value of values.personal) if (this.ids(value) === value) this.name(value);
	}

	/** Another secret, which exists only since now. */
	alsoHide(secret: string): void {
		const [before, later] = [this.hide, hideSecrets([secret])];
		this.hide = (text) => later(before(text));
	}

	/** Learns the codes and names in a body, so that they are also found in texts. */
	learn(body: string): void {
		this.body(body);
	}

	/** A body of the same form, with made-up values. */
	body(text: string): string {
		const body = readBody(this.hide(text));
		switch (body.kind) {
			case 'empty':
				return '';
			case 'markup':
				return `<!-- a page of ${text.length} characters -->`;
			case 'text':
				return this.bareText(body.text);
			case 'json':
				return JSON.stringify(this.value(body.value, ''));
		}
	}

	/** A text for people, with made-up values. */
	text(text: string): string {
		return this.names.replaceIn(this.ids(this.hide(text)));
	}

	/** A text that this class made, or parts of it, once more: some values may have become known since. */
	again(text: string): string {
		return this.names.replaceIn(this.hide(text));
	}

	/** A text of Wawp: what it quotes may be a name. */
	private wrote(text: string): string {
		const isHarmless = (part: string) => isApiWord(part) || isErrorName(part) || this.names.isMadeUp(part);
		return this.text(text)
			.replace(QUOTED, (all: string, open: string, quoted: string, close: string) =>
				isHarmless(quoted) ? all : `${open}${this.name(quoted)}${close}`,
			)
			.replace(NAMES_IN_TEXT, (name) => (isHarmless(name) ? name : this.name(name, { inTexts: false })));
	}

	private bareText(text: string): string {
		const code = codeFromText(text);
		if (code !== undefined) return this.code(text);
		return isWord(text) && isApiWord(text.toLowerCase()) ? text : this.wrote(text);
	}

	private value(value: unknown, key: string): unknown {
		if (typeof value === 'string') return this.string(value, key);
		if (typeof value === 'number') return this.number(value);
		if (Array.isArray(value)) return value.map((entry) => this.value(entry, key));
		if (!isObject(value)) return value;
		return Object.fromEntries(Object.entries(value).map(([name, inner]) => [this.key(name), this.value(inner, name)]));
	}

	private key(key: string): string {
		const replaced = this.ids(key);
		return replaced !== key || isFieldName(key) || /^\d{1,4}$/.test(key) ? replaced : this.name(key);
	}

	private string(text: string, key: string): string {
		if (text.trim() === '' || this.keep.has(text)) return text;
		if (isPersonal(key)) return this.personal(text);
		if (isApiWord(text)) return text;
		if (ISO_TIME.test(text)) return '2026-01-01T00:00:00.000Z';
		if (TEXT_KEYS.has(key.toLowerCase())) return this.wrote(text);
		if (this.isOnlyId(text)) return this.ids(text);
		const isCode = /code|invite|data/i.test(key) && codeFromText(text) !== undefined;
		if (isCode && !isErrorName(text)) return this.code(text);
		if (/^(?:code|error|type)$/i.test(key) && isErrorName(text)) return text;
		if (text.includes(HIDDEN)) return HIDDEN;
		return this.name(text, { inTexts: !isPlainWord(text, key) });
	}

	/** A name, or an ID in its place. */
	private personal(text: string): string {
		if (isErrorClass(text)) return text;
		if (text.includes(HIDDEN)) return HIDDEN;
		return this.isOnlyId(text) ? this.ids(text) : this.name(text);
	}

	private isOnlyId(text: string): boolean {
		const whole = [GROUP, PERSON, LINK, EMAIL, URLS].map(({ source }) => new RegExp(`^(?:${source})(?:[?#]\\S*)?$`, 'i'));
		return whole.some((expression) => expression.test(text)) || /^\+?\d{7,}$/.test(text);
	}

	private number(value: number): number {
		const digits = String(Math.abs(Math.trunc(value)));
		return digits.length < 7 ? value : Number(this.digits(digits));
	}

	private name = (text: string, options?: { inTexts: boolean }) => this.names.of('text', text, madeUp.text, options);

	/** A bare code or a link. */
	private code(text: string): string {
		const code = codeFromText(text) ?? text;
		const made = this.names.of('code', code, (number) => madeUp.code(number, code));
		return text.includes('/') ? `https://chat.whatsapp.com/${made}` : made;
	}

	private phone = (digits: string) => this.names.of('phone', digits, madeUp.phone);

	/** A phone number that is known, or another number of the same length. */
	private digits(digits: string): string {
		if (this.names.isMadeUp(digits)) return digits;
		return this.names.has('phone', digits) ? this.phone(digits) : madeUp.digits(digits.length);
	}

	/** Replaces what has the form of an ID, a link, an address or a long number. */
	private ids(text: string): string {
		if (this.keep.has(text)) return text;
		const { webhookUrl } = this.values;
		const parts: string[] = [];
		const put = (made: string) => `\u0000${parts.push(made) - 1}\u0000`;
		const clean = text.replaceAll('\u0000', '');
		const own = webhookUrl === undefined ? clean : clean.split(webhookUrl).join(put(OWN_WEBHOOK));
		const replaced = own
			.replace(LINK, (_all, site: string, invite: string, code: string) => put(`${site}${invite}${this.code(code)}`))
			.replace(URLS, (url) => put(this.url(url)))
			.replace(GROUP, (_all, digits: string, at: string) => put(this.group(digits).replace('@', at)))
			.replace(PERSON, (_all, digits: string, rest: string) => put(`${this.person(digits, rest)}${rest}`))
			.replace(EMAIL, (email) => put(this.keep.has(email) ? email : this.names.of('email', email, madeUp.email)))
			.replace(IP, () => put('0.0.0.0'))
			.replace(DIGITS, (digits) => put(this.digits(digits)));
		// Its own placeholders may be inside others.
		const placeholder = /\u0000(\d+)\u0000/g;
		const fill = (marked: string): string => marked.replace(placeholder, (_all, at: string) => fill(parts[Number(at)] ?? ''));
		return fill(replaced);
	}

	private group(digits: string): string {
		const id = `${digits}@g.us`;
		if (this.keep.has(id) || this.names.isMadeUp(id)) return id;
		return this.names.of('group', id, digits.includes('-') ? madeUp.oldGroup : madeUp.group);
	}

	private person(digits: string, rest: string): string {
		if (this.names.isMadeUp(digits)) return digits;
		return /lid$/i.test(rest) ? this.names.of('lid', digits, madeUp.lid) : this.phone(digits);
	}

	private url(url: string): string {
		if (/^https?:(?:\\?\/){2}app\.wawp\.net(?:\\?\/)api(?:\\?\/)webhook/i.test(url))
			return 'https://app.wawp.net/api/webhook/system';
		if (url === OWN_WEBHOOK) return url;
		return this.names.of('url', url, (number) => `https://example.org/${number}`);
	}
}
