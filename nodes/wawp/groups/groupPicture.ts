import { errorInside, MAX_DEPTH, WRAPPERS } from '../outcome/errorEnvelope';
import { isObject } from '../outcome/json';
import { isSuccess, readBody, type Outcome } from '../outcome/outcome';

/**
 * Reads the address of a picture from a response: `{"url"}` (inferred from WAHA), also in a wrapper.
 *
 * @returns null without a picture, or if the response does not say
 */
export function pictureUrlFrom(outcome: Outcome): string | null {
	if (!isSuccess(outcome)) return null;
	const body = readBody(outcome.text);
	return (body.kind === 'json' && !errorInside(body.value) && urlIn(body.value, MAX_DEPTH)) || null;
}

function urlIn(value: unknown, depth: number): string | undefined {
	if (typeof value === 'string') return /^https?:\/\//i.test(value) ? value : undefined;
	if (!isObject(value) || depth === 0) return undefined;
	return [value.url, ...WRAPPERS.map((wrapper) => value[wrapper])]
		.map((inner) => urlIn(inner, depth - 1))
		.find((url) => url !== undefined);
}
