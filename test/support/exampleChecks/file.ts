import type { INode } from 'n8n-workflow';
import { descriptionOf, type Check } from './example';

/** What n8n reads from a workflow file. */
const WORKFLOW_KEYS = 'active connections id meta name nodes pinData settings staticData tags versionId'.split(' ');

/** What n8n reads of a node; a credential would be the author's own. */
const NODE_KEYS = (
	'alwaysOutputData disabled executeOnce id maxTries name notes notesInFlow onError parameters position ' +
	'retryOnFail type typeVersion waitBetweenTries webhookId'
).split(' ');

/** n8n's own nodes that wait for requests. */
const WEBHOOK_NODES = ['n8n-nodes-base.formTrigger', 'n8n-nodes-base.wait', 'n8n-nodes-base.webhook'];

export const keysAreKnown: Check = (example) => [
	...unknown(example, WORKFLOW_KEYS).map((key) => `n8n does not import "${key}"`),
	...example.nodes.flatMap((node) => unknown(node, NODE_KEYS).map((key) => `${node.name}: "${key}" does not belong to a node`)),
	...(isV1(example.settings) ? [] : ['settings.executionOrder is not "v1", as it is in every new workflow']),
];

const unknown = (object: object, known: string[]) => Object.keys(object).filter((key) => !known.includes(key));

const isV1 = (settings: unknown) =>
	typeof settings === 'object' && settings !== null && 'executionOrder' in settings && settings.executionOrder === 'v1';

export const idsAreUnique: Check = ({ nodes }) =>
	(['id', 'name', 'webhookId'] as const).flatMap((key) => {
		const values = nodes.flatMap((node) => node[key] ?? []);
		const twice = values.filter((value, at) => values.indexOf(value) !== at);
		return [
			...twice.map((value) => `two nodes have the ${key} "${value}"`),
			...nodes.filter((node) => key !== 'webhookId' && !node[key]).map(({ type }) => `a node of type ${type} has no ${key}`),
		];
	});

export const webhooksHaveIds: Check = ({ nodes }) =>
	nodes
		.filter((node) => hasWebhook(node) && !node.webhookId)
		.map(({ name }) => `${name}: has no webhookId, which its URL is made of`);

/** The URL of a webhook that resumes an execution is made of the node's own id. */
const hasWebhook = (node: INode) =>
	WEBHOOK_NODES.includes(node.type) ||
	(descriptionOf(node)?.webhooks ?? []).some(({ restartWebhook }) => restartWebhook !== true);
