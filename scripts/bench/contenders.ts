import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IExecuteFunctions, INode, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import { N8N_FOLDER } from '../../test/support/n8n/installation';
import { SAMPLE_ACCOUNT } from '../../test/support/emulator/sample';
import { groupById } from '../../test/support/engine/runNode';
import { CREDENTIAL, runWorkflow, WAWP_GROUPS } from '../../test/support/engine/runWorkflow';
import { workflowNode } from '../../test/support/engine/workflowNode';
import { PROJECT } from '../../test/support/folders';
import { groupIdOf } from './emulatorProcess';

const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
const FLOOR = 'floor';

/** What is measured: it revokes the code of each input item. */
export interface Contender {
	name: string;
	node: (url: string) => INode;
}

const revokeUrl = (url: string) => `={{ '${url}/v2/groups/' + encodeURIComponent($json.id) + '/invite-code/revoke' }}`;

/** The built node. @param options of "Revoke Invite Code" */
export const wawpGroups = (name: string, options: INodeParameters, settings: Partial<INode> = {}): Contender => ({
	name,
	node: () =>
		workflowNode('Node', WAWP_GROUPS, {
			parameters: { resource: 'inviteCode', operation: 'revoke', groupId: groupById('={{ $json.id }}'), options },
			credentials: CREDENTIAL,
			...settings,
		}),
});

/** Removes all people of each group. @param members how many people each group has, as `World.members` says */
export const removeParticipants = (members: number, verify: boolean): Contender => ({
	name: 'Remove Participants',
	node: () =>
		workflowNode('Node', WAWP_GROUPS, {
			parameters: {
				resource: 'participant',
				operation: 'remove',
				groupId: groupById('={{ $json.id }}'),
				participants: `={{ Array.from({ length: ${members} }, (_, at) => (201000000000 + $itemIndex * ${members} + at) + '@c.us') }}`,
				options: { verify },
			},
			credentials: CREDENTIAL,
		}),
});

/** n8n's HTTP Request node with the same request. It has no limit of requests in flight. */
export const httpRequest = (name: string, options: INodeParameters = {}, settings: Partial<INode> = {}): Contender => ({
	name,
	node: (url) => ({
		...workflowNode('Node', HTTP_REQUEST, {
			parameters: {
				method: 'POST',
				url: revokeUrl(url),
				sendBody: true,
				contentType: 'json',
				specifyBody: 'keypair',
				bodyParameters: {
					parameters: [
						{ name: 'instance_id', value: SAMPLE_ACCOUNT.instanceId },
						{ name: 'access_token', value: SAMPLE_ACCOUNT.accessToken },
						{ name: 'id', value: '={{ $json.id }}' },
					],
				},
				options,
			},
			...settings,
		}),
		typeVersion: 4.2,
	}),
});

/**
 * A bare loop over n8n's own request helper: the least that a node can cost.
 *
 * @param inFlight requests at the same time
 * @param readsField whether it reads the group of each item from a field with an expression, as every node with a panel does
 */
export const floor = (inFlight: number, { readsField = false } = {}): Contender => ({
	name: `bare loop${readsField ? ' that reads a field' : ''}, ${inFlight} in flight`,
	node: () =>
		workflowNode('Node', FLOOR, {
			parameters: { inFlight, groupId: readsField ? '={{ $json.id }}' : '' },
			credentials: CREDENTIAL,
		}),
});

const FLOOR_FIELDS = [
	{ displayName: 'In Flight', name: 'inFlight', type: 'number', default: 1 },
	{ displayName: 'Group', name: 'groupId', type: 'string', default: '' },
];

const floorNode = {
	description: {
		...({} as INodeType['description']),
		name: FLOOR,
		inputs: ['main'],
		outputs: ['main'],
		properties: FLOOR_FIELDS,
		credentials: [{ name: 'wawpGroupsApi' }],
	},
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const inFlight = this.getNodeParameter('inFlight', 0) as number;
		const output: INodeExecutionData[] = Array.from({ length: items.length });
		let next = 0;
		const worker = async () => {
			for (let at = next++; at < items.length; at = next++) {
				const id = (this.getNodeParameter('groupId', at) || items[at]?.json.id) as string;
				const { code } = (await this.helpers.httpRequestWithAuthentication.call(this, 'wawpGroupsApi', {
					method: 'POST',
					url: `/v2/groups/${encodeURIComponent(id)}/invite-code/revoke`,
					body: { id },
					json: true,
				})) as { code: string };
				output[at] = { json: { code }, pairedItem: { item: at } };
			}
		};
		await Promise.all(Array.from({ length: inFlight }, worker));
		return [output];
	},
} as unknown as INodeType;

const require = createRequire(__filename);

/** Loads the built node, and the HTTP Request node of the installed n8n. */
export function loadNodes(): Record<string, INodeType> {
	const { WawpGroups } = require(join(PROJECT, 'dist/nodes/WawpGroups/WawpGroups.node.js')) as {
		WawpGroups: new () => INodeType;
	};
	const base = join(N8N_FOLDER, 'node_modules/n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js');
	const { HttpRequest } = require(base) as { HttpRequest: new () => INodeType };
	return {
		[WAWP_GROUPS]: new WawpGroups(),
		[HTTP_REQUEST]: new HttpRequest(),
		[FLOOR]: floorNode,
	};
}

/**
 * Runs a contender in n8n's engine.
 *
 * @returns how many items came out without an error, and the time in ms
 */
export async function runContender(
	contender: Contender,
	{ url, groups, nodes, first = 0 }: { url: string; groups: number; nodes: Record<string, INodeType>; first?: number },
): Promise<{ done: number; ms: number }> {
	const start = performance.now();
	const { items, error } = await runWorkflow({
		nodes: [workflowNode('Trigger', 'trigger', {}), contender.node(url)],
		connections: { Trigger: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		start: 'Trigger',
		input: Array.from({ length: groups }, (_, at) => ({ json: { id: groupIdOf(first + at) } })),
		credential: { ...SAMPLE_ACCOUNT, baseUrl: url },
		standIns: nodes,
	});
	const ms = performance.now() - start;
	if (error) throw new Error(`${contender.name}: ${error.message} ${error.description ?? ''}`);
	return { done: items('Node').filter(({ json }) => typeof json.code === 'string').length, ms };
}
