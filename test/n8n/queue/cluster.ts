import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/n8n/freePort';
import { installN8n } from '../../support/n8n/install';
import { installPackage } from '../../support/n8n/installPackage';
import { packPackage } from '../../support/n8n/pack';
import { startProcess, type N8nProcess } from '../../support/n8n/process';
import { DATABASE_USER, startPostgres } from './postgres';
import { startRedis } from './redis';
import type { Service } from './service';

type WebhookProcessor = 'webhooks' | 'webhooks2';

/** n8n in queue mode: a main process, one or two webhook processors, and two workers that share the executions. */
export class Cluster {
	private readonly processes = new Map<string, N8nProcess>();
	private readonly services: Service[] = [];
	private folder = '';

	constructor(private readonly webhookProcessors: readonly WebhookProcessor[] = ['webhooks']) {}

	async start(): Promise<this> {
		await installN8n();
		this.folder = await mkdtemp(join(tmpdir(), 'wawp-groups-queue-'));
		const [redis, postgres] = [await startRedis(), await startPostgres()];
		this.services.push(redis, postgres);
		const { tarball } = await packPackage();
		const start = async (name: string, ...command: string[]) => {
			const home = join(this.folder, name);
			await mkdir(home);
			await installPackage(home, tarball);
			const [port, brokerPort] = [await freePort(), await freePort()];
			const extra = { ...queueMode(redis, postgres), QUEUE_HEALTH_CHECK_PORT: String(port) };
			this.processes.set(name, await startProcess({ home, port, brokerPort, logFile: this.logOf(name), command, extra }));
		};
		// The main process starts first and alone, because it creates the database.
		await start('main', 'start');
		await Promise.all([
			start('worker1', 'worker', '--concurrency=5'),
			start('worker2', 'worker', '--concurrency=5'),
			...this.webhookProcessors.map(async (name) => await start(name, 'webhook')),
		]);
		return this;
	}

	async stop(): Promise<void> {
		for (const { stop } of [...this.processes.values()].reverse()) await stop();
		for (const { stop } of this.services) await stop();
		await rm(this.folder, { recursive: true, force: true });
	}

	url(name: 'main' | WebhookProcessor): string {
		return this.processes.get(name)!.url;
	}

	/** The port of the Redis that n8n's queue is in. */
	get redisPort(): number {
		return this.services[0]!.port;
	}

	async kill(name: 'worker1' | 'worker2'): Promise<void> {
		await this.processes.get(name)!.kill();
	}

	/** The number of executions that a worker has started, according to its log. */
	async executionsBy(name: 'worker1' | 'worker2'): Promise<number> {
		return (await readFile(this.logOf(name), 'utf8')).split('Worker started execution').length - 1;
	}

	private logOf(name: string): string {
		return join(this.folder, `${name}.log`);
	}
}

const queueMode = (redis: Service, postgres: Service): NodeJS.ProcessEnv => ({
	EXECUTIONS_MODE: 'queue',
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_PORT: String(postgres.port),
	DB_POSTGRESDB_DATABASE: 'postgres',
	DB_POSTGRESDB_USER: DATABASE_USER,
	QUEUE_BULL_REDIS_HOST: '127.0.0.1',
	QUEUE_BULL_REDIS_PORT: String(redis.port),
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	// By default, n8n detects a dead worker only after a minute.
	QUEUE_WORKER_LOCK_DURATION: '4000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
});
