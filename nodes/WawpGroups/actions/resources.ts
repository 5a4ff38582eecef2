import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { badInput } from '../../wawp/outcome/wawpFailure';
import * as account from './account';
import { eachItem } from './eachItem';
import * as group from './group';
import * as inviteCode from './inviteCode';
import * as message from './message';
import { modelNotice } from './modelNotice.field';
import type { Operation, Resource } from './operation';
import * as participant from './participant';
import { undocumentedNotice } from './undocumentedNotice.field';
import * as wave from './wave';

/** All resources of the node. Add a new resource here, and a new operation to the `index.ts` of its resource. */
export const resources: readonly Resource[] = [
	resource('account', 'Account', account, 'getStatus'),
	resource('group', 'Group', group, 'getAll'),
	resource('inviteCode', 'Invite Code', inviteCode, 'revoke'),
	resource('message', 'Message', message, 'send'),
	resource('participant', 'Participant', participant, 'getAll'),
	resource('wave', 'Wave', wave, 'plan'),
];

/** The fields of the panel: the resource, the operations of each resource, and the fields of each operation. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: 'inviteCode',
	},
	...resources.map(operationProperty),
	...resources.flatMap((resource) => resource.operations.flatMap((operation) => fieldsOf(resource, operation))),
];

/**
 * The line under the name of the node on the canvas: the operation, with its object, e.g. "Revoke invite code". Expressions have no
 * imports, so it contains all texts.
 */
export const subtitle = `={{ (${JSON.stringify(
	Object.fromEntries(
		resources.flatMap(({ value, name, operations }) =>
			operations.map((operation) => [`${value}:${operation.value}`, subtitleOf(name, operation)]),
		),
	),
)})[$parameter["resource"] + ":" + $parameter["operation"]] }}`;

function subtitleOf(resource: string, { name }: Operation): string {
	const text = name === 'Get Many' ? `${name} ${resource}s` : name;
	return text.charAt(0) + text.slice(1).toLowerCase();
}

/**
 * Finds the function that runs a saved operation.
 *
 * @returns a function that fails every item if this version of the package does not have the operation
 */
export function findExecute(resource = '', operation = ''): Operation['execute'] {
	const known = resources.find(({ value }) => value === resource);
	const found = known?.operations.find(({ value }) => value === operation);
	if (found) return found.execute;
	const failure = badInput(
		known ? `Wawp Groups has no operation "${operation}" for "${resource}"` : `Wawp Groups has no resource "${resource}"`,
		'Choose a resource and an operation in the panel, or update the package n8n-nodes-wawp-groups',
	);
	return async (context) => await eachItem(context, async () => await Promise.reject(failure));
}

/** @param operations what the `index.ts` of the resource exports */
function resource(value: string, name: string, operations: Record<string, Operation>, defaultOperation: string): Resource {
	// `localeCompare` would cost as much as the rest of the package when n8n loads it. Our own names need none.
	const sorted = Object.values(operations).sort((a, b) => (a.name < b.name ? -1 : 1));
	return { value, name, operations: sorted, defaultOperation };
}

function operationProperty({ value: resource, operations, defaultOperation }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations.map(({ name, value, action, description }): INodePropertyOptions => ({
			name,
			value,
			action,
			description,
		})),
		default: defaultOperation,
	};
}

function fieldsOf(resource: Resource, operation: Operation): INodeProperties[] {
	const notices = [...(operation.isFinal ? [modelNotice] : []), ...(operation.isUndocumented ? [undocumentedNotice] : [])];
	const fields = [...notices, ...operation.fields];
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [resource.value], operation: [operation.value], ...field.displayOptions?.show },
		},
	}));
}
