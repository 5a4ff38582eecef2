import { freePort } from '../../support/n8n/freePort';
import { requireProgram } from '../../support/programs';
import { startService, type Service } from './service';

/** Starts a Redis server for the test, on loopback and without persistence. */
export async function startRedis(): Promise<Service> {
	const server = await requireProgram('redis-server', { debianPackage: 'redis-server' });
	const port = await freePort();
	return await startService(server, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
		port,
	});
}
