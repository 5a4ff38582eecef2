import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { isObject } from '../outcome/json';
import { errorEnvelope, isErrorName } from '../outcome/errorEnvelope';

// Documented: `code`. Seen in similar gateways: the others. A key for a new code comes before the keys that may hold the old one.
const CODE_KEYS = ['newCode', 'inviteCode', 'inviteLink', 'invite', 'code', 'data'] as const;

const LINK = /^(?:https?:\/\/)?(?:www\.)?chat\.whatsapp\.com\/(?:invite\/)?([^/?#\s]+)\/?(?:[?#]\S*)?$/i;

// A code has no specified length or alphabet. It is part of a link, so only the characters that a URL does not escape are allowed
// (RFC 3986, "unreserved"). At least one letter is required, because a bare number is a status. The dot is not allowed, because
// it would also match a host name, or one word with a full stop.
const CODE = /^(?=.*[a-z])[a-z0-9_~-]+$/i;

// Wrappers of whatsapp-web.js return the word `undefined` if the account is not an admin of the group. Proxies and gateways
// return the other words instead of a code. `invite` is the rest of a link with an empty code.
const NOT_A_CODE =
	/^(?:undefined|null|nil|nan|none|true|false|ok|success|created|accepted|queued|done|revoked|error|failed|unauthorized|forbidden|invite)$/i;

/**
 * Reads the bare invite code from a response to "get" or "revoke". Supports all engines and envelopes: bare or quoted text,
 * `{code}`, `{inviteCode}`, `{inviteLink}`, `{newCode}`, `{invite}`, and `{data}` around any of them, each with a code or a full
 * link.
 *
 * @returns undefined if the outcome is not a 2xx with a code; `describeFailure` then explains why
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

/**
 * Reads the bare code from a code or a full link, e.g. a pasted one.
 *
 * @returns undefined if the text is neither
 */
export function codeFromText(text: string): string | undefined {
	const trimmed = text.trim();
	const code = LINK.exec(trimmed)?.[1] ?? trimmed;
	return CODE.test(code) && !NOT_A_CODE.test(code) && !isErrorName(code) ? code : undefined;
}

/** The full invite link for a bare code. */
export const inviteLink = (code: string) => `https://chat.whatsapp.com/${code}`;
