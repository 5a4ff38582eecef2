import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { KnownPeople } from '../wawp/ids/knownPeople';
import { setNewest } from '../wawp/transport/newestEntries';
import { TriggerMemory } from './memory';

// Far more triggers than one n8n has. The least recently used ones, such as deactivated ones, are dropped first.
const MAX_TRIGGERS = 1_000;

const memories = new Map<string, TriggerMemory>();

type Context = IHookFunctions | IWebhookFunctions;

const keyOf = (context: Context): string =>
	JSON.stringify([context.getWorkflow().id, context.getNode().id, isTest(context) ? 'test' : 'published']);

/** Whether the trigger listens for a test event. */
export const isTest = (context: Context): boolean => context.getMode() === 'manual';

/** Each test begins with an empty memory, so that it accepts the event of an earlier test again. */
export function forgetTest(context: IHookFunctions): void {
	if (isTest(context)) memories.delete(keyOf(context));
}

/**
 * @param known the people of the account
 * @returns the memory of a trigger. A test has its own memory, so it does not affect the published workflow. With another account, the trigger
 * begins anew
 */
export function memoryOf(context: IWebhookFunctions, known: KnownPeople): TriggerMemory {
	const key = keyOf(context);
	const earlier = memories.get(key);
	const memory = earlier?.known === known ? earlier : new TriggerMemory(known);
	setNewest(memories, key, memory, MAX_TRIGGERS);
	return memory;
}
