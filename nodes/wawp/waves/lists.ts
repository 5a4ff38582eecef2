import { isObject, parseJson, type JsonObject } from '../outcome/json';
import { badInput } from '../outcome/wawpFailure';

/**
 * Reads the items of another node, which an expression hands over as a list, as JSON text, or as a list of n8n's items.
 *
 * @param field the name of the field, for messages
 * @throws WawpFailure of kind `badInput` if it is no list of objects
 */
export function toItems(value: unknown, field: string): JsonObject[] {
	const isBlank = value === undefined || value === null || (typeof value === 'string' && ['', 'null'].includes(value.trim()));
	const items = isBlank ? [] : [typeof value === 'string' ? parseJson(value) : value].flat();
	if (items.every(isObject)) return items.map((item) => (isObject(item.json) ? item.json : item));
	throw badInput(
		`"${field}" is not a list of items`,
		`Use an expression such as {{ $('A Node').all().map((item) => item.json) }} in "${field}"`,
	);
}

/** A text, or the message of an error. */
export function messageOf(value: unknown): string {
	if (typeof value === 'string') return value;
	return isObject(value) && typeof value.message === 'string' ? value.message : '';
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
