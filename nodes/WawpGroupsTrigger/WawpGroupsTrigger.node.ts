import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { CREDENTIAL_TYPE } from '../wawp/transport/account';
import { searchGroups } from '../shared/searchGroups';
import { fields, subtitle } from './fields';
import { receive } from './receive';
import { registration } from './registration';

export class WawpGroupsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wawp Groups Trigger',
		name: 'wawpGroupsTrigger',
		icon: { light: 'file:../WawpGroups/wawpGroups.svg', dark: 'file:../WawpGroups/wawpGroups.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle,
		description:
			'Starts the workflow when people join or leave a WhatsApp group, or when many join at once, e.g. to revoke the link and to remove spam bots',
		// What the editor shows while the trigger listens for a test event, and after you publish the workflow.
		eventTriggerDescription: 'Waiting for an event in a WhatsApp group: let someone join, for example',
		activationMessage: 'Your workflow now starts when the selected events happen in your WhatsApp groups.',
		triggerPanel: {
			header: 'Execute this step, then let someone join a group',
			executionsHelp: {
				inactive:
					'<b>While you build the workflow</b>, execute this step and let someone join or leave a group.<br><br><b>When it is ready</b>, publish it: every selected event then starts it.',
				active:
					'<b>While you build the workflow</b>, execute this step and let someone join or leave a group. The published workflow also gets this event.<br><br><b>In the published workflow</b>, every selected event starts an execution. You find it in the <a data-key="executions">executions list</a>.',
			},
			activationHint: {
				inactive: 'Publish the workflow, so that every selected event starts it.',
				active:
					'The published workflow starts with every selected event. You find it in the <a data-key="executions">executions list</a>.',
			},
		},
		defaults: { name: 'Wawp Groups Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL_TYPE, required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: 'noData', path: 'webhook' }],
		properties: fields,
	};

	methods = { listSearch: { searchGroups } };

	webhookMethods = { default: registration };

	webhook = receive;
}
