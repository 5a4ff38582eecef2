import { errorInside } from './errorEnvelope';
import { isSuccess, readBody, type Outcome } from './outcome';
import { isPlainSuccess } from './plainSuccess';

/**
 * Whether a response accepts a change. GOWS accepts with an empty body (inferred from WAHA). WEBJS returns `true`, or `false` if
 * WhatsApp refused the change (seen in public code). Only a look proves that the change took effect.
 */
export function isAccepted(outcome: Outcome): boolean {
	if (!isSuccess(outcome)) return false;
	const body = readBody(outcome.text);
	if (body.kind === 'json') return body.value !== false && !errorInside(body.value);
	return body.kind === 'empty' || isPlainSuccess(outcome);
}
