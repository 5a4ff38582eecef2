import { isObject, type JsonObject } from './json';

/** The content of an error body, in the same form for every known envelope. */
export interface ErrorEnvelope {
	/** Wawp's name for the cause, e.g. `invalid_session`. Empty if the body has none. */
	name: string;
	/** Wawp's or WhatsApp's text. Empty if the body has none. */
	message: string;
	/** A status inside the body: the repeated HTTP status, or WhatsApp's own status (WAHA's `exception.data`). */
	status?: number;
	/** Whether the status is WhatsApp's own. Its 401 does not mean a bad access token, whatever the HTTP status is. */
	fromWhatsApp?: true;
}

/**
 * Reads an error from one level of a body. An error can also come with HTTP 200, so the body decides, not the status. Known envelopes:
 * `{"status":401,"message","error"}` and 400 texts (documented), `{"code","message"}`, `{"error":{"code","message"}}`,
 * `{"result":false}`, `{"success":false}` (seen in public code), `{"statusCode":500,"exception":{...}}` (inferred from WAHA).
 *
 * @returns undefined if the value does not report an error
 */
export function errorEnvelope(value: unknown): ErrorEnvelope | undefined {
	if (!isObject(value)) return undefined;
	const { exception, error } = value;
	if (isObject(exception)) {
		const texts = { name: text(exception.name), message: text(exception.message) };
		const whatsAppStatus = numberFrom(exception.data);
		if (whatsAppStatus) return { ...texts, status: whatsAppStatus, fromWhatsApp: true };
		const status = numberFrom(value.statusCode);
		return { ...texts, ...(status && { status }) };
	}
	if (isObject(error)) {
		const inner = flatEnvelope(error) ?? { name: text(error.code), message: text(error.message) };
		return { ...inner, message: inner.message || text(value.message) };
	}
	return flatEnvelope(value);
}

/** The keys under which a response may hold its content once more. `data` and `response` were seen in public code. */
export const WRAPPERS = ['data', 'response', 'result'] as const;

/** Deeper than any wrapper that was seen. */
export const MAX_DEPTH = 8;

/** Reads an error like `errorEnvelope`, at every level of a wrapped body, e.g. `{"data":{"success":false}}`. */
export function errorInside(value: unknown, depth = MAX_DEPTH): ErrorEnvelope | undefined {
	if (!isObject(value) || depth === 0) return undefined;
	const error = errorEnvelope(value);
	if (error) return error;
	for (const wrapper of WRAPPERS) {
		const inner = errorInside(value[wrapper], depth - 1);
		if (inner) return inner;
	}
	return undefined;
}

/**
 * `code` holds an invite code or the name of an error. A message beside it means an error, unless `code` or another field says that
 * it is a success.
 */
function flatEnvelope(body: JsonObject): ErrorEnvelope | undefined {
	const status = numberFrom(body.statusCode) ?? numberFrom(body.status) ?? numberFrom(body.code);
	const code = text(body.code);
	const isSuccess = isSuccessWord(code) || [body.success, body.result, body.ok].includes(true);
	const codeIsName = isErrorName(code) || (code !== '' && !isSuccess && text(body.message) !== '');
	const isError =
		codeIsName ||
		(status !== undefined && status >= 400) ||
		isFailureWord(body.status) ||
		[body.success, body.result, body.ok].some(isFalse) ||
		[body.error, body.errors, body.exception].some((value) => !isNothing(value));
	if (!isError) return undefined;
	return {
		name: codeIsName ? code : text(body.error),
		message: text(body.message) || text(body.error) || text(body.exception) || firstText(body.errors),
		...(status && { status }),
	};
}

/** Whether a text looks like `invalid_session`: words in one case, joined by underscores. */
export const isErrorName = (text: string) => /^(?:[a-z]+(?:_[a-z]+)+|[A-Z]+(?:_[A-Z]+)+)$/.test(text);

const isSuccessWord = (word: string) => /^(?:success|ok)$/i.test(word);
const isFailureWord = (value: unknown) => /^(?:error|fail|failed|failure)$/i.test(text(value));
const isFalse = (value: unknown) => value === false || value === 'false';
const isNothing = (value: unknown) =>
	value === undefined || value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0);

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const firstText = (value: unknown): string => (Array.isArray(value) ? text(value[0]) : '');

function numberFrom(value: unknown): number | undefined {
	const number = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}
