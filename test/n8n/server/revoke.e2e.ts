import { activate, deactivate, executionsOf, finishedExecution, saveWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { node, revokeParameters, WAWP_GROUPS } from '../wawpNode';
import { startBench, type Bench } from './bench';
import { to, webhookWorkflow } from './webhookWorkflow';

describe('revoke in a running n8n', () => {
	let bench: Bench;

	beforeAll(async () => {
		bench = await startBench();
	});

	afterAll(async () => await bench.emulator.stop());

	it('responds to a webhook with the new code, and the old code is dead', async () => {
		const group = bench.groups[0]!;
		const oldCode = group.liveCode;
		const revoke = node('Revoke', WAWP_GROUPS, revokeParameters('={{ $json.body.groupId }}'), { credentials: bench.credentials });
		const workflow = await webhookWorkflow(bench.rest, { nodes: [revoke], respond: 'when finished' });

		const response = await workflow.call({ groupId: group.id });

		expect(await response.json()).toEqual([
			expect.objectContaining({
				groupId: group.id,
				code: group.liveCode,
				inviteLink: `https://chat.whatsapp.com/${group.liveCode}`,
			}),
		]);
		expect(group.isDead(oldCode)).toBe(true);
		expect(group.revocations).toBe(1);
		expect(await finishedExecution(bench.rest, workflow)).toMatchObject({ status: 'success' });
	});

	it('runs on a schedule', async () => {
		const group = bench.groups[1]!;
		const everySecond = { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } };
		const schedule = { ...node('Every second', 'n8n-nodes-base.scheduleTrigger', everySecond), typeVersion: 1.2 };
		const workflow = await saveWorkflow(bench.rest, {
			name: 'Scheduled',
			nodes: [schedule, node('Revoke', WAWP_GROUPS, revokeParameters(group.id), { credentials: bench.credentials })],
			connections: { [schedule.name]: { main: [[to('Revoke')]] } },
		});

		await activate(bench.rest, workflow);
		await until('the schedule has revoked twice', () => group.revocations >= 2);
		await deactivate(bench.rest, workflow);

		const executions = await until('all executions have succeeded', async () => {
			const found = await executionsOf(bench.rest, workflow);
			return found.every(({ status }) => status === 'success') ? found : undefined;
		});
		expect(executions).toContainEqual(expect.objectContaining({ mode: 'trigger' }));
		expect(group.revocations).toBe(executions.length);
	});
});
