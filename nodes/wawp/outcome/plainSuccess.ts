import { errorInside, MAX_DEPTH, WRAPPERS } from './errorEnvelope';
import { namesFailure } from './failureKind';
import { isObject } from './json';
import { isSuccess, readBody, type Outcome } from './outcome';

/**
 * Whether a response says that the request succeeded, and no more. Examples: `{"ok":true}` (documented for changes of participants),
 * `{"status":200}` (inferred from WEBJS), `{"success":true,"message":"Done"}`, `{"data":{"success":true}}`, `OK`. A response without a
 * word of success is none, and neither is one with a list, which may contain failures.
 */
export function isPlainSuccess(outcome: Outcome): boolean {
	if (!isSuccess(outcome)) return false;
	const body = readBody(outcome.text);
	if (body.kind === 'text') return SUCCESS_WORD.test(body.text);
	if (body.kind !== 'json' || errorInside(body.value) || namesFailure(outcome)) return false;
	return !hasDetails(body.value) && saysSuccess(body.value);
}

const SUCCESS_WORD = /^(?:ok|success|done)$/i;

const FLAGS = ['ok', 'success', 'result', 'status', 'statusCode', 'code'];

function saysSuccess(value: unknown): boolean {
	if (!isObject(value)) return value === true || (typeof value === 'string' && SUCCESS_WORD.test(value));
	return (
		FLAGS.some((flag) => isSuccessFlag(value[flag])) ||
		WRAPPERS.some((wrapper) => isObject(value[wrapper]) && saysSuccess(value[wrapper]))
	);
}

/** Whether a value contains a list, or an object that is not the content of a wrapper. */
function hasDetails(value: unknown, depth = MAX_DEPTH): boolean {
	if (!isObject(value)) return Array.isArray(value);
	return Object.entries(value).some(
		([key, content]) => (isObject(content) && (depth === 0 || !isWrapper(key))) || hasDetails(content, depth - 1),
	);
}

const isWrapper = (key: string): boolean => WRAPPERS.some((wrapper) => wrapper === key);

const isSuccessFlag = (value: unknown): boolean =>
	value === true || (typeof value === 'string' ? /^2\d\d$/.test(value) || SUCCESS_WORD.test(value) : isSuccessStatus(value));

const isSuccessStatus = (value: unknown): boolean => typeof value === 'number' && value >= 200 && value < 300;
