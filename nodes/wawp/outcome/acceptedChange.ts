import { errorInside } from './errorEnvelope';
import { namesFailure } from './failureKind';
import { isSuccess, readBody, type Outcome } from './outcome';
import { isPlainSuccess } from './plainSuccess';

/**
 * Whether a response accepts a change. GOWS accepts with an empty body (inferred from WAHA). WEBJS returns `true`, or `false` if
 * WhatsApp refused the change (seen in public code). A 2xx that names a failure accepts nothing, e.g. that of v1 for a used-up limit. Only
 * a look proves that the change took effect.
 */
export function isAccepted(outcome: Outcome): boolean {
	if (!isSuccess(outcome)) return false;
	const body = readBody(outcome.text);
	if (body.kind === 'empty' || isPlainSuccess(outcome)) return true;
	return body.kind === 'json' && isObjectOrList(body.value) && !errorInside(body.value) && !namesFailure(outcome);
}

const isObjectOrList = (value: unknown): boolean => typeof value === 'object' && value !== null;
