import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import { WawpGroupsApi } from '../../../credentials/WawpGroupsApi.credentials';
import { CredentialsInMemory } from './credentials';
import { additionalData } from './runWorkflow';

export interface CredentialVerdict {
	status: 'OK' | 'Error';
	message: string;
}

type Rules = NonNullable<ICredentialTestRequest['rules']>;

/**
 * Runs the test of the credential as the credential's panel does. n8n puts the test request into a node that does nothing else, runs
 * it, and applies the rules to the response. Only n8n's own service around this node is rebuilt here.
 *
 * @param entered the fields that the user filled in; all other fields have their defaults
 * @returns the status and message that the panel shows
 */
export async function testCredential(entered: ICredentialDataDecryptedObject): Promise<CredentialVerdict> {
	const type: ICredentialType = new WawpGroupsApi();
	const { test } = type;
	if (!test) throw new Error('the credential has no test');
	const defaults = Object.fromEntries(type.properties.map((property) => [property.name, property.default]));
	const data = { ...defaults, ...entered } as ICredentialDataDecryptedObject;

	let output: INodeExecutionData[][] | undefined;
	try {
		output = await sendOnce(test, type.name, data);
	} catch (error) {
		return { status: 'Error', message: messageForThrown(error, test.rules ?? []) };
	}
	const message = messageForBody(output?.[0]?.[0]?.json, test.rules ?? []);
	return message === undefined ? { status: 'OK', message: 'Connection successful!' } : { status: 'Error', message };
}

async function sendOnce({ request }: ICredentialTestRequest, name: string, data: ICredentialDataDecryptedObject) {
	const credential = { id: '1', name: 'Wawp account' };
	const node: INode = {
		id: 'test',
		name: 'Test',
		type: 'credentialTest',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [name]: credential },
	};
	const nodeType: INodeType = {
		description: {
			displayName: 'Credential Test',
			name: node.type,
			group: ['input'],
			version: 1,
			description: 'Sends the test request of a credential',
			defaults: {},
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name, required: true }],
			properties: [{ displayName: 'Request', name: 'request', type: 'string', default: '', routing: { request } }],
		},
	};
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: (_type, version) => NodeHelpers.getVersionedNodeType(nodeType, version),
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData(new CredentialsInMemory(data)),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	await workflow.expression.acquireIsolate();
	try {
		return await new RoutingNode(context, nodeType, { ...credential, type: name, data }).runNode();
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** The message for a failed request. A response that is not a 2xx is matched by its status; a failed connection has its code. */
function messageForThrown(error: unknown, rules: Rules): string {
	const { message, cause } = error as {
		message: string;
		cause?: { code?: string; response?: { status: number; statusText: string } };
	};
	const response = cause?.response;
	if (!response) return cause?.code ?? message;
	for (const rule of rules) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status) return rule.properties.message;
	}
	return response.statusText || `Received HTTP status code: ${response.status}`;
}

function messageForBody(body: unknown, rules: Rules): string | undefined {
	for (const rule of rules) {
		if (rule.type !== 'responseSuccessBody') continue;
		if (valueAt(body, rule.properties.key) === rule.properties.value) return rule.properties.message;
	}
	return undefined;
}

/** Follows a dotted key, also into a string, as n8n does with lodash. */
const valueAt = (body: unknown, key: string) =>
	key
		.split('.')
		.reduce<unknown>(
			(at, part) => (at === undefined || at === null ? undefined : (Object(at) as Record<string, unknown>)[part]),
			body,
		);
