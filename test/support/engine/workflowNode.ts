import type { INode } from 'n8n-workflow';

/** A node of a workflow for tests. Its name is also its ID. */
export const workflowNode = (name: string, type: string, extra: Partial<INode> = {}): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...extra,
});
