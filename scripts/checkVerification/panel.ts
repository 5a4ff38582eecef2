import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import type { Subject } from './subject';

type Part = INodeProperties | INodePropertyOptions | INodePropertyCollection;

const isField = (part: Part): part is INodeProperties => 'type' in part && typeof part.type === 'string' && 'default' in part;
const isCollection = (part: Part): part is INodePropertyCollection => 'values' in part;

/** A field of a panel, with the path of its names. */
export interface Field {
	path: string;
	field: INodeProperties;
	isTopLevel: boolean;
}

/** A choice of a field. */
export interface Choice {
	path: string;
	choice: INodePropertyOptions;
	of: INodeProperties;
}

/** The fields of both nodes and of the credential, also inside collections. */
export function fieldsOf({ nodes, credential }: Subject): Field[] {
	const below = (properties: readonly INodeProperties[], path: string, isTopLevel: boolean): Field[] =>
		properties.flatMap((field) => {
			const own = `${path}.${field.name}`;
			const inner = (field.options ?? []).flatMap((part: Part) => {
				if (isCollection(part)) return below(part.values, `${own}.${part.name}`, false);
				return isField(part) ? below([part], own, false) : [];
			});
			return [{ path: own, field, isTopLevel }, ...inner];
		});
	return [
		...nodes.flatMap(({ name, description }) => below(description.properties, name, true)),
		...below(credential.properties, credential.name, true),
	];
}

/** The fields of the nodes that stand outside every collection. */
export const topLevelFields = (subject: Subject): Field[] =>
	fieldsOf(subject).filter(({ path, isTopLevel }) => isTopLevel && !path.startsWith(`${subject.credential.name}.`));

export const choicesOf = (subject: Subject): Choice[] =>
	fieldsOf(subject).flatMap(({ path, field }) =>
		(field.options ?? []).flatMap((part: Part) =>
			isCollection(part) || isField(part) || !('value' in part)
				? []
				: [{ path: `${path}=${String(part.value)}`, choice: part, of: field }],
		),
	);

export interface Operation extends INodePropertyOptions {
	resource: string;
	resourceName: string;
}

/** The operations of the action node, with their resource. */
export function operationsOf({ nodes }: Subject): Operation[] {
	const properties = nodes.flatMap(({ description }) => description.properties);
	const resources = (properties.find(({ name }) => name === 'resource')?.options ?? []) as INodePropertyOptions[];
	return resources.flatMap(({ value, name }) =>
		properties
			.filter((field) => field.name === 'operation' && field.displayOptions?.show?.resource?.includes(value))
			.flatMap(({ options }) => (options ?? []) as INodePropertyOptions[])
			.map((operation) => ({ ...operation, resource: String(value), resourceName: name })),
	);
}
