import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

const memories = new WeakMap<INodeExecutionData, Map<string, Map<string, unknown>>>();

/**
 * What this run of the node has done so far. Retry On Fail runs the whole node again with the same input items, in this process, so
 * the memory belongs to the first item and ends with it. Another node, or a later round of a loop, may get the same items and has a
 * memory of its own.
 */
export function retryMemory<Entry>(context: IExecuteFunctions): Map<string, Entry> {
	const [firstItem] = context.getInputData();
	if (!firstItem) return new Map();
	const runs = memories.get(firstItem) ?? new Map<string, Map<string, unknown>>();
	memories.set(firstItem, runs);
	const run = `${context.getNode().id} ${String(context.getWorkflowDataProxy(0).$runIndex)}`;
	const done = runs.get(run) ?? new Map<string, unknown>();
	runs.set(run, done);
	return done as Map<string, Entry>;
}
