import { verdictOf, withAttempt, type Attempts } from '../outcome/attempts';
import { errorInside } from '../outcome/errorEnvelope';
import { failureKind } from '../outcome/failureKind';
import { isFinal, policyOf } from '../outcome/failurePolicy';
import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import type { Wawp, WawpCall } from './request';

export interface RetryOptions {
	/**
	 * Whether a second request is harmless. If false, only requests that Wawp certainly did not accept are retried. Default: true.
	 */
	idempotent?: boolean;
	/** The maximum number of retries. Default: 3. */
	maxRetries?: number;
}

/**
 * Sends a request and retries it, after a backoff or after the wait that a rate limit requires.
 *
 * @returns the last outcome: a success, a failure that is not worth a retry, or the failure of the last retry
 */
export async function requestWithRetry(wawp: Wawp, call: WawpCall, options: RetryOptions = {}): Promise<Outcome> {
	return await repeat(wawp, call, options, () => undefined);
}

export interface ChangeOptions extends RetryOptions {
	/** Whether an outcome proves that the change was not made. Default: that of a change of a single step. */
	isRefusal?: (outcome: Outcome) => boolean;
}

/**
 * Sends a change and retries it like `requestWithRetry`. A change that must not be repeated is not sent again once a request may have made it.
 *
 * @param before the requests of earlier tries
 * @returns what all requests prove together
 */
export async function requestChange(wawp: Wawp, call: WawpCall, options: ChangeOptions, before?: Attempts): Promise<Attempts> {
	if (before && options.idempotent === false && verdictOf(before) !== 'refused') return before;
	let attempts = before;
	const last = await repeat(wawp, call, options, (outcome) => (attempts = withAttempt(attempts, outcome, options.isRefusal)));
	return attempts ?? { last };
}

async function repeat(
	wawp: Wawp,
	call: WawpCall,
	{ idempotent = true, maxRetries = 3 }: RetryOptions,
	note: (outcome: Outcome) => void,
): Promise<Outcome> {
	const mayRetry = idempotent ? mayPass : wasNotAccepted;
	for (let attempt = 0; ; attempt++) {
		const outcome = await wawp.request(call);
		note(outcome);
		if (attempt >= maxRetries || wawp.pacing.canceled || !mayRetry(outcome)) return outcome;
		// After a rate limit, the pacing already delays the next request.
		if (failureKind(outcome) !== 'rateLimited') await wawp.pacing.backoff(attempt);
	}
}

const mayPass = (outcome: Outcome): boolean => policyOf(outcome).outlook === 'passing' && !isResult(outcome);

const wasNotAccepted = (outcome: Outcome): boolean =>
	!isFinal(outcome) && (outcome.kind === 'noResponse' ? !outcome.mayHaveArrived : outcome.status === 429);

/** Whether an outcome is a 2xx whose body reports no error. */
function isResult(outcome: Outcome): boolean {
	if (!isSuccess(outcome)) return false;
	const body = readBody(outcome.text);
	return body.kind !== 'json' || !errorInside(body.value);
}
