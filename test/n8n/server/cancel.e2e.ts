import { setTimeout as wait } from 'node:timers/promises';
import { executionsOf, finishedExecution } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { node, revokeParameters, WAWP_GROUPS } from '../wawpNode';
import { startBench, type Bench } from './bench';
import { splitGroups, webhookWorkflow } from './webhookWorkflow';

const LATENCY = 300;
const GROUPS = 40;

describe('a stopped execution', () => {
	let bench: Bench;

	beforeAll(async () => {
		bench = await startBench();
	});

	afterAll(async () => await bench.emulator.stop());

	it('makes no more requests', async () => {
		const { rest, emulator, instance } = bench;
		const groups = Array.from({ length: GROUPS }, (_, at) => instance.addGroup(`1203630000001${100 + at}@g.us`, `Group ${at}`));
		emulator.faults.plan({ kind: 'slow', latency: LATENCY, times: 10 * GROUPS });
		const revoke = node('Revoke', WAWP_GROUPS, revokeParameters('={{ $json.groupId }}'), { credentials: bench.credentials });
		const workflow = await webhookWorkflow(rest, { nodes: [splitGroups(), revoke], respond: 'immediately' });

		await workflow.call({ groupIds: groups.map(({ id }) => id) });
		await until('two invite codes are revoked', () => groups.filter(({ revocations }) => revocations > 0).length >= 2);
		const { id } = await until('the execution is running', async () =>
			(await executionsOf(rest, workflow)).find(({ status }) => status === 'running'),
		);
		await rest.post(`/executions/${id}/stop`);
		const calls = emulator.calls.length;
		// No event shows that no more calls will follow. In this time, a dozen more calls could arrive.
		await wait(5 * LATENCY);

		expect(emulator.calls).toHaveLength(calls);
		expect(groups.filter(({ revocations }) => revocations === 0).length).toBeGreaterThan(GROUPS / 4);
		expect(await finishedExecution(rest, workflow)).toMatchObject({ status: 'canceled' });
	});
});
