import { startSampleEmulator } from '../../support/emulator/sample';
import { activate, finishedExecution, publication, saveCredential, saveWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { CREDENTIAL_TYPE, credentialData, node, WAWP_GROUPS_TRIGGER } from '../wawpNode';
import { OwnN8n } from './ownN8n';
import { to } from './webhookWorkflow';

test('a published trigger works after a restart of n8n, although Wawp does not respond', async () => {
	const n8n = new OwnN8n();
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
