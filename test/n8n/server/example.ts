import type { INode, INodeCredentials, INodeParameters } from 'n8n-workflow';
import { readExample } from '../../support/examples';
import { activate, saveWorkflow, type SavedWorkflow } from '../../support/n8n/workflows';
import type { Bench } from './bench';

/** The changes to the parameters of an example's nodes, by the node's name. */
export type Changes = Record<string, (parameters: INodeParameters) => INodeParameters>;

/**
 * Imports an example workflow, fills it in as its sticky note says, and publishes it.
 *
 * @param others credentials for nodes of other packages, by the type of node
 */
export async function publishExample(
	{ rest, credentials }: Bench,
	file: string,
	changes: Changes = {},
	others: Record<string, INodeCredentials> = {},
): Promise<SavedWorkflow> {
	const example = readExample(file, credentials);
	for (const name of Object.keys(changes)) {
		if (!example.nodes.some((node) => node.name === name)) throw new Error(`${file} has no node "${name}"`);
	}
	const nodes = example.nodes.map((node): INode => ({
		...node,
		parameters: changes[node.name]?.(node.parameters) ?? node.parameters,
		...(others[node.type] && { credentials: others[node.type] }),
	}));
	const saved = await saveWorkflow(rest, { ...example, nodes });
	await activate(rest, saved);
	return saved;
}
