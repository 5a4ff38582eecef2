import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface ChatRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string; description: string; parameters: object } }>;
}

/**
 * Replaces a language model with OpenAI's chat API. It calls the only tool in the request with the planned arguments. Then it repeats the
 * result of the tool.
 */
export class ScriptedChatModel {
	readonly requests: ChatRequest[] = [];
	private readonly server: Server = createServer((request, response) => {
		void this.respond(request).then((message) => {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(completion(message)));
		});
	});
	url = '';

	/** @param toolArguments the arguments of the tool call */
	constructor(public toolArguments: object) {}

	async start(): Promise<this> {
		await once(this.server.listen(0, '127.0.0.1'), 'listening');
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
		return this;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await once(this.server.close(), 'close');
	}

	private async respond(incoming: IncomingMessage): Promise<object> {
		const request = (await json(incoming)) as ChatRequest;
		this.requests.push(request);
		const toolResult = request.messages.reverse().find(({ role }) => role === 'tool');
		if (toolResult) return { role: 'assistant', content: `The tool returned: ${JSON.stringify(toolResult.content)}` };
		const call = { name: request.tools?.[0]?.function.name, arguments: JSON.stringify(this.toolArguments) };
		return { role: 'assistant', content: null, tool_calls: [{ id: 'call_1', type: 'function', function: call }] };
	}
}

const completion = (message: object) => ({
	id: 'completion',
	object: 'chat.completion',
	created: 0,
	model: 'scripted',
	choices: [{ index: 0, message, finish_reason: 'tool_calls' in message ? 'tool_calls' : 'stop' }],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});
