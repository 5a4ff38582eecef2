import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/n8n/freePort';
import { installN8n } from '../../support/n8n/install';
import { installPackage } from '../../support/n8n/installPackage';
import { packPackage } from '../../support/n8n/pack';
import { startProcess } from '../../support/n8n/process';
import { runningN8n } from './runningN8n';

/** Starts one n8n for all suites, with the package installed as a user installs it. */
export default async function start(): Promise<void> {
	await installN8n();
	const folder = await mkdtemp(join(tmpdir(), 'wawp-groups-e2e-'));
	await installPackage(folder, (await packPackage()).tarball);
	const process = await startProcess({
		home: folder,
		port: await freePort(),
		brokerPort: await freePort(),
		logFile: join(folder, 'n8n.log'),
		// The most detailed log, because the tests search it for secrets.
		extra: { N8N_LOG_LEVEL: 'debug' },
	});
	runningN8n.set({ process, folder });
}
