import type { IDataObject, INodeCredentials, INodeParameters } from 'n8n-workflow';
import type { Instance } from '../../support/emulator/world';
import type { RestClient } from '../../support/n8n/restClient';
import { executionsOf, finishedExecution, type SavedWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { node, WAWP_GROUPS } from '../wawpNode';
import { webhookWorkflow, type WebhookWorkflow } from './webhookWorkflow';

export const ADMIN = '201234567891@c.us';
const AFTER = 'After';

/** The parameters of "Send Message and Wait for Response". */
export const questionParameters = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'sendAndWait',
	sendTo: { __rl: true, mode: 'id', value: ADMIN },
	message: 'May I remove these people from "Neighbours"?',
	...more,
});

/** A published workflow that asks a question, with another node after it. */
export const askingWorkflow = async (
	rest: RestClient,
	credentials: INodeCredentials,
	parameters: INodeParameters = {},
): Promise<WebhookWorkflow> =>
	await webhookWorkflow(rest, {
		nodes: [node('Ask', WAWP_GROUPS, questionParameters(parameters), { credentials }), node(AFTER, 'n8n-nodes-base.noOp')],
		respond: 'immediately',
	});

/** Starts the workflow, and waits until its execution waits for the answer. @returns the link in the message */
export async function askQuestion(
	rest: RestClient,
	instance: Instance,
	workflow: WebhookWorkflow,
	body: object = {},
): Promise<string> {
	const before = instance.messages.length;
	await workflow.call(body);
	return await waitingLink(rest, instance, workflow, before);
}

/** @param before the number of messages before the question */
export async function waitingLink(
	rest: RestClient,
	instance: Instance,
	workflow: SavedWorkflow,
	before: number,
): Promise<string> {
	const question = await until('the question arrives', () => Promise.resolve(instance.messages[before]));
	await until('the execution waits', async () => (await executionsOf(rest, workflow)).find(({ status }) => status === 'waiting'));
	return /https?:\/\/\S+/.exec(question.message)![0];
}

export const sendAnswer = async (link: string, fields: Record<string, string>): Promise<Response> =>
	await fetch(link, { method: 'POST', body: new URLSearchParams(fields) });

/** What the node after the question got, once the only execution has finished. */
export async function answered(rest: RestClient, workflow: SavedWorkflow, timeout?: { seconds: number }): Promise<IDataObject[]> {
	const { data } = await finishedExecution(rest, workflow, timeout);
	return data.resultData.runData[AFTER]?.[0]?.data?.main?.[0]?.map(({ json }) => json) ?? [];
}
