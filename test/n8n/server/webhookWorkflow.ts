import { randomUUID } from 'node:crypto';
import type { IConnections, INode } from 'n8n-workflow';
import type { RestClient } from '../../support/n8n/restClient';
import { activate, saveWorkflow, type SavedWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { node } from '../wawpNode';

export const WEBHOOK = 'Webhook';

export interface WebhookWorkflow extends SavedWorkflow {
	/** @param base another process that takes webhooks, in queue mode */
	call: (body: object, base?: string) => Promise<Response>;
}

/**
 * Saves and activates a workflow that a webhook starts.
 *
 * @param answer whether the webhook answers with the last node's items, or at once
 */
export async function webhookWorkflow(
	rest: RestClient,
	{ nodes, connections = inARow(nodes), answer }: { nodes: INode[]; connections?: IConnections; answer: 'items' | 'at once' },
): Promise<WebhookWorkflow> {
	const path = randomUUID();
	const responseMode = answer === 'items' ? 'lastNode' : 'onReceived';
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
			// n8n activates in the background, and says 404 until it has.
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

/** The webhook and then one node after the other. */
export function inARow(nodes: INode[]): IConnections {
	const names = [WEBHOOK, ...nodes.map(({ name }) => name)];
	return Object.fromEntries(names.slice(0, -1).map((name, at) => [name, { main: [[to(names[at + 1]!)]] }]));
}

export const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });

/** One item for each group that the webhook's body lists under `groupIds`. */
export const splitGroups = () =>
	node('Split Out', 'n8n-nodes-base.splitOut', {
		fieldToSplitOut: 'body.groupIds',
		options: { destinationFieldName: 'groupId' },
	});
