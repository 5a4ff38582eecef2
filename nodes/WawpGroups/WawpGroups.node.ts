import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { CREDENTIAL_TYPE } from '../wawp/transport/account';
import { answerWebhooks, receiveAnswer } from './actions/message/answer.webhook';
import { findExecute, properties, subtitle } from './actions/resources';
import { searchGroups } from '../shared/searchGroups';

export class WawpGroups implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wawp Groups',
		name: 'wawpGroups',
		icon: { light: 'file:wawpGroups.svg', dark: 'file:wawpGroups.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description: 'Revoke the invite links of WhatsApp groups, send messages, and manage participants, through the Wawp API',
		defaults: { name: 'Wawp Groups' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL_TYPE, required: true }],
		webhooks: answerWebhooks,
		waitingNodeTooltip: 'The workflow goes on after the answer to the WhatsApp message',
		properties,
	};

	methods = { listSearch: { searchGroups } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// n8n has no operation for a resource that it does not know.
		const [resource, operation] = ['resource', 'operation'].map((name) => this.getNodeParameter(name, 0, '') as string);
		return [await findExecute(resource, operation)(this)];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await Promise.resolve(receiveAnswer(this));
	}
}
