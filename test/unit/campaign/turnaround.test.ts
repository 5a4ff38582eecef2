import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Turnaround } from '../../campaign/faults/turnaround';

let server: Server;
let respond: RequestListener;

beforeEach(async () => {
	server = createServer((request, response) => respond(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
	server.closeAllConnections();
	server.close();
});

test('a request whose connection breaks counts as endless, and the measuring goes on', async () => {
	respond = (request) => request.destroy();
	const turnaround = new Turnaround(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	const measuring = turnaround.measure();
	const start = performance.now();
	expect(await turnaround.longestSince(start)).toBe(Infinity);
	respond = (_request, response) => response.end('ok');
	await turnaround.longestSince(performance.now());
	const later = performance.now();
	expect(await turnaround.longestSince(later)).toBeLessThan(10_000);
	expect(await turnaround.longestSince(start)).toBe(Infinity);
	turnaround.stop();
	await measuring;
});
