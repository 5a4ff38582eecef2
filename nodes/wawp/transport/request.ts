import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { CREDENTIAL_TYPE, secretsOf, toAccount, withParameters, type Account } from './account';
import { isSuccess, type NoResponse, type Outcome, type WawpResponse } from '../outcome/outcome';
import { failureKind } from '../outcome/failureKind';
import type { GroupId } from '../ids/groupId';
import type { KnownPeople } from '../ids/knownPeople';
import { accountPace, type Spacing } from './accountPace';
import { accountPeople } from './accountPeople';
import { CircuitBreaker } from './circuitBreaker';
import { clock } from './clock';
import { Pacing } from './pacing';
import { redactor, withoutEcho, type Redact } from './redaction';
import { MAX_RESPONSE_BYTES, toNoResponse, toResponse, until } from './response';

export interface WawpCall {
	method: IHttpRequestMethods;
	/** The path after `/v2`, e.g. `/groups`. User input in it is already percent-encoded. */
	path: string;
	/** Also sent as the parameter `id`, as the API's pages show for calls on one group. */
	groupId?: GroupId;
	query?: IDataObject;
	/** The parameters of the call, sent as JSON. */
	body?: IDataObject;
	/** ms for the whole call, until the last byte of the response */
	timeout?: number;
	/** Sent even if the run cannot succeed any more: it settles what an earlier request has done. */
	evenIfStopped?: boolean;
	/** Keeps its distance from other actions of this kind, in whichever run of the account. */
	spacing?: Spacing;
	/** Its failure says nothing about other calls: it neither ends the run nor slows it down. */
	isOptional?: boolean;
	/** A larger response is cut off and unreadable. Default: 5 MB. */
	maxBytes?: number;
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
	/** The people whom this process knows from the account's deliveries, lists and results. */
	people: KnownPeople;
}

const DEFAULT_TIMEOUT = 30_000;

/** The connection of each run that has one. n8n makes a new context for each try of Retry On Fail. */
const connections = new WeakMap<IAllExecuteFunctions, Wawp>();

/**
 * Reads the credential and creates the connection, or returns the one that this run of the node already has.
 *
 * @param requestsPerMinute the node's own limit, from now on. 0: no limit. Default: the earlier one
 * @throws WawpFailure of kind `badInput` if the credential is invalid
 */
export async function connect(
	context: IAllExecuteFunctions,
	{ requestsPerMinute }: { requestsPerMinute?: number | undefined } = {},
): Promise<Wawp> {
	const wawp = connections.get(context) ?? (await createConnection(context));
	if (requestsPerMinute !== undefined) wawp.pacing.limitTo(requestsPerMinute);
	// The contexts of the editor and of the trigger serve more than one run.
	if ('getExecutionCancelSignal' in context) connections.set(context, wawp);
	return wawp;
}

/** @returns what hides the secrets of the credential, for an error before the connection. Without a valid credential, it hides nothing */
export const redactFor = async (context: IAllExecuteFunctions): Promise<Redact> =>
	await connect(context).then(
		({ redact }) => redact,
		() => String,
	);

/** Creates a connection with the credential of the node. */
async function createConnection(context: IAllExecuteFunctions): Promise<Wawp> {
	const data = await context.getCredentials(CREDENTIAL_TYPE);
	return connectWith(context, toAccount(data), data);
}

/**
 * Creates a connection to an account, which need not be that of the node's credential. All requests are made here, with n8n's
 * authenticated request helper.
 *
 * @param data the fields of the credential, from which n8n authenticates
 */
export function connectWith(
	context: IAllExecuteFunctions,
	account: Account,
	data: ICredentialDataDecryptedObject = { ...account, sendCredentialsIn: account.place },
): Wawp {
	const redact = redactor(secretsOf(account));
	const { id = null, name } = context.getNode().credentials?.[CREDENTIAL_TYPE] ?? { name: CREDENTIAL_TYPE };
	// Without this, n8n reads and decrypts the credential for each request.
	const credentialsDecrypted = { id: id ?? '', name, type: CREDENTIAL_TYPE, data };

	const signal = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

	const send = async (call: WawpCall): Promise<Outcome> => {
		const { method, path, groupId, query, body, timeout = DEFAULT_TIMEOUT, maxBytes = MAX_RESPONSE_BYTES } = call;
		const options: IHttpRequestOptions = {
			method,
			url: `/v2${path}`,
			...(query && { qs: query }),
			...(body && { body }),
			json: true,
			// A stream can be cut off. `readBody` parses its text.
			encoding: 'stream',
			timeout,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// A redirect could send the access token to another host, and turns a POST into a GET.
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
			return await toResponse(await until(deadline, sent), {
				redact: withoutEcho(redact, Object.values(body ?? {})),
				deadline,
				maxBytes,
			});
		} catch (error) {
			// Older versions of n8n hide the code of a canceled request.
			if (signal?.aborted) return { kind: 'noResponse', reason: 'canceled', mayHaveArrived: true };
			return toNoResponse(deadline.aborted ? deadline.reason : error);
		}
	};
	const pacing = new Pacing({ clock, signal, pace: accountPace(account) });
	// In the editor, and while n8n publishes a workflow, somebody waits for the response.
	return {
		account,
		pacing,
		redact,
		people: accountPeople(account),
		request: paced(send, pacing, 'getExecutionCancelSignal' in context),
	};
}

/**
 * Delays each request as the pacing requires, and sends none if the run cannot succeed.
 *
 * @param waitsAhead whether to wait for the reset of a limit that is used up, before a request is refused
 */
function paced(send: Wawp['request'], pacing: Pacing, waitsAhead: boolean): Wawp['request'] {
	const breaker = new CircuitBreaker();
	/** The outcome of a call that is not sent any more. */
	const unsent = ({ evenIfStopped }: WawpCall): NoResponse | undefined => {
		if (pacing.canceled) return { kind: 'noResponse', reason: 'canceled', mayHaveArrived: false };
		return evenIfStopped ? undefined : breaker.stopped;
	};
	/** @returns the outcome of the call, or that of all further ones */
	const record = (call: WawpCall, outcome: Outcome): Outcome => {
		if (call.spacing) pacing.spaced(call.spacing);
		if (call.isOptional) return outcome;
		const stopped = breaker.record(subjectOf(call), outcome, clock.now());
		// The run does not wait for a rate limit that lasts too long.
		if (stopped && outcome.kind === 'response' && outcome.status === 429) return stopped;
		// The kind, not the status: WhatsApp's own limit comes inside a 500.
		if (failureKind(outcome) === 'rateLimited') pacing.limited((outcome as WawpResponse).waitMs);
		else pacing.passed(waitsAhead && isSuccess(outcome) ? outcome.waitMs : 0);
		return outcome;
	};
	return async (call) => {
		// Before the wait, too: a run that cannot succeed waits for nothing.
		const early = unsent(call);
		if (early) return early;
		if (call.spacing) await pacing.space(call.spacing);
		if (call.path.startsWith('/groups')) await pacing.groupTurn();
		const end = await pacing.turn();
		try {
			return unsent(call) ?? record(call, await send(call));
		} finally {
			end();
		}
	};
}

/** What a call is about: a group, a chat, an invite code, or the account. */
const subjectOf = ({ groupId, body, query, path }: WawpCall): string =>
	[groupId, body?.chatId, query?.code].find((subject) => typeof subject === 'string') ?? path;
