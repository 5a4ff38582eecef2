import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeParameters,
	IWebhookFunctions,
	Logger,
	WorkflowExecuteMode,
} from 'n8n-workflow';
// The extension is required: some loaders look for .json before .ts and would find the codex file.
import { WawpGroupsTrigger } from '../../../nodes/WawpGroupsTrigger/WawpGroupsTrigger.node.ts';
import { triggerContexts } from './triggerContexts';

export interface ServedTrigger {
	parameters?: INodeParameters;
	credential: ICredentialDataDecryptedObject | undefined;
	workflowId?: string;
	mode?: WorkflowExecuteMode;
}

/** The json of the trigger's items, for one execution that a delivery started. */
export type Started = IDataObject[];

/**
 * Serves the trigger over real HTTP, as n8n's webhook server does. It passes the raw bytes to the trigger in contexts of n8n-core, and
 * responds like n8n to the trigger's result. Executions are recorded, not run.
 */
export class TriggerServer {
	readonly started: Started[] = [];
	/** What the trigger wrote to n8n's log at the level debug. */
	readonly debugLog: string[] = [];
	readonly warnings: string[] = [];
	/** Called with each execution before the response. Throw an error to simulate that n8n could not start it. */
	onStart: (items: Started) => void = () => undefined;
	/** A restart of n8n replaces it. */
	trigger = new WawpGroupsTrigger();
	private readonly server: Server;

	constructor(public served: ServedTrigger) {
		this.server = createServer((request, response) => void this.handle(request, response));
	}

	async start(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	/** Does what n8n does when a workflow is published. @throws the error with which n8n refuses to publish */
	async activate(): Promise<void> {
		const { hook } = this.contexts();
		const methods = this.trigger.webhookMethods.default;
		if (!(await methods.checkExists.call(hook))) await methods.create.call(hook);
	}

	/** Does what n8n does when a workflow is unpublished. */
	async deactivate(): Promise<void> {
		await this.trigger.webhookMethods.default.delete.call(this.contexts().hook);
	}

	async stop(): Promise<void> {
		await new Promise((resolve) => {
			this.server.close(resolve);
			this.server.closeAllConnections();
		});
	}

	get n8nUrl(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	get url(): string {
		return `${this.n8nUrl}/webhook`;
	}

	/** The items of all executions, in order. */
	get items(): IDataObject[] {
		return this.started.flat();
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const rawBody = await buffer(request);
		const { searchParams } = new URL(request.url ?? '', this.url);
		const httpRequest = {
			headers: request.headers,
			query: Object.fromEntries(searchParams),
			params: {},
			body: {},
			...(rawBody.length > 0 && { rawBody }),
		};
		const express = Object.assign(response, {
			status: (code: number) => Object.assign(express, { statusCode: code }),
			json: (body: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
		});
		const { webhook } = this.contexts({ httpRequest, httpResponse: express });
		const { noWebhookResponse, workflowData } = await this.trigger.webhook.call(this.logged(webhook));
		if (noWebhookResponse) return;
		if (!workflowData) {
			express.status(200).json({ message: 'Webhook call received' });
			return;
		}
		try {
			const items = workflowData.flat().map(({ json }) => json);
			this.onStart(items);
			this.started.push(items);
			express.status(200);
			response.end();
		} catch (error) {
			express.status(500).json({ message: String(error) });
		}
	}

	private logged(webhook: IWebhookFunctions): IWebhookFunctions {
		const debug = (message: string) => void this.debugLog.push(message);
		const warn = (message: string) => void this.warnings.push(message);
		const logger = Object.create(webhook.logger, { debug: { value: debug }, warn: { value: warn } }) as Logger;
		return Object.create(webhook, { logger: { value: logger } }) as IWebhookFunctions;
	}

	private contexts(http: { httpRequest?: object; httpResponse?: object } = {}) {
		return triggerContexts({ ...this.served, trigger: this.trigger, n8nUrl: this.n8nUrl, ...http });
	}
}
