import { RestClient } from '../../support/n8n/restClient';
import { saveCredential } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { startSampleEmulator } from '../../support/emulator/sample';
import type { Group } from '../../support/emulator/world';
import { answered, askingWorkflow, sendAnswer, waitingLink } from '../server/question';
import { webhookWorkflow, type WebhookWorkflow } from '../server/webhookWorkflow';
import { credentialData, CREDENTIAL_TYPE, node, revokeParameters, WAWP_GROUPS } from '../wawpNode';
import { Cluster } from './cluster';

const CALLS = 200;

interface Revoked {
	groupId: string;
	code: string;
	rotated: boolean;
}

type Revoke = (group: Group) => Promise<Revoked>;

describe('revoke in queue mode, with two workers', () => {
	const cluster = new Cluster();
	let sample: Awaited<ReturnType<typeof startSampleEmulator>>;
	let withCooldown: Revoke;
	let withoutCooldown: Revoke;
	let asking: WebhookWorkflow;
	let rest: RestClient;

	beforeAll(async () => {
		await cluster.start();
		sample = await startSampleEmulator();
		rest = await new RestClient(cluster.url('main')).signIn();
		const data = credentialData(sample.emulator.url);
		const credential = await saveCredential(rest, { name: 'Wawp account', type: CREDENTIAL_TYPE, data });
		const publish = async (options: { cooldownMinutes?: number }): Promise<Revoke> => {
			const revoke = node('Revoke', WAWP_GROUPS, revokeParameters('={{ $json.body.groupId }}', options), {
				credentials: { [CREDENTIAL_TYPE]: credential },
			});
			const { call } = await webhookWorkflow(rest, { nodes: [revoke], respond: 'when finished' });
			return async ({ id }) => {
				const response = await call({ groupId: id }, cluster.url('webhooks'));
				const items = (await response.json()) as Revoked[];
				if (!response.ok || !items[0]) throw new Error(`the webhook returned ${response.status} ${JSON.stringify(items)}`);
				return items[0];
			};
		};
		withCooldown = await publish({ cooldownMinutes: 10 });
		withoutCooldown = await publish({});
		asking = await askingWorkflow(rest, { [CREDENTIAL_TYPE]: credential }, { responseType: 'freeText' });
	});

	afterAll(async () => {
		await cluster.stop();
		await sample.emulator.stop();
	});

	it('asks on a worker, takes the answer on a webhook processor, and goes on with the first one', async () => {
		await asking.call({ id: 7 }, cluster.url('webhooks'));
		const link = await waitingLink(rest, sample.instance, asking, 0);
		const { pathname, search } = new URL(link);
		const publicLink = `${cluster.url('webhooks')}${pathname}${search}`;
		expect(await (await fetch(publicLink)).text()).toContain('Your answer');
		const both = await Promise.all(['First', 'Second'].map(async (answer) => await sendAnswer(publicLink, { answer })));
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		const answer = both[0]!.ok ? 'First' : 'Second';
		expect(await answered(rest, asking)).toEqual([expect.objectContaining({ body: { id: 7 }, answer, timedOut: false })]);
	});

	const addGroups = (count: number, prefix: string) =>
		Array.from({ length: count }, (_, at) =>
			sample.instance.addGroup(`1203630${prefix}${10_000 + at}@g.us`, `Group ${prefix} ${at}`),
		);

	const executions = async () => ({
		worker1: await cluster.executionsBy('worker1'),
		worker2: await cluster.executionsBy('worker2'),
	});

	it(`rotates one group at most once per worker in ${CALLS} calls with a cooldown`, async () => {
		const group = addGroups(1, '1')[0]!;

		const results = await Promise.all(Array.from({ length: CALLS }, async () => await withCooldown(group)));

		expect(results).toHaveLength(CALLS);
		expect([1, 2]).toContain(group.revocations);
		expect(results.filter(({ rotated }) => rotated)).toHaveLength(group.revocations);
		// The other worker may have replaced a code since then, but each code was created by a rotation.
		const made = group.history.filter(({ madeBy }) => madeBy === 'revoke').map(({ code }) => code);
		expect(made).toEqual(expect.arrayContaining([...new Set(results.map(({ code }) => code))]));
		expect(await withCooldown(group)).toMatchObject({ code: group.liveCode, rotated: false });
	});

	it(`rotates ${CALLS} groups, and every returned code is live`, async () => {
		const groups = addGroups(CALLS, '2');

		const results = await Promise.all(groups.map(async (group) => await withoutCooldown(group)));

		expect(results.map(({ code }) => code)).toEqual(groups.map(({ liveCode }) => liveCode));
		expect(groups.map(({ revocations }) => revocations)).toEqual(groups.map(() => 1));
	});

	it('distributes the executions over both workers', async () => {
		const { worker1, worker2 } = await executions();
		expect(worker1 + worker2).toBeGreaterThanOrEqual(2 * CALLS);
		expect(Math.min(worker1, worker2)).toBeGreaterThan(CALLS / 4);
	});

	it('loses no code permanently when a worker is killed during executions', async () => {
		const groups = addGroups(30, '3');
		const before = await executions();
		sample.emulator.faults.plan({ kind: 'slow', latency: 400, times: 1000 });

		const calls = groups.map(async (group) => await withoutCooldown(group).catch(() => undefined));
		await until('both workers run executions', async () => {
			const now = await executions();
			return now.worker1 > before.worker1 && now.worker2 > before.worker2 && groups.some(({ revocations }) => revocations > 0);
		});
		await cluster.kill('worker1');
		const results = await Promise.all(calls);
		sample.emulator.faults.clear();
		// A user would run the failed executions again.
		const afterRerun = await Promise.all(groups.map(async (group, at) => results[at] ?? (await withoutCooldown(group))));

		expect(afterRerun.map(({ code }) => code)).toEqual(groups.map(({ liveCode }) => liveCode));
		const lost = results.filter((result) => result === undefined).length;
		console.log(`${lost} of ${groups.length} executions were lost with the worker and were run again`);
	});
});
