import { execFileSync } from 'node:child_process';
import { freePort } from '../../support/n8n/freePort';
import { requireProgram } from '../../support/programs';
import { startService, type Service } from './service';

/** Starts a Redis server for the test, on loopback and without persistence. @param port default: any free port */
export async function startRedis(port?: number): Promise<Service> {
	const server = await requireProgram('redis-server', { debianPackage: 'redis-server' });
	const chosen = port ?? (await freePort());
	return await startService(server, ['--port', String(chosen), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
		port: chosen,
	});
}

/** Runs one command in a Redis server. @returns what redis-cli prints: one value per line */
export async function redisCommand(port: number, ...command: string[]): Promise<string[]> {
	const client = await requireProgram('redis-cli', { debianPackage: 'redis-tools' });
	return execFileSync(client, ['-h', '127.0.0.1', '-p', String(port), ...command], { encoding: 'utf8' })
		.trim()
		.split('\n');
}
