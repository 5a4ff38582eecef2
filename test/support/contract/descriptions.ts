import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { WawpGroupsApi } from '../../../credentials/WawpGroupsApi.credentials.ts';
// With its extension, or a loader that looks for .json before .ts finds the codex file beside it.
import { WawpGroups } from '../../../nodes/WawpGroups/WawpGroups.node.ts';
import { WawpGroupsTrigger } from '../../../nodes/WawpGroupsTrigger/WawpGroupsTrigger.node.ts';
import { releasedParameters, type ReleasedParameters } from './parameters';

/** The descriptions of both nodes. */
export const descriptions: INodeTypeDescription[] = [new WawpGroups().description, new WawpGroupsTrigger().description];

/** What saved workflows rely on in the panels of both nodes and of the credential. */
export const releasedDescriptions = () => ({
	...Object.fromEntries(descriptions.map((description) => [description.name, releasedNode(description)])),
	[new WawpGroupsApi().name]: { parameters: releasedParameters(new WawpGroupsApi().properties) },
});

const releasedNode = ({
	version,
	inputs,
	outputs,
	usableAsTool,
	credentials = [],
	webhooks = [],
	properties,
}: INodeTypeDescription) => ({
	versions: [version].flat(),
	inputs,
	outputs,
	usableAsTool: usableAsTool === true,
	credentials: credentials.map(({ name }) => name),
	// People paste a webhook's address into their dashboard.
	webhooks: Object.fromEntries(webhooks.map(({ name, httpMethod, path }) => [name, `${httpMethod} ${path}`])),
	parameters: byOperation(properties),
});

/** The values of an options field without display options of its own, e.g. all resources, all events. */
export const valuesOf = (properties: INodeProperties[], name: string, resource?: string): string[] =>
	properties
		.filter((property) => property.name === name && (!resource || listed(property, 'resource').includes(resource)))
		.flatMap(({ options = [] }) => options)
		.flatMap((option) => ('value' in option ? String(option.value) : []));

/** The name of every operation: `resource: operation`. */
export const operationsOf = (properties: INodeProperties[]): string[] =>
	valuesOf(properties, 'resource').flatMap((resource) =>
		valuesOf(properties, 'operation', resource).map((operation) => `${resource}: ${operation}`),
	);

/** However the code shares parameters among operations, each operation has its own list here. */
function byOperation(properties: INodeProperties[]): Record<string, ReleasedParameters> {
	const places = ['always', ...valuesOf(properties, 'resource'), ...operationsOf(properties)];
	const lists = places.map((place): [string, ReleasedParameters] => [
		place,
		releasedParameters(properties.filter((property) => placesOf(property).includes(place))),
	]);
	return Object.fromEntries(lists.filter(([, parameters]) => Object.keys(parameters).length > 0));
}

function placesOf(property: INodeProperties): string[] {
	const resources = listed(property, 'resource');
	const operations = listed(property, 'operation');
	if (resources.length === 0) return ['always'];
	if (operations.length === 0) return resources;
	return resources.flatMap((resource) => operations.map((operation) => `${resource}: ${operation}`));
}

const listed = ({ displayOptions }: INodeProperties, name: string): string[] => (displayOptions?.show?.[name] ?? []).map(String);
