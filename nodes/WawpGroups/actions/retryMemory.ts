import type { IExecuteFunctions } from 'n8n-workflow';
import { isToolCall } from './toolCall';

const memories = new WeakMap<object, Map<string, Map<string, unknown>>>();

/**
 * Returns what earlier tries of this run have stored. Retry On Fail runs the whole node again with the same input in the same
 * process, so the memory is attached to the input and is released with it. Another node, or a later round of a loop, may
 * get the same input, so each of them has its own memory.
 *
 * @param purpose each purpose has a map of its own
 * @returns a map to read and to write, empty at the first try
 */
export function retryMemory<Entry>(context: IExecuteFunctions, purpose = 'results'): Map<string, Entry> {
	const [firstItem] = context.getInputData();
	if (!firstItem) return new Map();
	const node = context.getNode().id;
	// The tries of a tool call share only the object with the arguments: n8n makes a new item and a new run index for each try. In a
	// workflow, the tries share the item, and its json may belong to other runs, too.
	const [input, run] = isToolCall(context)
		? [firstItem.json, node]
		: [firstItem, `${node} ${String(context.getWorkflowDataProxy(0).$runIndex)}`];
	const runs = memories.get(input) ?? new Map<string, Map<string, unknown>>();
	memories.set(input, runs);
	const key = `${run} ${purpose}`;
	const memory = runs.get(key) ?? new Map<string, unknown>();
	runs.set(key, memory);
	return memory as Map<string, Entry>;
}
