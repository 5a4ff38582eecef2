import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { CREDENTIAL_TYPE, secretsOf, toAccount, withParameters, type Account } from './account';
import type { WawpResponse, Outcome, NoResponse } from '../outcome/outcome';
import { isObject } from '../outcome/json';
import { failureKind } from '../outcome/failureKind';
import type { GroupId } from '../ids/groupId';
import { clock } from './clock';
import { Pacing } from './pacing';
import { redactor, type Redact } from './redaction';

export interface WawpCall {
	method: IHttpRequestMethods;
	/** The path after `/v2`, e.g. `/groups`. User input in it is already percent-encoded. */
	path: string;
	/** Also sent as the parameter `id`, as the API's pages show for calls on one group. */
	groupId?: GroupId;
	query?: IDataObject;
	/** The parameters of the call, sent as JSON. */
	body?: IDataObject;
	/** ms */
	timeout?: number;
}

/** The connection to Wawp for one run of a node. The credential is read once. */
export interface Wawp {
	account: Account;
	/** Delays every request of the run, so a rate limit slows down all of them. */
	pacing: Pacing;
	/**
	 * Resolves to a response of any status, or to the reason why there is none. Never rejects because of the server or the network.
	 */
	request: (call: WawpCall) => Promise<Outcome>;
	/** Hides the secrets of the credential in a text. */
	redact: Redact;
}

const DEFAULT_TIMEOUT = 30_000;

/**
 * Reads the credential and creates the connection. All requests are made here, with n8n's authenticated request helper.
 *
 * @param requestsPerMinute the node's own limit. 0: no limit
 * @throws WawpFailure of kind `badInput` if the credential is invalid
 */
export async function connect(context: IAllExecuteFunctions, { requestsPerMinute = 0 } = {}): Promise<Wawp> {
	const data = await context.getCredentials(CREDENTIAL_TYPE);
	const account = toAccount(data);
	const redact = redactor(secretsOf(account));
	const { id = null, name } = context.getNode().credentials?.[CREDENTIAL_TYPE] ?? { name: CREDENTIAL_TYPE };
	// Without this, n8n reads and decrypts the credential for each request.
	const credentialsDecrypted = { id: id ?? '', name, type: CREDENTIAL_TYPE, data };

	const signal = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

	const send = async (call: WawpCall): Promise<Outcome> => {
		const { method, path, groupId, query, body, timeout = DEFAULT_TIMEOUT } = call;
		const options: IHttpRequestOptions = {
			method,
			url: `/v2${path}`,
			...(query && { qs: query }),
			...(body && { body }),
			json: true,
			// Keeps the body as raw text, including big numbers. `readBody` parses it.
			encoding: 'text',
			timeout,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// A redirect could send the access token to another host, and turns a POST into a GET.
			disableFollowRedirect: true,
		};
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				CREDENTIAL_TYPE,
				groupId ? withParameters(options, account.place, { id: groupId }) : options,
				{ credentialsDecrypted },
			)) as IN8nHttpFullResponse;
			return toResponse(response, redact);
		} catch (error) {
			// Older versions of n8n hide the code of a canceled request.
			if (signal?.aborted) return { kind: 'noResponse', reason: 'canceled', mayHaveArrived: true };
			return toNoResponse(error);
		}
	};
	const pacing = new Pacing({ clock, requestsPerMinute, signal });
	return { account, pacing, redact, request: paced(send, pacing) };
}

/** Delays each request as the pacing requires, and reports to the pacing whether the request met a rate limit. */
function paced(send: Wawp['request'], pacing: Pacing): Wawp['request'] {
	return async (call) => {
		await pacing.turn();
		if (pacing.canceled) return { kind: 'noResponse', reason: 'canceled', mayHaveArrived: false };
		const outcome = await send(call);
		// The kind, not the status: WhatsApp's own limit comes inside a 500.
		if (failureKind(outcome) === 'rateLimited') pacing.limited((outcome as WawpResponse).retryAfter);
		else pacing.passed();
		return outcome;
	};
}

function toResponse({ statusCode, headers, body }: IN8nHttpFullResponse, redact: Redact): Outcome {
	const retryAfter = headers['retry-after'];
	return {
		kind: 'response',
		status: statusCode,
		text: typeof body === 'string' ? redact(body) : '',
		...(typeof retryAfter === 'string' && { retryAfter }),
	};
}

/** Classifies an error of n8n's helper. The error itself is dropped, because it contains the whole request. */
function toNoResponse(error: unknown): NoResponse {
	const reason = noResponseReason(errorCodes(error));
	return { kind: 'noResponse', reason, mayHaveArrived: ['canceled', 'dropped', 'timeout'].includes(reason) };
}

function noResponseReason(codes: string): NoResponse['reason'] {
	if (/ERR_CANCELED/.test(codes)) return 'canceled';
	if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/.test(codes)) return 'refused';
	if (/ENOTFOUND|EAI_AGAIN/.test(codes)) return 'unresolved';
	if (/CERT|SSL|TLS|EPROTO/.test(codes)) return 'certificate';
	return /ECONNABORTED|ETIMEDOUT/.test(codes) ? 'timeout' : 'dropped';
}

/**
 * Collects the codes of an error and its causes, outermost first, e.g. `ECONNREFUSED`. Older versions of n8n drop the cause and
 * keep only its text in `messages`: "connect ECONNREFUSED 127.0.0.1:443".
 */
function errorCodes(error: unknown): string {
	const codes: unknown[] = [];
	for (let at = error, depth = 0; isObject(at) && depth < 5; at = at.cause, depth++) codes.push(at.code, at.messages);
	return codes.flat().filter(Boolean).join(' ');
}
