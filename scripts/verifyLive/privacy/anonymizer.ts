import { codeFromText } from '../../../nodes/wawp/inviteCode/inviteCode';
import { isWord } from '../../../nodes/wawp/outcome/errorWords';
import { isObject } from '../../../nodes/wawp/outcome/json';
import { readBody } from '../../../nodes/wawp/outcome/outcome';
import { HIDDEN, type Redact } from '../../../nodes/wawp/transport/redaction';
import { Identifiers } from './identifiers';
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

const MAX_XML = 500;
const ISO_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;
const QUOTED = /(["'“‘])([^"'“”‘’\n]{2,})(["'”’])/g;

/**
 * Replaces everything in texts and bodies that identifies a person or a group. IDs, codes and names become made-up ones of the same form. The
 * same value always becomes the same one. Everything that is not known to be harmless is replaced.
 */
export class Anonymizer {
	private readonly names = new Pseudonyms();
	private hide: Redact;
	private readonly keep: ReadonlySet<string>;
	private readonly ids: Identifiers;

	constructor(values: KnownValues) {
		this.hide = hideSecrets(values.secrets);
		this.keep = new Set(values.keep);
		this.ids = new Identifiers(this.names, { keep: this.keep, webhookUrl: values.webhookUrl });
		for (const id of values.groupIds) this.ids.replace(id);
		for (const value of values.personal) this.ids.replace(value);
		for (const value of values.personal) if (this.ids.replace(value) === value) this.name(value);
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
				return this.markup(text);
			case 'text':
				return this.bareText(body.text);
			case 'json':
				return JSON.stringify(this.value(body.value, ''));
		}
	}

	/** A text for people, with made-up values. */
	text(text: string): string {
		return this.names.replaceIn(this.ids.replace(this.hide(text)));
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

	/** An error in XML says something. A web page says where it came from, and repeats the request. */
	private markup(text: string): string {
		const isPage = text.length > MAX_XML || /<!doctype|<html/i.test(text);
		return isPage ? `<!-- a page of ${text.length} characters -->` : this.wrote(this.hide(text).trim());
	}

	private bareText(text: string): string {
		const code = codeFromText(text);
		if (code !== undefined) return this.ids.code(text);
		return isWord(text) && isApiWord(text.toLowerCase()) ? text : this.wrote(text);
	}

	private value(value: unknown, key: string): unknown {
		if (typeof value === 'string') return this.string(value, key);
		if (typeof value === 'number') return this.ids.number(value);
		if (Array.isArray(value)) return value.map((entry) => this.value(entry, key));
		if (!isObject(value)) return value;
		return Object.fromEntries(Object.entries(value).map(([name, inner]) => [this.key(name), this.value(inner, name)]));
	}

	private key(key: string): string {
		const replaced = this.ids.replace(key);
		return replaced !== key || isFieldName(key) || /^\d{1,4}$/.test(key) ? replaced : this.name(key);
	}

	private string(text: string, key: string): string {
		if (text.trim() === '' || this.keep.has(text)) return text;
		if (isPersonal(key)) return this.personal(text);
		if (isApiWord(text)) return text;
		if (ISO_TIME.test(text)) return '2026-01-01T00:00:00.000Z';
		if (TEXT_KEYS.has(key.toLowerCase())) return this.wrote(text);
		if (this.ids.isOnlyId(text)) return this.ids.replace(text);
		const isCode = /code|invite|data/i.test(key) && codeFromText(text) !== undefined;
		if (isCode && !isErrorName(text)) return this.ids.code(text);
		if (/^(?:code|error|type)$/i.test(key) && isErrorName(text)) return text;
		if (text.includes(HIDDEN)) return HIDDEN;
		return this.name(text, { inTexts: !isPlainWord(text, key) });
	}

	/** A name, or an ID in its place. */
	private personal(text: string): string {
		if (isErrorClass(text)) return text;
		if (text.includes(HIDDEN)) return HIDDEN;
		return this.ids.isOnlyId(text) ? this.ids.replace(text) : this.name(text);
	}

	private name = (text: string, options?: { inTexts: boolean }) => this.names.of('text', text, madeUp.text, options);
}
