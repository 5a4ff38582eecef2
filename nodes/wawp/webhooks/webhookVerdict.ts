import { isSuccess, readBody, type WawpResponse, type Outcome } from '../outcome/outcome';
import { isObject } from '../outcome/json';
import { errorEnvelope } from '../outcome/errorEnvelope';
import { failureKind, readError } from '../outcome/failureKind';
import { mayStillRun, policyOf } from '../outcome/failurePolicy';

/** `refused` stays so if it is tried again; `unclear` may have worked. */
export type Verdict = 'done' | 'refused' | 'unclear';

/**
 * What an answer to `webhook/set` proves. What Wawp answers is not known: done is whatever says no word of a failure, as long as
 * it is JSON that says something. An empty body, bare text or a page decides nothing.
 */
export function setVerdict(outcome: Outcome): Verdict {
	const kind = failureKind(outcome);
	if (policyOf(outcome).nothingDone && !isLate(outcome)) return 'refused';
	return isSuccess(outcome) && kind !== 'rateLimited' && saysDone(outcome) ? 'done' : 'unclear';
}

/**
 * What an answer to `webhook/delete` proves. A webhook that is not there any more counts as removed; `invalid_session` does not
 * say that: the webhook may live on under the right instance ID.
 */
export function deleteVerdict(outcome: Outcome): Verdict {
	if (outcome.kind === 'response' && saysGone(outcome)) return 'done';
	// Such as the 404 of a proxy, or of a base URL that is no Wawp.
	return failureKind(outcome) === 'notFound' ? 'unclear' : setVerdict(outcome);
}

const isLate = (outcome: Outcome) => outcome.kind === 'response' && mayStillRun(outcome);

function saysDone({ text }: WawpResponse): boolean {
	const body = readBody(text);
	return body.kind === 'json' && isObject(body.value) && Object.keys(body.value).length > 0 && !errorEnvelope(body.value);
}

const GONE = /webhook_not_found|no (?:such )?(?:webhook|url)\b|(?:webhook|url) (?:is |was |does )?not (?:found|exist|registered)/;

function saysGone(answer: WawpResponse): boolean {
	const said = readError(answer);
	const words = `${said?.name ?? ''} ${said?.message ?? ''}`.toLowerCase();
	if (answer.status < 500 && GONE.test(words)) return true;
	const aboutSomethingElse = /instance|session|account|cannot (?:delete|get|post) \//.test(words);
	return answer.status === 404 && !aboutSomethingElse && readBody(answer.text).kind !== 'markup';
}
