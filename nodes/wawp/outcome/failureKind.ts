import { readBody, type WawpResponse, type Outcome, type NoResponse } from './outcome';
import { CAUSES } from './causes';
import { isObject } from './json';
import { errorInside, WRAPPERS, type ErrorEnvelope } from './errorEnvelope';
import { isSessionStatus } from './statusWord';
import type { CallFailureKind } from './wawpFailure';

/**
 * Classifies a failed outcome: by the words in its body, else by WhatsApp's own status, else by the HTTP status.
 *
 * @param outcome a response without the expected content, or no response
 */
export function failureKind(outcome: Outcome): CallFailureKind {
	if (outcome.kind === 'noResponse') return noResponseKind(outcome);
	// Its text is that of a proxy, or of a server that another one could not ask: it says nothing about WhatsApp or the account.
	if (outcome.status > 501) return 'serverError';
	const error = readError(outcome);
	const words = error ? `${error.name} ${error.message}` : '';
	return (
		kindFromWords(words, outcome.status) ??
		kindFromWhatsAppStatus(error, outcome) ??
		kindFromBody(outcome) ??
		kindFromHttpStatus(outcome.status < 300 ? (error?.status ?? outcome.status) : outcome.status) ??
		(NO_INFORMATION.test(words.trim()) ? 'unreadable' : 'serverError')
	);
}

/**
 * Cloudflare and other firewalls answer with 403 and a page for browsers; Wawp's own 403 is JSON or text. WAHA names the status of the
 * session in its 422, which also means that the call is missing. whatsapp-web.js returns `false` if WhatsApp refused a change.
 */
function kindFromBody({ status, text }: WawpResponse): CallFailureKind | undefined {
	if (status === 403) return readBody(text).kind === 'markup' ? 'blocked' : undefined;
	if (status === 422) return namesSessionStatus(text) ? 'sessionNotWorking' : undefined;
	return status < 300 && text.trim() === 'false' ? 'refusedByWhatsApp' : undefined;
}

function namesSessionStatus(text: string): boolean {
	const body = readBody(text);
	if (body.kind !== 'json' || !isObject(body.value)) return false;
	const { value } = body;
	return [value, value.error, ...WRAPPERS.map((wrapper) => value[wrapper])].some(
		(level) => isObject(level) && isSessionStatus(level.status) && level.status !== 'WORKING',
	);
}

/** Wrappers of whatsapp-web.js return the word `undefined` if the account is not an admin of the group. */
const NO_INFORMATION = /^(?:undefined|null|ok|success)?$/i;

function noResponseKind({ reason, mayHaveArrived, because }: NoResponse): CallFailureKind {
	if (because) return failureKind(because);
	if (reason === 'canceled') return 'canceled';
	return mayHaveArrived ? 'noResponse' : 'unreachable';
}

function kindFromWords(words: string, status: number): CallFailureKind | undefined {
	const lower = words.toLowerCase();
	const kind = CAUSES.find(([, expression]) => expression.test(lower))?.[0];
	if (kind) return kind;
	// Inside a 500, "forbidden" is WhatsApp's word for "not in the group". Elsewhere it is HTTP's word for any 403.
	return /\bforbidden\b/.test(lower) && status === 500 ? 'notMember' : undefined;
}

/** WAHA repeats WhatsApp's own status inside the body of its HTTP 500. A 401 there does not mean a bad access token. */
function kindFromWhatsAppStatus(error: ErrorEnvelope | undefined, { status }: WawpResponse): CallFailureKind | undefined {
	if (error?.status === undefined || (status < 500 && !error.fromWhatsApp)) return undefined;
	const kinds: Record<number, CallFailureKind> = {
		400: 'refusedByWhatsApp',
		401: 'notAdmin',
		403: 'notMember',
		404: 'noSuchGroup',
		406: 'refusedByWhatsApp',
		410: 'noSuchGroup',
		429: 'rateLimited',
	};
	return kinds[error.status];
}

function kindFromHttpStatus(status: number): CallFailureKind | undefined {
	if (status >= 300 && status < 400) return 'redirected';
	if (status >= 500 && status !== 501) return 'serverError';
	const kinds: Record<number, CallFailureKind> = {
		401: 'badToken',
		402: 'planOrQuota',
		403: 'notAllowed',
		404: 'notFound',
		410: 'notFound',
		422: 'unsupported',
		429: 'rateLimited',
		501: 'unsupported',
	};
	return kinds[status] ?? (status >= 400 ? 'badRequest' : undefined);
}

/** The longest known errors repeat a request, with a stack. Without a limit, a list of 50 MB would be parsed in search of an error. */
const MAX_ERROR_LENGTH = 1_000_000;

/**
 * Reads the name, message and status of an error from a response, in any envelope. Plain text counts as a message.
 *
 * @returns undefined if the body is empty, HTML or XML, JSON without an error and a message, or far too long for an error
 */
export function readError(response: WawpResponse): ErrorEnvelope | undefined {
	if (response.text.length > MAX_ERROR_LENGTH) return undefined;
	const body = readBody(response.text);
	if (body.kind === 'text') return { name: '', message: body.text };
	if (body.kind !== 'json') return undefined;
	if (typeof body.value === 'string') return { name: '', message: body.value };
	return errorInside(body.value) ?? plainMessage(body.value);
}

/** Whether a 2xx reports a failure, as v1 did for a used-up limit: `{"status":"success","message":"..."}` (seen in public code). */
export const namesFailure = (response: WawpResponse): boolean => !['unreadable', 'serverError'].includes(failureKind(response));

const plainMessage = (value: unknown): ErrorEnvelope | undefined =>
	isObject(value) && typeof value.message === 'string' ? { name: '', message: value.message } : undefined;
