import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** One operation of a resource: what the panel shows for it, and what it does. Each has a file of its own. */
export interface Operation {
	/** As saved in workflows: never changes within a node version. */
	value: string;
	name: string;
	/** As shown in the list of actions: sentence case, no articles. */
	action: string;
	description: string;
	/** Shown only for this operation; `description.ts` adds the display options. */
	fields: INodeProperties[];
	/** One run of the node: all input items to all output items. */
	execute: (context: IExecuteFunctions) => Promise<INodeExecutionData[]>;
}

export interface Resource {
	value: string;
	name: string;
	/** In the order in which the panel shows them: alphabetical by name. */
	operations: Operation[];
	defaultOperation: string;
}
