import { toAccount } from '../../../nodes/wawp/transport/account';
import { registration } from '../../../nodes/WawpGroupsTrigger/registration';
import { automaticSecret } from '../../../nodes/WawpGroupsTrigger/secrets';
// With the extension: a loader that prefers .json would load the codex file instead.
import { WawpGroupsTrigger } from '../../../nodes/WawpGroupsTrigger/WawpGroupsTrigger.node.ts';
import { triggerContexts, type TriggerRun } from '../../support/engine/triggerContexts';

/** The trigger's webhook methods, as n8n calls them for one workflow. */
export function hooksOf(run: Omit<TriggerRun, 'trigger'> = {}) {
	const hook = triggerContexts({ trigger: new WawpGroupsTrigger(), ...run }).hook;
	const checkExists = async () => await registration.checkExists.call(hook);
	const create = async () => await registration.create.call(hook);
	return {
		hook,
		url: hook.getNodeWebhookUrl('default')!,
		secret: () => automaticSecret(hook, toAccount(run.credential ?? {})),
		checkExists,
		create,
		delete: async () => await registration.delete.call(hook),
		/** What n8n does to activate a workflow or to listen for a test event. */
		activate: async () => (await checkExists()) || (await create()),
	};
}
