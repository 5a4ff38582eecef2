import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Finds a loopback port that is free at this moment. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

/** @throws an Error with the next step if the port is in use */
export async function assertFree(port: number): Promise<void> {
	const server = createServer().listen(port, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		throw new Error(`Port ${port} is in use: stop the program that uses it, or set PORT to another number`);
	}
	server.close();
	await once(server, 'close');
}
