import { ExecutionLifecycleHooks, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
	type IRunExecutionData,
	type IWebhookData,
	type IWebhookFunctions,
	type IWorkflowBase,
} from 'n8n-workflow';
// With the extension: a loader that prefers .json would load the codex file instead.
import { WawpGroups } from '../../../nodes/WawpGroups/WawpGroups.node.ts';
import { CredentialsInMemory } from './credentials';
import { additionalData, CREDENTIAL, nodeTypes, runWorkflow, WAWP_GROUPS } from './runWorkflow';
import { workflowNode } from './workflowNode';

const ASK = 'Ask "them" {{ now }}';

export interface Asking {
	parameters: INodeParameters;
	input?: IDataObject[];
	credential: ICredentialDataDecryptedObject;
	settings?: Partial<INode>;
	/** The public address of n8n. */
	n8nUrl?: string;
}

/** What a browser gets from the link of a question. */
export interface Page {
	status: number;
	html: string;
	headers: Record<string, string>;
}

/** Runs "Send Message and Wait for Response" between two other nodes, until the execution waits or ends. */
export async function ask({
	parameters,
	input = [{}],
	credential,
	settings,
	n8nUrl = 'http://localhost',
}: Asking): Promise<WaitingRun> {
	const nodes = [
		workflowNode('Trigger', 'trigger'),
		workflowNode(ASK, WAWP_GROUPS, {
			parameters: { resource: 'message', operation: 'sendAndWait', ...parameters },
			credentials: CREDENTIAL,
			...settings,
		}),
		workflowNode('After', 'after'),
	];
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 } as const]] });
	const connections = { Trigger: to(ASK), [ASK]: to('After') };
	const items = input.map((json) => ({ json }));
	const additional = { webhookWaitingBaseUrl: `${n8nUrl}/webhook-waiting` };
	const result = await runWorkflow({ nodes, connections, start: 'Trigger', input: items, credential, additional });
	const workflow = new Workflow({
		id: 'test',
		name: 'test',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	return new WaitingRun(result.run, { workflow, asking: ASK, credential: undefined }, result.error);
}

/** Where an execution goes on. */
export interface Continuation {
	workflow: Workflow;
	/** The name of the node that asks. */
	asking: string;
	/** For the nodes after it. */
	credential: ICredentialDataDecryptedObject | undefined;
	executionId?: string;
}

/** An execution that waits. n8n keeps it as text in its database, and goes on with a copy. */
export class WaitingRun {
	constructor(
		readonly run: IRun,
		private readonly continuation: Continuation,
		readonly error: Error | undefined,
	) {}

	get waitTill(): Date | undefined {
		return this.run.data.waitTill;
	}

	/** The output of a node so far. */
	output(node: string): INodeExecutionData[] {
		return outputOf(this.run, node);
	}

	/** Opens a link, as n8n does after it has checked the signature. The execution waits on. */
	async open(link: string): Promise<Page> {
		return (await this.request('setup', link)).page;
	}

	/** Sends the form of the page. @returns the page, and what the next node gets if the execution goes on */
	async answer(link: string, body: IDataObject): Promise<Page & { items: INodeExecutionData[] | undefined }> {
		const { page, run } = await this.goOn(link, body);
		return { ...page, items: run && outputOf(run, 'After') };
	}

	/** Does the same. @returns the page, and the execution at its end if it goes on */
	async goOn(link: string, body: IDataObject): Promise<{ page: Page; run: IRun | undefined }> {
		const { page, data, workflowData } = await this.request('default', link, body);
		if (!workflowData) return { page, run: undefined };
		const [entry] = data.executionData!.nodeExecutionStack;
		entry!.node.disabled = true;
		entry!.data.main = workflowData;
		entry!.metadata = { ...entry!.metadata, forwardAllOutputs: true };
		delete data.waitTill;
		data.resultData.runData[data.resultData.lastNodeExecuted!]!.pop();
		return { page, run: await this.resume(data) };
	}

	/** Lets the time run out. @returns what the next node gets */
	async timeOut(): Promise<INodeExecutionData[]> {
		return outputOf(await this.end(), 'After');
	}

	/** Does the same. @returns the execution at its end */
	async end(): Promise<IRun> {
		return await this.resume(this.stored());
	}

	private stored(): IRunExecutionData {
		const data = JSON.parse(JSON.stringify(this.run.data)) as IRunExecutionData;
		if (this.run.data.waitTill) data.waitTill = this.run.data.waitTill;
		return data;
	}

	private async resume(data: IRunExecutionData): Promise<IRun> {
		const { workflow, credential, executionId = '1' } = this.continuation;
		const hooks = new ExecutionLifecycleHooks('webhook', executionId, { id: 'test', name: 'test' } as IWorkflowBase);
		const additional = additionalData(new CredentialsInMemory(credential), { hooks, executionId });
		return await new WorkflowExecute(additional, 'webhook', data).processRunExecutionData(workflow);
	}

	private async request(name: 'setup' | 'default', link: string, body: IDataObject = {}) {
		const data = this.stored();
		const page: Page = { status: 200, html: '', headers: {} };
		const response: Record<string, unknown> = {
			status(status: number) {
				page.status = status;
				return response;
			},
			set(headers: Record<string, string>) {
				page.headers = headers;
				return response;
			},
			send(html: string) {
				page.html = html;
			},
		};
		const http = { query: Object.fromEntries(new URL(link).searchParams), body };
		const context = new WebhookContext(
			this.continuation.workflow,
			this.continuation.workflow.getNode(this.continuation.asking)!,
			additionalFor({ httpRequest: http, httpResponse: response }),
			'webhook',
			{ webhookDescription: { name } } as IWebhookData,
			[],
			data,
		);
		const result = await new WawpGroups().webhook.call(context as IWebhookFunctions);
		if (typeof result.webhookResponse === 'string') page.html = result.webhookResponse;
		return { page, data, workflowData: result.workflowData };
	}
}

const additionalFor = (extra: object = {}) => additionalData(new CredentialsInMemory(undefined), extra);

const outputOf = (run: IRun, node: string): INodeExecutionData[] =>
	run.data.resultData.runData[node]?.at(-1)?.data?.main?.[0] ?? [];
