import type { INode, INodeCredentials, INodeParameters } from 'n8n-workflow';
import { readExample } from '../../support/examples';
import { activate, saveWorkflow, type SavedWorkflow } from '../../support/n8n/workflows';
import type { Bench } from './bench';

/** The changes to the parameters of an example's nodes, by the node's name. */
export type Changes = Record<string, (parameters: INodeParameters) => INodeParameters>;

/**
 * Imports an example workflow, and fills it in as its sticky note says.
 *
 * @param others credentials for nodes of other packages, by the type of node
 * @param disabled the names of nodes to disable
 */
export async function importExample(
	{ rest, credentials }: Pick<Bench, 'rest' | 'credentials'>,
	file: string,
	changes: Changes = {},
	others: Record<string, INodeCredentials> = {},
	disabled: string[] = [],
): Promise<SavedWorkflow> {
	const example = readExample(file, credentials);
	for (const name of [...Object.keys(changes), ...disabled]) {
		if (!example.nodes.some((node) => node.name === name)) throw new Error(`${file} has no node "${name}"`);
	}
	const nodes = example.nodes.map((node): INode => ({
		...node,
		parameters: changes[node.name]?.(node.parameters) ?? node.parameters,
		...(others[node.type] && { credentials: others[node.type] }),
		...(disabled.includes(node.name) && { disabled: true }),
	}));
	return await saveWorkflow(rest, { ...example, nodes });
}

/** Imports an example workflow, fills it in, and publishes it. */
export async function publishExample(...[bench, ...example]: Parameters<typeof importExample>): Promise<SavedWorkflow> {
	const saved = await importExample(bench, ...example);
	await activate(bench.rest, saved);
	return saved;
}
