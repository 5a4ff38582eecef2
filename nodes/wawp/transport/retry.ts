import { errorEnvelope } from '../outcome/errorEnvelope';
import { failureKind } from '../outcome/failureKind';
import { isFinal, policyOf } from '../outcome/failurePolicy';
import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import type { Wawp, WawpCall } from './request';

export interface RetryOptions {
	/** Whether a second request does no harm: false retries only what Wawp certainly did not accept. Default: true. */
	idempotent?: boolean;
	/** How often the request is repeated at most. Default: 3. */
	maxRetries?: number;
}

/**
 * The one way to repeat a request: after a backoff, or after the pause that a rate limit asked for.
 *
 * @returns the last outcome, whatever it is
 */
export async function requestWithRetry(
	wawp: Wawp,
	call: WawpCall,
	{ idempotent = true, maxRetries = 3 }: RetryOptions = {},
): Promise<Outcome> {
	const mayRetry = idempotent ? mayPass : wasNotAccepted;
	for (let attempt = 0; ; attempt++) {
		const outcome = await wawp.request(call);
		if (attempt >= maxRetries || wawp.pacing.canceled || !mayRetry(outcome)) return outcome;
		// After a rate limit, the next request waits for its turn anyway.
		if (failureKind(outcome) !== 'rateLimited') await wawp.pacing.backoff(attempt);
	}
}

const mayPass = (outcome: Outcome): boolean => !isResult(outcome) && policyOf(outcome).outlook === 'passing';

const wasNotAccepted = (outcome: Outcome): boolean =>
	outcome.kind === 'noResponse' ? !outcome.mayHaveArrived : outcome.status === 429 && !isFinal(outcome);

/** A 2xx whose body does not say otherwise. */
function isResult(outcome: Outcome): boolean {
	if (!isSuccess(outcome)) return false;
	const body = readBody(outcome.text);
	return body.kind !== 'json' || !errorEnvelope(body.value);
}
