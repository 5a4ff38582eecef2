import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** An operation of a resource: its texts and fields in the panel, and its behavior. */
export interface Operation {
	/** Saved in workflows. Never changes within a node version. */
	value: string;
	name: string;
	/** Shown in the list of actions. In sentence case, without articles. */
	action: string;
	description: string;
	/** Whether the change cannot be taken back. The panel then warns if a model chooses the group. */
	isFinal?: true;
	/** Whether no page of Wawp's v2 shows a call that it needs. The panel then says so. */
	isUndocumented?: true;
	/** Shown only for this operation. `resources.ts` adds the display options. */
	fields: INodeProperties[];
	/** Runs the operation for all input items and returns all output items. */
	execute: (context: IExecuteFunctions) => Promise<INodeExecutionData[]>;
}

export interface Resource {
	value: string;
	name: string;
	/** In the order of the panel: alphabetical by name. */
	operations: Operation[];
	defaultOperation: string;
}
