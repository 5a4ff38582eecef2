import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { CREDENTIAL_TYPE, secretsOf, toAccount, withParameters, type Account } from './account';
import type { Outcome, WawpResponse } from '../outcome/outcome';
import { failureKind } from '../outcome/failureKind';
import type { GroupId } from '../ids/groupId';
import { CircuitBreaker } from './circuitBreaker';
import { clock } from './clock';
import { Pacing } from './pacing';
import { redactor, type Redact } from './redaction';
import { MAX_RESPONSE_BYTES, toNoResponse, toResponse, until } from './response';

export interface WawpCall {
	method: IHttpRequestMethods;
	/** Below `/v2`, e.g. `/groups`; anything that a person entered is already percent-encoded. */
	path: string;
	/** Sent once more as `id`, as the API's pages show for calls on one group. */
	groupId?: GroupId;
	query?: IDataObject;
	/** The call's own parameters, sent as JSON. */
	body?: IDataObject;
	/** ms for the whole call, until the last byte of the response */
	timeout?: number;
	/** A larger response is not read to its end. Default: 5 MB. */
	maxBytes?: number;
}

/** The connection to Wawp for one run of a node. Its credential is read once. */
export interface Wawp {
	account: Account;
	/** Every request of the run waits for its turn here, so that a rate limit slows them all. */
	pacing: Pacing;
	/** Resolves to a response of any status, or to the reason why there is none. It never rejects for what Wawp did. */
	request: (call: WawpCall) => Promise<Outcome>;
	/** Hides the credential's secrets in text. */
	redact: Redact;
}

const DEFAULT_TIMEOUT = 30_000;

/**
 * The one place where requests are made, with n8n's authenticated request helper.
 *
 * @param requestsPerMinute the run's own limit; 0: none
 * @throws WawpFailure of kind `badInput` for a credential that cannot be used
 */
export async function connect(context: IAllExecuteFunctions, { requestsPerMinute = 0 } = {}): Promise<Wawp> {
	const data = await context.getCredentials(CREDENTIAL_TYPE);
	const account = toAccount(data);
	const redact = redactor(secretsOf(account));
	const { id = null, name } = context.getNode().credentials?.[CREDENTIAL_TYPE] ?? { name: CREDENTIAL_TYPE };
	// Without this, n8n reads and decrypts the credential again for each request.
	const credentialsDecrypted = { id: id ?? '', name, type: CREDENTIAL_TYPE, data };

	const send = async (call: WawpCall): Promise<Outcome> => {
		const { method, path, groupId, query, body, timeout = DEFAULT_TIMEOUT, maxBytes = MAX_RESPONSE_BYTES } = call;
		const options: IHttpRequestOptions = {
			method,
			url: `/v2${path}`,
			...(query && { qs: query }),
			...(body && { body }),
			json: true,
			// A stream can be cut off. Its text stays as it came, and `readBody` parses it.
			encoding: 'stream',
			timeout,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// A redirect could carry the access token to another host, and turns a POST into a GET.
			disableFollowRedirect: true,
		};
		// The helper's own timeout starts again with each byte that arrives.
		const deadline = AbortSignal.timeout(timeout);
		try {
			const sent = context.helpers.httpRequestWithAuthentication.call(
				context,
				CREDENTIAL_TYPE,
				groupId ? withParameters(options, account.place, { id: groupId }) : options,
				{ credentialsDecrypted },
			) as Promise<IN8nHttpFullResponse>;
			return await toResponse(await until(deadline, sent), { redact, deadline, maxBytes });
		} catch (error) {
			return toNoResponse(deadline.aborted ? deadline.reason : error);
		}
	};
	const signal = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const pacing = new Pacing({ clock, requestsPerMinute, signal });
	return { account, pacing, redact, request: paced(send, pacing) };
}

/** Lets each request wait for its turn, and sends none that cannot succeed. */
function paced(send: Wawp['request'], pacing: Pacing): Wawp['request'] {
	const breaker = new CircuitBreaker();
	return async (call) => {
		await pacing.turn();
		if (pacing.canceled) return { kind: 'noResponse', reason: 'canceled', mayHaveArrived: false };
		if (breaker.stopped) return breaker.stopped;
		const outcome = await send(call);
		breaker.record(subjectOf(call), outcome, clock.now());
		// A rate limit that outlasts the run is not waited for.
		if (breaker.stopped && outcome.kind === 'response' && outcome.status === 429) return breaker.stopped;
		// WhatsApp's own limit comes inside a 500.
		if (failureKind(outcome) === 'rateLimited') pacing.limited((outcome as WawpResponse).retryAfter);
		else pacing.passed();
		return outcome;
	};
}

/** What a call is about: a group, a chat, or the account. */
const subjectOf = ({ groupId, body, path }: WawpCall): string =>
	groupId ?? (typeof body?.chatId === 'string' ? body.chatId : path);
