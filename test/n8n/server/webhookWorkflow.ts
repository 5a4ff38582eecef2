import { randomUUID } from 'node:crypto';
import type { IConnections, INode } from 'n8n-workflow';
import type { RestClient } from '../../support/n8n/restClient';
import { activate, saveWorkflow, type SavedWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { node } from '../wawpNode';

export const WEBHOOK = 'Webhook';

export interface WebhookWorkflow extends SavedWorkflow {
	/** @param base the URL of the webhook processor, in queue mode */
	call: (body: object, base?: string) => Promise<Response>;
}

/**
 * Saves and activates a workflow that starts with a webhook.
 *
 * @param connections default: one node after another
 * @param respond whether the webhook responds when the workflow has finished, with the last node's items, or immediately
 */
export async function webhookWorkflow(
	rest: RestClient,
	{
		nodes,
		connections = inARow(nodes),
		respond,
	}: { nodes: INode[]; connections?: IConnections; respond: 'when finished' | 'immediately' },
): Promise<WebhookWorkflow> {
	const path = randomUUID();
	const responseMode = respond === 'when finished' ? 'lastNode' : 'onReceived';
	const webhook: INode = {
		...node(WEBHOOK, 'n8n-nodes-base.webhook', {
			httpMethod: 'POST',
			path,
			responseMode,
			responseData: 'allEntries',
			options: {},
		}),
		typeVersion: 2,
		webhookId: path,
	};
	const name = expect.getState().currentTestName ?? 'Workflow';
	const saved = await saveWorkflow(rest, { name: name.slice(-100), nodes: [webhook, ...nodes], connections });
	await activate(rest, saved);
	return {
		...saved,
		call: async (body, base = rest.url) =>
			// n8n activates in the background, and returns 404 until then.
			await until('the webhook is registered', async () => {
				const response = await fetch(`${base}/webhook/${path}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(body),
				});
				return response.status === 404 ? undefined : response;
			}),
	};
}

/** Connects the webhook and the nodes in a row. */
export function inARow(nodes: INode[]): IConnections {
	const names = [WEBHOOK, ...nodes.map(({ name }) => name)];
	return Object.fromEntries(names.slice(0, -1).map((name, at) => [name, { main: [[to(names[at + 1]!)]] }]));
}

export const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });

/** A node that returns one item for each group id in `groupIds` of the webhook's body. */
export const splitGroups = () =>
	node('Split Out', 'n8n-nodes-base.splitOut', {
		fieldToSplitOut: 'body.groupIds',
		options: { destinationFieldName: 'groupId' },
	});
