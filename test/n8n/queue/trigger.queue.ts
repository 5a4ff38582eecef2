import { RestClient } from '../../support/n8n/restClient';
import { activate, executionsOf, readExecution, saveCredential, saveWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { startSampleEmulator } from '../../support/emulator/sample';
import { credentialData, CREDENTIAL_TYPE, node, WAWP_GROUPS_TRIGGER } from '../wawpNode';
import { Cluster } from './cluster';

const JOINS = 20;

describe('the trigger in queue mode', () => {
	const cluster = new Cluster();
	let sample: Awaited<ReturnType<typeof startSampleEmulator>>;

	beforeAll(async () => {
		await cluster.start();
		sample = await startSampleEmulator();
	});

	afterAll(async () => {
		await cluster.stop();
		await sample.emulator.stop();
	});

	it('registers in the main process and receives deliveries in the webhook processor: each join once, one burst', async () => {
		const { emulator, instance } = sample;
		const rest = await new RestClient(cluster.url('main')).signIn();
		const credential = await saveCredential(rest, {
			name: 'Wawp account',
			type: CREDENTIAL_TYPE,
			data: credentialData(emulator.url),
		});
		const credentials = { [CREDENTIAL_TYPE]: credential };
		const parameters = { events: ['memberJoined', 'joinBurst'], threshold: 5 };
		const trigger = { ...node('Trigger', WAWP_GROUPS_TRIGGER, parameters, { credentials }), webhookId: 'queue-test' };
		const workflow = await saveWorkflow(rest, { name: 'Trigger', nodes: [trigger], connections: {} });
		await activate(rest, workflow);
		const { url: registered, ...entry } = await until('the webhook is registered', () => instance.webhooks.own()[0]);
		// Replaces the URL as a load balancer would route it.
		const url = registered.replace(cluster.url('main'), cluster.url('webhooks'));
		instance.webhooks.delete(registered);
		instance.webhooks.set(url, entry);
		await until('n8n serves the webhook', async () => (await fetch(url, { method: 'POST' })).status === 401);

		emulator.dispatch.copies = 2;
		const group = [...instance.groups.values()][0]!;
		for (let person = 0; person < JOINS; person++) group.joinByLink(`${201000000100 + person}@c.us`, group.liveCode);
		await emulator.dispatch.settled();

		const executions = await until('all executions have finished', async () => {
			const found = await executionsOf(rest, workflow);
			return found.length >= JOINS && found.every(({ status }) => status === 'success') && found;
		});
		const items = await Promise.all(
			(executions || []).map(async ({ id }) => {
				const { data } = await readExecution(rest, id);
				return data.resultData.runData.Trigger![0]!.data!.main![0]!.map(({ json }) => json);
			}),
		);
		expect(executions).toHaveLength(JOINS);
		expect(new Set(items.flat().flatMap(({ participantId }) => participantId ?? [])).size).toBe(JOINS);
		expect(items.flat().filter(({ event }) => event === 'joinBurst')).toMatchObject([{ joinCount: 5 }]);
		expect(emulator.dispatch.attempts.every(({ status }) => status === 200)).toBe(true);
	});
});
