import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { isObject } from '../outcome/json';
import { errorEnvelope, isErrorName } from '../outcome/errorEnvelope';

// Documented: `code`. Seen in similar gateways: the others. A new code is named before one that may be the old one.
const CODE_KEYS = ['newCode', 'inviteCode', 'inviteLink', 'invite', 'code', 'data'] as const;

const LINK = /^(?:https?:\/\/)?(?:www\.)?chat\.whatsapp\.com\/(?:invite\/)?([^/?#\s]+)\/?(?:[?#]\S*)?$/i;

// A code has no specified length or alphabet. It stands in a link as it is, so it has the characters that a URL
// needs not to escape (RFC 3986, "unreserved"), and a letter: a bare number is a status. The dot is left out: it would
// let through a host name, and one word with a full stop.
const CODE = /^(?=.*[a-z])[a-z0-9_~-]+$/i;

// Wrappers of whatsapp-web.js answer the word `undefined` for a group that the account is no admin of; the others
// are what proxies and gateways say in place of a code, and what is left of a link with an empty code.
const NOT_A_CODE =
	/^(?:undefined|null|nil|nan|none|true|false|ok|success|created|accepted|queued|done|revoked|error|failed|unauthorized|forbidden|invite)$/i;

/**
 * The bare invite code in an answer to "get" or "revoke", whatever engine and envelope it came in: bare or quoted text,
 * `{code}`, `{inviteCode}`, `{inviteLink}`, `{newCode}`, `{invite}`, `{data}` around any of them, a code or a full link.
 *
 * @returns undefined unless the answer is a 2xx that holds a code; `describeFailure` then says why
 */
export function inviteCodeFrom(outcome: Outcome): string | undefined {
	if (!isSuccess(outcome)) return undefined;
	const body = readBody(outcome.text);
	if (body.kind === 'text') return codeFromText(body.text);
	return body.kind === 'json' ? codeFromValue(body.value, MAX_DEPTH) : undefined;
}

const MAX_DEPTH = 8;

function codeFromValue(value: unknown, depth: number): string | undefined {
	if (typeof value === 'string') return codeFromText(value);
	if (!isObject(value) || depth === 0 || errorEnvelope(value)) return undefined;
	for (const key of CODE_KEYS) {
		const code = codeFromValue(value[key], depth - 1);
		if (code) return code;
	}
	return undefined;
}

/** The bare code in a code or a full link, e.g. one that a person pasted. */
export function codeFromText(text: string): string | undefined {
	const trimmed = text.trim();
	const code = LINK.exec(trimmed)?.[1] ?? trimmed;
	return CODE.test(code) && !NOT_A_CODE.test(code) && !isErrorName(code) ? code : undefined;
}

/** The link that people open, for a bare code. */
export const inviteLink = (code: string) => `https://chat.whatsapp.com/${code}`;
