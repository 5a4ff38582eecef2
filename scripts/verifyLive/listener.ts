import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One attempt of Wawp to deliver an event, as it arrived. */
export interface Delivery {
	headers: IncomingHttpHeaders;
	/** The exact bytes. */
	body: Buffer;
	/** What the listener answered. */
	answered: number;
	/** ms since the listener started. */
	at: number;
}

/**
 * Listens for deliveries on a local port. It answers the first one with 500, to see whether it comes again, and all others with 200.
 */
export class Listener extends EventEmitter<{ delivery: [Delivery] }> {
	readonly deliveries: Delivery[] = [];
	private readonly server: Server = createServer((request, response) => void this.receive(request, response));
	private readonly began = performance.now();
	/** The body of the kit's own request, which proves that the public URL leads here. */
	private readonly greeting = `verify-live ${Math.random().toString(36).slice(2)}`;

	/** @param port 0 for any free port @returns the port */
	async start(port: number): Promise<number> {
		this.server.listen(port, '127.0.0.1');
		await once(this.server, 'listening');
		return (this.server.address() as AddressInfo).port;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
	}

	/** Whether the public URL leads to this listener. */
	async isReachable(url: string): Promise<boolean> {
		const sent = fetch(url, { method: 'POST', body: this.greeting, redirect: 'manual', signal: AbortSignal.timeout(10_000) });
		return await sent.then(
			async (response) => (await response.text()) === this.greeting,
			() => false,
		);
	}

	private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await buffer(request).catch(() => undefined);
		if (!body) return;
		if (body.toString() === this.greeting) {
			response.end(this.greeting);
			return;
		}
		const answered = this.deliveries.length === 0 ? 500 : 200;
		const delivery = { headers: request.headers, body, answered, at: Math.round(performance.now() - this.began) };
		this.deliveries.push(delivery);
		response.writeHead(answered).end();
		this.emit('delivery', delivery);
	}
}
