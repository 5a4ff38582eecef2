import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { CREDENTIAL_TYPE } from '../wawp/transport/account';
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
		properties,
	};

	methods = { listSearch: { searchGroups } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// n8n has no operation for a resource that it does not know.
		const [resource, operation] = ['resource', 'operation'].map((name) => this.getNodeParameter(name, 0, '') as string);
		return [await findExecute(resource, operation)(this)];
	}
}
