import { isDeepStrictEqual } from 'node:util';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { nodeNamed, ourNodes, type Check, type OurNode } from './example';
import { valueFindings } from './values';

/** What n8n makes of a node's parameters when it loads the workflow: it drops unknown and hidden ones, and adds defaults. */
const loaded = ({ node, description }: OurNode): INodeParameters =>
	NodeHelpers.getNodeParameters(description.properties, node.parameters, true, false, node, description) ?? {};

export const parametersAreKept: Check = (example) =>
	ourNodes(example).flatMap((ours) => lost(ours.node.parameters, loaded(ours), ours.node.name));

function lost(saved: unknown, kept: unknown, path: string): string[] {
	if (isDeepStrictEqual(saved, kept)) return [];
	if (!isObject(saved) || !isObject(kept)) return [`${path}: n8n would make ${JSON.stringify(kept)} of it`];
	return Object.keys(saved).flatMap((key) =>
		key in kept
			? lost(saved[key], kept[key], `${path} > ${key}`)
			: [`${path} > ${key}: unknown, or hidden with these parameters`],
	);
}

/** Lists too: each entry has its index for a key. */
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export const valuesAreValid: Check = (example) =>
	ourNodes(example).flatMap((ours) => {
		const { node, description } = ours;
		const parameters = loaded(ours);
		return description.properties
			.filter(({ name }) => name in node.parameters)
			.filter((property) => NodeHelpers.displayParameter(parameters, property, node, description, parameters))
			.flatMap((property) => valueFindings(property, node.parameters[property.name], `${node.name} > ${property.name}`));
	});

/** Only what the file's own note asks the reader to fill in may be empty. */
export const requiredIsFilledIn: Check = (example) =>
	ourNodes(example)
		.filter(({ node }) => !toBeOpened(example).includes(node.name))
		.flatMap((ours) => {
			const { node, description } = ours;
			const issues = NodeHelpers.getNodeParametersIssues(
				description.properties,
				{ ...node, parameters: loaded(ours) },
				description,
			);
			return Object.values(issues?.parameters ?? {}).flatMap((messages) =>
				[messages].flat().map((message) => `${node.name}: ${message}`),
			);
		});

export const noteNamesNodes: Check = (example) =>
	toBeOpened(example)
		.filter((name) => !nodeNamed(example, name))
		.map((name) => `the note tells the reader to open "${name}", which does not exist`);

/** The nodes that the notes tell the reader to open: `Open **Settings**`. */
const toBeOpened: Check = ({ nodes }) =>
	nodes
		.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')
		.flatMap(({ parameters: { content } }) => (typeof content === 'string' ? [...content.matchAll(/\bOpen \*\*(.+?)\*\*/g)] : []))
		.map(([, name = '']) => name);
