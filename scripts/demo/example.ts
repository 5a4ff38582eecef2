import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConnections, INode } from 'n8n-workflow';
import { CREDENTIAL } from '../../test/engine/runWorkflow';
import { PROJECT } from '../folders';

export interface Example {
	nodes: INode[];
	connections: IConnections;
}

/** An example workflow, its Wawp nodes with a credential. */
export function readExample(file: string): Example {
	const { nodes, connections } = JSON.parse(readFileSync(join(PROJECT, file), 'utf8')) as Example;
	const isOurs = ({ type }: INode) => type.startsWith('n8n-nodes-wawp-groups.');
	return { nodes: nodes.map((node) => (isOurs(node) ? { ...node, credentials: CREDENTIAL } : node)), connections };
}
