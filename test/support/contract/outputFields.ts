import type { IDataObject } from 'n8n-workflow';

/** The names of an item's fields; `?` behind a name: not every item has it. */
export type OutputFields = string[];

/** @throws an Error when there is no item to see them on */
export function fieldsOf(what: string, items: IDataObject[]): OutputFields {
	if (items.length === 0) throw new Error(`"${what}" gave no item, so that its output fields are unknown`);
	const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
	return names.map((name) => (items.every((item) => name in item) ? name : `${name}?`)).sort();
}
