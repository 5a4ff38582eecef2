import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { isObject, type JsonObject } from '../outcome/json';
import { errorEnvelope, MAX_DEPTH } from '../outcome/errorEnvelope';
import { isWord, isWordLike, soundsLikeError } from '../outcome/errorWords';

// Documented: `code`. Seen in similar gateways: the others. A key for a new code comes before the keys that may hold the old one.
const CODE_KEYS = ['newCode', 'inviteCode', 'inviteLink', 'invite', 'code', 'data'] as const;

const LINK = /^(?:https?:\/\/)?(?:www\.)?chat\.whatsapp\.com\/(?:invite\/)?([^/?#\s]+)\/?(?:[?#]\S*)?$/i;

// A code has no specified length or alphabet. It is part of a link, so only the characters that a URL does not escape are allowed
// (RFC 3986, "unreserved"), without the dot of a host name. Known codes have 16 to 24 characters; 64 leaves room. At least one letter
// is required, because a bare number is a status.
const CODE = /^(?=.*[a-z])[a-z0-9_~-]{1,64}$/i;

// Wrappers of whatsapp-web.js return the word `undefined` if the account is not an admin of the group. `invite` is the rest of a link
// with an empty code.
const NOT_A_CODE = /^(?:undefined|null|nil|nan|none|true|false|ok|error|invite)$/i;

export interface FoundCode {
	/** The bare code. */
	code: string;
	/** Whether it could be a word, e.g. an error name that nobody has seen yet. Then one response does not prove it. */
	isDoubtful: boolean;
}

/**
 * Finds the invite code in a response to "get" or "revoke". Supports all engines and envelopes: bare or quoted text, `{code}`,
 * `{inviteCode}`, `{inviteLink}`, `{newCode}`, `{invite}`, and `{data}` around any of them, each with a code or a full link.
 *
 * @returns undefined if the outcome is not a 2xx with a code; `describeFailure` then explains why
 */
export function findInviteCode(outcome: Outcome): FoundCode | undefined {
	if (!isSuccess(outcome)) return undefined;
	const body = readBody(outcome.text);
	if (body.kind === 'text') return codeInText(body.text);
	return body.kind === 'json' ? codeInValue(body.value, MAX_DEPTH) : undefined;
}

/** The bare code in a response, certain or not. */
export const inviteCodeFrom = (outcome: Outcome): string | undefined => findInviteCode(outcome)?.code;

/**
 * Reads the bare code from a code or a full link, e.g. a pasted one.
 *
 * @returns undefined if the text is neither
 */
export const codeFromText = (text: string): string | undefined => codeInText(text)?.code;

function codeInValue(value: unknown, depth: number): FoundCode | undefined {
	if (typeof value === 'string') return codeInText(value);
	if (!isObject(value) || depth === 0 || reportsError(value)) return undefined;
	for (const key of CODE_KEYS) {
		const found = codeInValue(value[key], depth - 1);
		if (found) return found;
	}
	return undefined;
}

/** A lone `code` of lower-case letters and underscores can be a real one, unless it is made of error words. */
function reportsError(value: JsonObject): boolean {
	if (!errorEnvelope(value)) return false;
	const { code, ...rest } = value;
	return typeof code !== 'string' || isWord(code) || 'message' in rest || errorEnvelope(rest) !== undefined;
}

function codeInText(text: string): FoundCode | undefined {
	const trimmed = text.trim();
	const linked = LINK.exec(trimmed)?.[1];
	const code = linked ?? trimmed;
	if (!CODE.test(code) || NOT_A_CODE.test(code) || soundsLikeError(code)) return undefined;
	if (linked !== undefined) return { code, isDoubtful: false };
	return isWord(code) ? undefined : { code, isDoubtful: isWordLike(code) };
}

/** The full invite link for a bare code. */
export const inviteLink = (code: string) => `https://chat.whatsapp.com/${code}`;
