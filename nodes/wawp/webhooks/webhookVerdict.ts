import { isSuccess, readBody, type WawpResponse, type Outcome } from '../outcome/outcome';
import { isObject } from '../outcome/json';
import { errorInside } from '../outcome/errorEnvelope';
import { failureKind, readError } from '../outcome/failureKind';
import { mayStillRun, policyOf } from '../outcome/failurePolicy';

/** `refused`: a retry does not help. `unclear`: the call may have worked. */
export type Verdict = 'done' | 'refused' | 'unclear';

/**
 * Judges the response to `webhook/set`. Wawp's response is unknown: a non-empty JSON object that reports no failure counts as
 * `done`. An empty body, bare text or an HTML page is `unclear`.
 */
export function setVerdict(outcome: Outcome): Verdict {
	const kind = failureKind(outcome);
	if (policyOf(outcome).nothingDone && !mayStillApply(outcome)) return 'refused';
	return isSuccess(outcome) && kind !== 'rateLimited' && reportsSuccess(outcome) ? 'done' : 'unclear';
}

/**
 * Judges the response to `webhook/delete`. A webhook that does not exist counts as removed. `invalid_session` does not mean that:
 * the webhook may still exist under the right instance ID.
 */
export function deleteVerdict(outcome: Outcome): Verdict {
	if (outcome.kind === 'response' && reportsMissing(outcome)) return 'done';
	// For example the 404 of a proxy, or of a server that is not Wawp.
	return failureKind(outcome) === 'notFound' ? 'unclear' : setVerdict(outcome);
}

const mayStillApply = (outcome: Outcome) => outcome.kind === 'response' && mayStillRun(outcome);

function reportsSuccess({ text }: WawpResponse): boolean {
	const body = readBody(text);
	return body.kind === 'json' && isObject(body.value) && Object.keys(body.value).length > 0 && !errorInside(body.value);
}

const MISSING =
	/webhook_not_found|no (?:such )?(?:webhook|url)\b|(?:webhook|url) (?:is |was |does )?not (?:found|exist|registered)/;

function reportsMissing(response: WawpResponse): boolean {
	const error = readError(response);
	const text = `${error?.name ?? ''} ${error?.message ?? ''}`.toLowerCase();
	if (response.status < 500 && MISSING.test(text)) return true;
	const aboutSomethingElse = /instance|session|account|cannot (?:delete|get|post) \//.test(text);
	return response.status === 404 && !aboutSomethingElse && readBody(response.text).kind !== 'markup';
}
