import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { isFinal } from '../inviteCode/callResult';
import { errorEnvelope } from '../outcome/errorEnvelope';
import type { FailureKind } from '../outcome/wawpFailure';
import { failureKind } from '../outcome/failureKind';
import type { Pacing } from './pacing';
import type { Wawp, WawpCall } from './request';

const MAX_RETRIES = 3;

/** What may be over in a moment. */
const PASSING: ReadonlySet<FailureKind> = new Set(['rateLimited', 'serverTrouble', 'noAnswer', 'unreachable']);

/** Makes a call that does no harm when it is made twice, and makes it again while there is hope. */
export const requestWithRetry = async (wawp: Wawp, pacing: Pacing, call: WawpCall): Promise<Outcome> =>
	await retrying(wawp, pacing, call, (outcome) => !isResult(outcome) && PASSING.has(failureKind(outcome)));

/** Makes a call that must not take effect twice: again only when Wawp has certainly not accepted it. */
export const requestAtMostOnce = async (wawp: Wawp, pacing: Pacing, call: WawpCall): Promise<Outcome> =>
	await retrying(wawp, pacing, call, (outcome) =>
		outcome.kind === 'noResponse' ? !outcome.mayHaveArrived : outcome.status === 429 && !isFinal(failureKind(outcome)),
	);

async function retrying(wawp: Wawp, pacing: Pacing, call: WawpCall, mayRetry: (outcome: Outcome) => boolean): Promise<Outcome> {
	for (let attempt = 0; ; attempt++) {
		const outcome = await wawp.request(call);
		if (attempt >= MAX_RETRIES || pacing.canceled || !mayRetry(outcome)) return outcome;
		// The wait for a rate limit is the gate's, which the answer has closed.
		if (failureKind(outcome) !== 'rateLimited') await pacing.backoff(attempt);
	}
}

/** A 2xx whose body does not say otherwise. */
function isResult(outcome: Outcome): boolean {
	if (!isSuccess(outcome)) return false;
	const body = readBody(outcome.text);
	return body.kind !== 'json' || !errorEnvelope(body.value);
}
