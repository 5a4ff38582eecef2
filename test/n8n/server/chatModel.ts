import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface ChatRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string; description: string; parameters: object } }>;
}

/**
 * Stands in for a language model that speaks OpenAI's chat protocol: calls the only tool that it is offered with the planned
 * arguments, and then says what the tool answered.
 */
export class ScriptedChatModel {
	readonly requests: ChatRequest[] = [];
	private readonly server: Server = createServer((request, response) => {
		void this.answer(request).then((message) => {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(completion(message)));
		});
	});
	url = '';

	/** @param toolArguments what it calls the tool with */
	constructor(private readonly toolArguments: object) {}

	async start(): Promise<this> {
		await once(this.server.listen(0, '127.0.0.1'), 'listening');
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
		return this;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await once(this.server.close(), 'close');
	}

	private async answer(incoming: IncomingMessage): Promise<object> {
		const request = (await json(incoming)) as ChatRequest;
		this.requests.push(request);
		const said = request.messages.reverse().find(({ role }) => role === 'tool');
		if (said) return { role: 'assistant', content: `The tool said: ${JSON.stringify(said.content)}` };
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
