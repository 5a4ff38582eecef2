import { readBody, type WawpResponse, type Outcome, type NoResponse } from './outcome';
import { isObject } from './json';
import { errorEnvelope, type ErrorEnvelope } from './errorEnvelope';
import type { CallFailureKind } from './wawpFailure';

/** What kind of failure an outcome is: by the words in it, else by WhatsApp's own status, else by the HTTP status. */
export function failureKind(outcome: Outcome): CallFailureKind {
	if (outcome.kind === 'noResponse') return noResponseKind(outcome);
	const said = readError(outcome);
	const words = said ? `${said.name} ${said.message}` : '';
	return (
		kindFromWords(words, outcome.status) ??
		kindFromWhatsAppStatus(said, outcome) ??
		kindFromHttpStatus(outcome.status < 300 ? (said?.status ?? outcome.status) : outcome.status) ??
		(SAYS_NOTHING.test(words.trim()) ? 'unreadable' : 'serverError')
	);
}

/** Wrappers of whatsapp-web.js answer the word `undefined` for a group that the account is no admin of. */
const SAYS_NOTHING = /^(?:undefined|null|ok|success)?$/i;

function noResponseKind({ reason, mayHaveArrived }: NoResponse): CallFailureKind {
	if (reason === 'canceled') return 'canceled';
	return mayHaveArrived ? 'noResponse' : 'unreachable';
}

/** Texts that name the cause, whatever the status: WhatsApp's refusals come as HTTP 500 (WAHA), Wawp's under 200 too. */
const WORDS: ReadonlyArray<[CallFailureKind, RegExp]> = [
	['sessionMissing', /invalid_session|invalid_instance|session (?:was )?not found|no such (?:session|instance)/],
	['sessionNotWorking', /session status is not as expected|session is not (?:working|connected)|not logged in/],
	// Before the plan's limits: "Rate limit exceeded" is none of them.
	['rateLimited', /rate-overlimit|\brate[ _-]limit|requests? limit|too many requests/],
	['planOrQuota', /subscription_required|quota_reached|upgrade your plan/],
	['planOrQuota', /(?:limit|quota) (?:is |was |has been )?(?:exceeded|reached)|exceeded [\w ]{0,40}(?:limit|quota)/],
	// The hyphen is WhatsApp's; "Not authorized" with a space may be Wawp's own 401 for a bad token.
	[
		'notAdmin',
		/not-authorized|\bnot (?:an? )?(?:group )?admin|admins? only|only admins?|no admin rights|must be (?:an? )?(?:group )?admin/,
	],
	['noSuchGroup', /item-not-found|group (?:was )?not found|no such group|getinvitecode is not a function/],
	['notMember', /not (?:a )?(?:group )?(?:member|participant)|not in (?:the|this) group/],
	['badRequest', /missing_param|bad-request/],
	['unsupported', /not (?:supported|implemented)/],
	['serverError', /wawp_upstream_error|proxy_error/],
];

function kindFromWords(words: string, status: number): CallFailureKind | undefined {
	const lower = words.toLowerCase();
	const kind = WORDS.find(([, expression]) => expression.test(lower))?.[0];
	if (kind) return kind;
	// "forbidden" is WhatsApp's word for "not in the group" inside a 500, and HTTP's own word for any 403.
	return /\bforbidden\b/.test(lower) && status >= 500 ? 'notMember' : undefined;
}

/** WAHA repeats WhatsApp's own status inside the body of its HTTP 500: a 401 there says nothing about the access token. */
function kindFromWhatsAppStatus(said: ErrorEnvelope | undefined, { status }: WawpResponse): CallFailureKind | undefined {
	if (said?.status === undefined || (status < 500 && !said.fromWhatsApp)) return undefined;
	const kinds: Record<number, CallFailureKind> = {
		400: 'badRequest',
		401: 'notAdmin',
		403: 'notMember',
		404: 'noSuchGroup',
		429: 'rateLimited',
	};
	return kinds[said.status];
}

function kindFromHttpStatus(status: number): CallFailureKind | undefined {
	if (status >= 300 && status < 400) return 'redirected';
	if (status >= 500) return 'serverError';
	const kinds: Record<number, CallFailureKind> = {
		401: 'badToken',
		402: 'planOrQuota',
		403: 'notAllowed',
		404: 'notFound',
		422: 'sessionNotWorking',
		429: 'rateLimited',
	};
	return kinds[status] ?? (status >= 400 ? 'badRequest' : undefined);
}

/** What an answer says in words, in whichever envelope. */
export function readError(answer: WawpResponse): ErrorEnvelope | undefined {
	const body = readBody(answer.text);
	if (body.kind === 'text') return { name: '', message: body.text };
	if (body.kind !== 'json') return undefined;
	if (typeof body.value === 'string') return { name: '', message: body.value };
	return errorEnvelope(body.value) ?? plainMessage(body.value);
}

/** Whether a 2xx names a failure: v1 reported a used-up monthly limit as `{"status":"success","message":"..."}` (seen in public code). */
export const namesFailure = (response: WawpResponse): boolean => !['unreadable', 'serverError'].includes(failureKind(response));

const plainMessage = (value: unknown): ErrorEnvelope | undefined =>
	isObject(value) && typeof value.message === 'string' ? { name: '', message: value.message } : undefined;
