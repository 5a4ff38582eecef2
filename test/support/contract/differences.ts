import { isDeepStrictEqual } from 'node:util';

export type Kind = 'added' | 'removed' | 'changed';

export interface Difference {
	kind: Kind;
	/** Where it is, e.g. `wawpGroups > parameters > inviteCode: revoke > options`. */
	path: string;
	before?: unknown;
	after?: unknown;
}

/** What a parameter may get more of. All else that is known about it is a fact: one that comes or goes changes the parameter. */
const GROWING = new Set(['values', 'fields', 'parts', 'modes']);

const isParameter = (value: object): boolean => 'type' in value && 'default' in value;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What differs between two contracts. Lists have no order, as the panel sorts them as it likes. */
export function differences(before: unknown, after: unknown, path: string[] = []): Difference[] {
	const where = path.join(' > ');
	if (Array.isArray(before) && Array.isArray(after)) {
		return [
			...without(before, after).map((value): Difference => ({ kind: 'removed', path: where, before: value })),
			...without(after, before).map((value): Difference => ({ kind: 'added', path: where, after: value })),
		];
	}
	if (isObject(before) && isObject(after)) {
		const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
		return [...keys].flatMap((key) => {
			const to = [...path, key];
			const isFact = isParameter(before) && !GROWING.has(key);
			if (!isFact && key in before && key in after) return differences(before[key], after[key], to);
			return changeOf(before[key], after[key], to.join(' > '), isFact);
		});
	}
	return changeOf(before, after, where, true);
}

function changeOf(before: unknown, after: unknown, path: string, isFact: boolean): Difference[] {
	if (isDeepStrictEqual(before, after)) return [];
	if (isFact) return [{ kind: 'changed', path, before, after }];
	return [before === undefined ? { kind: 'added', path, after } : { kind: 'removed', path, before }];
}

const without = (some: unknown[], others: unknown[]): unknown[] =>
	some.filter((value) => !others.some((other) => isDeepStrictEqual(value, other)));

/** One line for each side of a difference, as in a diff. */
export const inLines = (all: Difference[]): string[] =>
	all.flatMap(({ kind, path, before, after }) => [
		...(kind === 'added' ? [] : [`- ${path}: ${inWords(before)}`]),
		...(kind === 'removed' ? [] : [`+ ${path}: ${inWords(after)}`]),
	]);

const inWords = (value: unknown): string => (value === undefined ? 'not set' : JSON.stringify(value));
