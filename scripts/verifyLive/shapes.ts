import { listEntriesFrom } from '../../nodes/wawp/outcome/listEntries';
import { isObject } from '../../nodes/wawp/outcome/json';
import type { Outcome } from '../../nodes/wawp/outcome/outcome';
import { facts, type Fact, type FactId } from '../../test/support/emulator/facts';
import type { Engine } from '../../test/support/emulator/world';
import { jsonOf, type Exchange } from './exchange';

/** Whether a response is like the one of the fact: the same status, the same keys, and the same name of an error. */
export function isLike(exchange: Exchange, fact: FactId): boolean {
	const { response }: Fact = facts[fact];
	return response !== undefined && exchange.response?.status === response.status && hasKeysOf(jsonOf(exchange), response.body);
}

/** More keys are no difference. */
function hasKeysOf(value: unknown, assumed: Readonly<Record<string, unknown>>): boolean {
	return (
		isObject(value) &&
		Object.entries(assumed).every(([key, inner]) => {
			if (!(key in value)) return OPTIONAL.has(key);
			if (key === 'code' || (key === 'status' && typeof inner === 'number')) return value[key] === inner;
			return !isObject(inner) || hasKeysOf(value[key], inner);
		})
	);
}

/** Parts of WAHA's errors that say nothing about the cause. */
const OPTIONAL = new Set(['timestamp', 'name', 'stack', 'data']);

/** The engine that has groups of this shape. */
export function engineOf(outcome: Outcome): Engine | undefined {
	const [first] = listEntriesFrom(outcome, 'groups') ?? [];
	return isObject(first) ? engineOfGroup(first) : undefined;
}

export function engineOfGroup(group: Record<string, unknown>): Engine | undefined {
	if ('JID' in group) return 'GOWS';
	if (isObject(group.id) && '_serialized' in group.id) return 'WEBJS';
	return typeof group.id === 'string' && 'subject' in group ? 'NOWEB' : undefined;
}

/** The names of the fields of an object, for the report. */
export const keysOf = (value: unknown): string => (isObject(value) ? Object.keys(value).join(', ') : typeof value);
