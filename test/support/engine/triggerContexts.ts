import { HookContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHookFunctions,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWebhookData,
	type IWebhookFunctions,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { CredentialsInMemory } from './credentials';
import { additionalData, CREDENTIAL } from './runWorkflow';

export interface TriggerRun {
	trigger: INodeType;
	parameters?: INodeParameters;
	credential?: ICredentialDataDecryptedObject | undefined;
	/** Identifies the workflow. Triggers of different workflows have different URLs and secrets. */
	workflowId?: string;
	/** With `manual`, the trigger listens for a test event on the test URL. */
	mode?: WorkflowExecuteMode;
	activation?: WorkflowActivateMode;
	/** The static data of the workflow, as n8n loads it from its database. */
	staticData?: IDataObject;
	/** The public URL of n8n. */
	n8nUrl?: string;
	/** The express request and response of a delivery. */
	httpRequest?: unknown;
	httpResponse?: unknown;
}

/** Builds the real contexts that n8n passes to a trigger's webhook methods (`hook`) and to its `webhook()` method. */
export function triggerContexts({
	trigger,
	parameters = {},
	credential,
	workflowId = 'workflow-1',
	mode = 'trigger',
	activation = 'activate',
	staticData = {},
	n8nUrl = 'http://localhost:5678',
	...http
}: TriggerRun) {
	const node: INode = {
		id: 'trigger-node',
		name: 'Wawp Groups Trigger',
		type: 'n8n-nodes-wawp-groups.wawpGroupsTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: CREDENTIAL,
		webhookId: `webhook-of-${workflowId}`,
	};
	const nodeTypes: INodeTypes = { getByName: () => trigger, getByNameAndVersion: () => trigger, getKnownTypes: () => ({}) };
	const workflow = new Workflow({
		id: workflowId,
		name: workflowId,
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		staticData: structuredClone(staticData),
	});
	const data = additionalData(new CredentialsInMemory(credential), {
		webhookBaseUrl: `${n8nUrl}/webhook`,
		webhookTestBaseUrl: `${n8nUrl}/webhook-test`,
		...http,
	});
	const [webhookDescription] = trigger.description.webhooks ?? [];
	if (!webhookDescription) throw new Error('the trigger has no webhook');
	const webhookData: IWebhookData = {
		httpMethod: 'POST',
		node: node.name,
		path: `${node.webhookId ?? ''}/${webhookDescription.path}`,
		workflowId,
		workflowExecuteAdditionalData: data,
		webhookDescription,
		isTest: mode === 'manual',
	};
	// Casts are needed because the types of n8n-core and n8n-workflow differ in one optional name.
	return {
		workflow,
		hook: new HookContext(workflow, node, data, mode, activation, webhookData) as unknown as IHookFunctions,
		webhook: new WebhookContext(
			workflow,
			node,
			data,
			mode === 'trigger' ? 'webhook' : mode,
			webhookData,
			[],
			null,
		) as unknown as IWebhookFunctions,
	};
}
