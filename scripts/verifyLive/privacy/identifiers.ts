import { codeFromText } from '../../../nodes/wawp/inviteCode/inviteCode';
import { madeUp, type Pseudonyms } from './pseudonyms';

export const OWN_WEBHOOK = 'https://webhook.example/verify-live';

const SUFFIX = '(@|%40)';
const GROUP = new RegExp(`\\b(\\d{5,32}(?:-\\d{5,32})?)${SUFFIX}g\\.us`, 'gi');
const PERSON = new RegExp(`\\b(\\d{5,32})((?:[._]\\d{1,5})?(?::\\d{1,5})?${SUFFIX}(?:c\\.us|s\\.whatsapp\\.net|lid))`, 'gi');
const LINK = /((?:https?:(?:\\?\/){2})?chat\.whatsapp\.com(?:\\?\/))((?:invite\\?\/)?)([^/?#\s"'\\<>]+)/gi;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const URLS = /https?:(?:\\?\/){2}[^\s"'<>]+/gi;
const IP = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const DIGITS = /\d{7,}/g;

/** Finds identifiers by their form: IDs, links, addresses and long numbers. Replaces them by made-up ones of the same form. */
export class Identifiers {
	constructor(
		private readonly names: Pseudonyms,
		private readonly known: { keep: ReadonlySet<string>; webhookUrl: string | undefined },
	) {}

	/** Whether a text is an identifier and nothing else. */
	isOnlyId(text: string): boolean {
		const whole = [GROUP, PERSON, LINK, EMAIL, URLS].map(({ source }) => new RegExp(`^(?:${source})(?:[?#]\\S*)?$`, 'i'));
		return whole.some((expression) => expression.test(text)) || /^\+?\d{7,}$/.test(text);
	}

	/** A number that is too long to be a count or a status may be a phone number or a time. */
	number(value: number): number {
		const digits = String(Math.abs(Math.trunc(value)));
		return digits.length < 7 ? value : Number(this.digits(digits));
	}

	/** A bare code or a link. */
	code(text: string): string {
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
	replace(text: string): string {
		if (this.known.keep.has(text)) return text;
		const { webhookUrl } = this.known;
		const parts: string[] = [];
		const put = (made: string) => `\u0000${parts.push(made) - 1}\u0000`;
		const clean = text.replaceAll('\u0000', '');
		const own = webhookUrl === undefined ? clean : clean.split(webhookUrl).join(put(OWN_WEBHOOK));
		const replaced = own
			.replace(LINK, (_all, site: string, invite: string, code: string) => put(`${site}${invite}${this.code(code)}`))
			.replace(URLS, (url) => put(this.url(url)))
			.replace(GROUP, (_all, digits: string, at: string) => put(this.group(digits).replace('@', at)))
			.replace(PERSON, (_all, digits: string, rest: string) => put(`${this.person(digits, rest)}${rest}`))
			.replace(EMAIL, (email) => put(this.known.keep.has(email) ? email : this.names.of('email', email, madeUp.email)))
			.replace(IP, () => put('0.0.0.0'))
			.replace(DIGITS, (digits) => put(this.digits(digits)));
		// Its own placeholders may be inside others.
		const placeholder = /\u0000(\d+)\u0000/g;
		const fill = (marked: string): string => marked.replace(placeholder, (_all, at: string) => fill(parts[Number(at)] ?? ''));
		return fill(replaced);
	}

	private group(digits: string): string {
		const id = `${digits}@g.us`;
		if (this.known.keep.has(id) || this.names.isMadeUp(id)) return id;
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
