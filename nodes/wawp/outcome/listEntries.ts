import { isSuccess, readBody, type Outcome } from './outcome';
import { isObject, type JsonObject } from './json';
import { errorEnvelope, MAX_DEPTH, WRAPPERS } from './errorEnvelope';

/**
 * Reads the entries of a list from a response. The list is an array, or an object keyed by WhatsApp ids (NOWEB, inferred from
 * WAHA); each entry of such an object gets its key as `id`. The list may be nested under the given key, or in a wrapper such as `data`.
 *
 * @param wrapper another key that may hold the list, e.g. `groups`
 * @returns undefined if the response is not a 2xx, reports an error, or has no list. A list that says that there is more ends with null, an
 * entry that nobody can read: what is not in the list may exist
 */
export function listEntriesFrom(outcome: Outcome, wrapper: string): unknown[] | undefined {
	if (!isSuccess(outcome)) return undefined;
	const body = readBody(outcome.text);
	return body.kind === 'json' ? listIn(body.value, wrapper, MAX_DEPTH) : undefined;
}

/** Common words of APIs that return a part of a list. Wawp documents none. */
const hasMore = ({ total, count, size, hasMore: more, has_more, next }: JsonObject, length: number): boolean =>
	[total, count, size].some((number) => typeof number === 'number' && number > length) ||
	[more, has_more].includes(true) ||
	(typeof next === 'string' && next !== '');

function listIn(value: unknown, wrapper: string, depth: number): unknown[] | undefined {
	if (Array.isArray(value)) return value as unknown[];
	if (!isObject(value) || depth === 0 || errorEnvelope(value)) return undefined;
	for (const key of [wrapper, ...WRAPPERS]) {
		if (typeof value[key] !== 'object' || value[key] === null) continue;
		const entries = listIn(value[key], wrapper, depth - 1);
		return entries && hasMore(value, entries.length) ? [...entries, null] : entries;
	}
	const keyedById = Object.entries(value);
	return keyedById.every(([key, entry]) => key.includes('@') && isObject(entry))
		? keyedById.map(([id, entry]) => ({ id, ...(entry as JsonObject) }))
		: undefined;
}
