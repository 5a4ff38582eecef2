import type { IWebhookFunctions } from 'n8n-workflow';
import { TriggerMemory } from './memory';

// Far more triggers than one n8n has; those that were deactivated are the first to go.
const CAPACITY = 1_000;

const memories = new Map<string, TriggerMemory>();

/** The memory of a trigger. Listening for a test event has one of its own, so that it takes nothing from the published workflow. */
export function memoryOf(context: IWebhookFunctions): TriggerMemory {
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id, context.getMode()]);
	const memory = memories.get(key) ?? new TriggerMemory();
	memories.delete(key);
	memories.set(key, memory);
	const [oldest] = memories.keys();
	if (memories.size > CAPACITY && oldest !== undefined) memories.delete(oldest);
	return memory;
}
