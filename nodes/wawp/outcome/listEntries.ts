import { isSuccess, readBody, type Outcome } from './outcome';
import { isObject, type JsonObject } from './json';
import { errorEnvelope } from './errorEnvelope';

const MAX_DEPTH = 8;

/**
 * The entries of a list in an answer: an array, or an object keyed by the ids of WhatsApp (NOWEB, inferred from WAHA), whose entries
 * then get the key as `id`; either may be inside one of the wrappers, or inside `data`.
 *
 * @returns undefined when the answer is no 2xx, says that something went wrong, or holds no list
 */
export function listEntriesFrom(outcome: Outcome, wrapper: string): unknown[] | undefined {
	if (!isSuccess(outcome)) return undefined;
	const body = readBody(outcome.text);
	return body.kind === 'json' ? listIn(body.value, wrapper, MAX_DEPTH) : undefined;
}

function listIn(value: unknown, wrapper: string, depth: number): unknown[] | undefined {
	if (Array.isArray(value)) return value as unknown[];
	if (!isObject(value) || depth === 0 || errorEnvelope(value)) return undefined;
	for (const key of ['data', wrapper]) {
		if (typeof value[key] === 'object' && value[key] !== null) return listIn(value[key], wrapper, depth - 1);
	}
	const keyedById = Object.entries(value);
	return keyedById.every(([key, entry]) => key.includes('@') && isObject(entry))
		? keyedById.map(([id, entry]) => ({ id, ...(entry as JsonObject) }))
		: undefined;
}
