import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

const memories = new WeakMap<INodeExecutionData, Map<string, Map<string, unknown>>>();

/**
 * Returns what earlier tries of this run have stored. Retry On Fail runs the whole node again with the same input items in the same
 * process, so the memory is attached to the first item and is released with it. Another node, or a later round of a loop, may
 * get the same items, so each of them has its own memory.
 *
 * @returns a map to read and to write, empty at the first try
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
