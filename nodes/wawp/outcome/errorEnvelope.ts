import { isObject, type JsonObject } from './json';

/** What an error body says, in whichever of the known envelopes it came. */
export interface ErrorEnvelope {
	/** Wawp's name for the cause, e.g. `invalid_session`; empty where there is none. */
	name: string;
	/** Wawp's or WhatsApp's text; empty where there is none. */
	message: string;
	/** A status inside the body: the HTTP status again, or WhatsApp's own one (WAHA's `exception.data`). */
	status?: number;
	/** Whether the status is WhatsApp's own: its 401 says nothing about the access token, whatever the HTTP status is. */
	fromWhatsApp?: true;
}

/**
 * Tells an error body from a result, also under HTTP 200, where the documented and the observed errors of Wawp look alike:
 * `{"status":401,"message","error"}` and 400 texts (documented), `{"code","message"}`, `{"error":{"code","message"}}`,
 * `{"result":false}`, `{"success":false}` (seen in public code), `{"statusCode":500,"exception":{...}}` (inferred from WAHA).
 *
 * @returns undefined where nothing in the value says that something went wrong
 */
export function errorEnvelope(value: unknown): ErrorEnvelope | undefined {
	if (!isObject(value)) return undefined;
	const { exception, error } = value;
	if (isObject(exception)) {
		const said = { name: text(exception.name), message: text(exception.message) };
		const whatsAppStatus = numberFrom(exception.data);
		if (whatsAppStatus) return { ...said, status: whatsAppStatus, fromWhatsApp: true };
		const status = numberFrom(value.statusCode);
		return { ...said, ...(status && { status }) };
	}
	if (isObject(error)) {
		const inner = saysError(error) ?? { name: text(error.code), message: text(error.message) };
		return { ...inner, message: inner.message || text(value.message) };
	}
	return saysError(value);
}

/** `code` is the invite code's key and Wawp's key for the name of an error: a message beside it tells which. */
function saysError(body: JsonObject): ErrorEnvelope | undefined {
	const status = numberFrom(body.statusCode) ?? numberFrom(body.status) ?? numberFrom(body.code);
	const code = text(body.code);
	const codeIsName = isErrorName(code) || (code !== '' && !isSuccessWord(code) && text(body.message) !== '');
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

/** Names such as `invalid_session`: words of one case joined by underscores. No invite code was seen to look like one. */
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
