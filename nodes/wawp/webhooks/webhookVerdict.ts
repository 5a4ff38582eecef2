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
 * Judges the response to `webhook/delete`. The list of webhooks has the last word, whatever the verdict is: `done` and `refused` only
 * count if the list cannot be read. Words that say that this webhook is not registered count as `done`. A status alone says nothing:
 * a missing route, a proxy and another server respond with 404 too.
 */
export function deleteVerdict(outcome: Outcome): Verdict {
	if (outcome.kind === 'response' && reportsMissing(outcome)) return 'done';
	return failureKind(outcome) === 'notFound' ? 'unclear' : setVerdict(outcome);
}

const mayStillApply = (outcome: Outcome) => outcome.kind === 'response' && mayStillRun(outcome);

function reportsSuccess({ text }: WawpResponse): boolean {
	const body = readBody(text);
	return body.kind === 'json' && isObject(body.value) && Object.keys(body.value).length > 0 && !errorInside(body.value);
}

/**
 * The whole text must say that the webhook is missing. Parts do not count: "Webhook not found in the request" is about a parameter,
 * and "The requested URL was not found" about a route.
 */
const MISSING =
	/^(?:webhook_not_found|no such webhook|no webhook (?:with|for) (?:this|that) url|(?:(?:the|this) )?webhook(?: url)? (?:(?:(?:is|was) )?not (?:found|registered)|does not exist))[.!]?$/i;

/** Only JSON counts, in which Wawp reports its errors: any server may send a text about a webhook. */
function reportsMissing(response: WawpResponse): boolean {
	const body = readBody(response.text);
	if (response.status >= 500 || body.kind !== 'json' || !isObject(body.value)) return false;
	const error = readError(response);
	return error !== undefined && [error.name, error.message].some((text) => MISSING.test(text));
}
