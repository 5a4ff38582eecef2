import type { IDataObject } from 'n8n-workflow';
import { toAccount } from '../../../nodes/wawp/transport/account';
import { automaticSecret } from '../../../nodes/WawpGroupsTrigger/secrets';
// With the extension: a loader that prefers .json would load the codex file instead.
import { WawpGroupsTrigger } from '../../../nodes/WawpGroupsTrigger/WawpGroupsTrigger.node.ts';
import { triggerContexts, type TriggerRun } from '../../support/engine/triggerContexts';

export type HooksRun = Omit<TriggerRun, 'trigger'> & { trigger?: WawpGroupsTrigger };

/** The trigger's webhook methods, as n8n calls them for one workflow. */
export function hooksOf({ trigger = new WawpGroupsTrigger(), ...run }: HooksRun = {}) {
	const { hook, workflow } = triggerContexts({ trigger, ...run });
	const registration = trigger.webhookMethods.default;
	const checkExists = async () => await registration.checkExists.call(hook);
	const create = async () => await registration.create.call(hook);
	return {
		hook,
		url: hook.getNodeWebhookUrl('default')!,
		secret: () => automaticSecret(hook, toAccount(run.credential ?? {})),
		/** What n8n saves to its database. */
		staticData: () => JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
		hasNewStaticData: () => workflow.staticData.__dataChanged === true,
		checkExists,
		create,
		delete: async () => await registration.delete.call(hook),
		/** What n8n does to activate a workflow or to listen for a test event. */
		activate: async () => (await checkExists()) || (await create()),
	};
}
