import { toAccount } from '../../../nodes/wawp/account';
import { registration } from '../../../nodes/WawpGroupsTrigger/registration';
import { automaticSecret } from '../../../nodes/WawpGroupsTrigger/secrets';
import { triggerContexts, type TriggerRun } from '../../engine/triggerContexts';

/** All that n8n needs to know of the trigger in order to register its webhook. */
const TRIGGER: INodeType = {
	description: {
		displayName: 'Wawp Groups Trigger',
		name: 'wawpGroupsTrigger',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [],
		properties: [
			{ displayName: 'Trigger On', name: 'events', type: 'multiOptions', default: ['memberJoined'] },
			{ displayName: 'Registration', name: 'registration', type: 'options', default: 'automatic' },
		],
		credentials: [{ name: 'wawpGroupsApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
	},
};

/** The trigger's webhook methods, as n8n calls them for one workflow. */
export function hooksOf(run: Omit<TriggerRun, 'trigger'> = {}) {
	// The real context: only its declaration says that a workflow may be without a name.
	const hook = triggerContexts({ trigger: TRIGGER, ...run }).hook;
	const checkExists = async () => await registration.checkExists.call(hook);
	const create = async () => await registration.create.call(hook);
	return {
		hook,
		url: hook.getNodeWebhookUrl('default')!,
		secret: () => automaticSecret(hook, toAccount(run.credential ?? {})),
		checkExists,
		create,
		delete: async () => await registration.delete.call(hook),
		/** What n8n does when a workflow is activated, or listens for a test event. */
		activate: async () => (await checkExists()) || (await create()),
	};
}
