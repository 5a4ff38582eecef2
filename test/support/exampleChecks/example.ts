import type { INode, INodeTypeDescription } from 'n8n-workflow';
import { descriptions } from '../contract/descriptions';
import type { WorkflowContent } from '../n8n/workflows';

/** A workflow file as it was read; nothing about it is certain yet. */
export type Example = WorkflowContent & Record<string, unknown>;

/** Says in words what is wrong with a file: nothing, if all is well. */
export type Check = (example: Example) => string[];

export interface OurNode {
	node: INode;
	description: INodeTypeDescription;
}

const PACKAGE = 'n8n-nodes-wawp-groups.';
const N8N_PACKAGES = ['n8n-nodes-base.', '@n8n/n8n-nodes-langchain.'];

/** The description of a node of ours. Those of n8n's own nodes are not installed here. */
export const descriptionOf = ({ type }: INode): INodeTypeDescription | undefined =>
	descriptions.find(({ name }) => type === PACKAGE + name);

export const ourNodes = ({ nodes }: Example): OurNode[] =>
	nodes.flatMap((node) => {
		const description = descriptionOf(node);
		return description ? [{ node, description }] : [];
	});

export const nodeNamed = ({ nodes }: Example, name: string): INode | undefined => nodes.find((node) => node.name === name);

export const typesExist: Check = (example) => [
	...example.nodes
		.filter((node) => !descriptionOf(node) && !N8N_PACKAGES.some((start) => node.type.startsWith(start)))
		.map(({ name, type }) => `${name}: there is no node type "${type}"`),
	...ourNodes(example)
		.filter(({ node, description }) => ![description.version].flat().includes(node.typeVersion))
		.map(({ node }) => `${node.name}: there is no version ${node.typeVersion} of ${node.type}`),
];
