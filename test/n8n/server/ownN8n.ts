import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/n8n/freePort';
import { installPackage } from '../../support/n8n/installPackage';
import { packPackage } from '../../support/n8n/pack';
import { startProcess, type N8nProcess } from '../../support/n8n/process';
import { RestClient } from '../../support/n8n/restClient';

/** An n8n of its own, for a suite that restarts it or needs other settings. */
export class OwnN8n {
	private process: N8nProcess | undefined;
	private folder = '';
	private port = 0;

	/** @param extra environment variables */
	constructor(private readonly extra: (port: number) => Record<string, string> = () => ({})) {}

	/** Starts it, for the first time or again with the same data. */
	async start(): Promise<RestClient> {
		if (this.folder === '') {
			this.folder = await mkdtemp(join(tmpdir(), 'wawp-groups-own-n8n-'));
			this.port = await freePort();
			await installPackage(this.folder, (await packPackage()).tarball);
		}
		const { folder: home, port } = this;
		const brokerPort = await freePort();
		this.process = await startProcess({ home, port, brokerPort, logFile: join(home, 'n8n.log'), extra: this.extra(port) });
		return await new RestClient(this.process.url).signIn();
	}

	async stop(): Promise<void> {
		await this.process?.stop();
	}

	async remove(): Promise<void> {
		await this.stop();
		await rm(this.folder, { recursive: true, force: true });
	}
}
