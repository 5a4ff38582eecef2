import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSampleEmulator } from '../../support/emulator/sample';
import { freePort } from '../../support/n8n/freePort';
import { installPackage } from '../../support/n8n/installPackage';
import { packPackage } from '../../support/n8n/pack';
import { startProcess, type N8nProcess } from '../../support/n8n/process';
import { RestClient } from '../../support/n8n/restClient';
import { activate, finishedExecution, publication, saveCredential, saveWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { CREDENTIAL_TYPE, credentialData, node, WAWP_GROUPS_TRIGGER } from '../wawpNode';
import { to } from './webhookWorkflow';

/** An n8n of its own, because the other suites need theirs. */
class RestartingN8n {
	private process: N8nProcess | undefined;
	private folder = '';
	private port = 0;

	async start(): Promise<RestClient> {
		if (this.folder === '') {
			this.folder = await mkdtemp(join(tmpdir(), 'wawp-groups-restart-'));
			this.port = await freePort();
			await installPackage(this.folder, (await packPackage()).tarball);
		}
		const { folder: home, port } = this;
		this.process = await startProcess({ home, port, brokerPort: await freePort(), logFile: join(home, 'n8n.log') });
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

test('a published trigger works after a restart of n8n, although Wawp does not respond', async () => {
	const n8n = new RestartingN8n();
	const { emulator, instance } = await startSampleEmulator();
	try {
		let rest = await n8n.start();
		const data = credentialData(emulator.url);
		const credentials = { [CREDENTIAL_TYPE]: await saveCredential(rest, { name: 'Wawp', type: CREDENTIAL_TYPE, data }) };
		const trigger = node('Trigger', WAWP_GROUPS_TRIGGER, { events: ['memberJoined'] }, { credentials });
		const workflow = await saveWorkflow(rest, {
			name: 'Trigger',
			nodes: [{ ...trigger, webhookId: 'restart' }, node('Next', 'n8n-nodes-base.noOp')],
			connections: { Trigger: { main: [[to('Next')]] } },
		});
		await activate(rest, workflow);
		expect((await publication(rest, workflow)).status).toBe('published');
		const [registered] = instance.webhooks.own();

		await n8n.stop();
		emulator.calls.length = 0;
		emulator.faults.plan({ kind: 'hang', times: 999 });
		rest = await n8n.start();

		await until('n8n serves the webhook', async () => (await fetch(registered!.url, { method: 'POST' })).status === 401);
		const [group] = [...instance.groups.values()];
		group!.joinByLink('201@c.us', group!.liveCode);
		expect((await finishedExecution(rest, workflow)).status).toBe('success');
		expect((await publication(rest, workflow)).status).toBe('published');
		expect(instance.webhooks.own()).toEqual([registered]);
		expect(emulator.calls.map(({ name }) => name)).toEqual([]);
	} finally {
		await n8n.remove();
		await emulator.stop();
	}
}, 120_000);
