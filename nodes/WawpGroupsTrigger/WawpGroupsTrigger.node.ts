import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { CREDENTIAL_TYPE } from '../wawp/transport/account';
import { searchGroups } from '../shared/searchGroups';
import { fields } from './fields';
import { receive } from './receive';
import { registration } from './registration';

export class WawpGroupsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wawp Groups Trigger',
		name: 'wawpGroupsTrigger',
		icon: { light: 'file:../WawpGroups/wawpGroups.svg', dark: 'file:../WawpGroups/wawpGroups.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow when people join or leave a WhatsApp group, or when many join at once, through the Wawp API',
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
