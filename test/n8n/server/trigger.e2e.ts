import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import {
	activate,
	deactivate,
	executionsOf,
	finishedExecution,
	publication,
	saveCredential,
	saveWorkflow,
	updateWorkflow,
	type SavedWorkflow,
} from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { SAMPLE_ACCOUNT } from '../../support/emulator/sample';
import type { Fault } from '../../support/emulator/faults';
import type { WebhookEntry } from '../../support/emulator/webhooks';
import { CREDENTIAL_TYPE, credentialData, node, WAWP_GROUPS_TRIGGER, WEBHOOK_SECRET } from '../wawpNode';
import { startBench, type Bench } from './bench';
import { n8nUnderTest } from './runningN8n';
import { to } from './webhookWorkflow';

const OTHERS = 'https://example.com/my-crm';

describe('the trigger in a running n8n', () => {
	let bench: Bench;
	let workflow: SavedWorkflow | undefined;

	beforeAll(async () => {
		bench = await startBench();
	});

	beforeEach(() => {
		bench.instance.webhooks.set(OTHERS, { events: ['message'] });
	});

	afterEach(async () => {
		bench.emulator.reset();
		bench.instance.paidPlan = true;
		bench.emulator.dispatch.copies = 1;
		if (workflow) await deactivate(bench.rest, workflow).catch(() => undefined);
		// n8n deactivates in the background. The next test must not find this webhook.
		await until('the webhook is removed', () => ours().length === 0);
	});

	afterAll(async () => await bench.emulator.stop());

	const nodes = (parameters: INodeParameters): INode[] => [
		{ ...node('Trigger', WAWP_GROUPS_TRIGGER, parameters, { credentials: bench.credentials }), webhookId: `e2e-${Date.now()}` },
		node('Next', 'n8n-nodes-base.noOp'),
	];
	const connections = { Trigger: { main: [[to('Next')]] } };
	/** The nodes of the last published workflow. */
	let workflowNodes: INode[] = [];
	const ours = () => bench.instance.webhooks.own().filter(({ url }) => url !== OTHERS);

	async function publish(parameters: INodeParameters): Promise<WebhookEntry> {
		workflowNodes = nodes(parameters);
		workflow = await saveWorkflow(bench.rest, { name: 'Trigger', nodes: workflowNodes, connections });
		await activate(bench.rest, workflow);
		return await until('the webhook is registered with Wawp', () => ours()[0]);
	}

	/** Waits until n8n serves the URL, because n8n activates workflows in the background. */
	const served = async ({ url }: WebhookEntry) =>
		await until('n8n serves the webhook', async () => (await fetch(url, { method: 'POST' })).status !== 404);

	/** Publishes the same version again, as the editor's button does. */
	async function expectPublishToRegister(): Promise<void> {
		await activate(bench.rest, workflow!);
		const entry = await until('the webhook is registered with Wawp', () => ours()[0]);
		expect(await publication(bench.rest, workflow!)).toEqual({ status: 'published', error: undefined });
		expect((await fetch(entry.url, { method: 'POST' })).status).toBe(401);
	}

	test('registers its webhook, starts an execution with the item, and removes only its own webhook', async () => {
		const entry = await publish({ events: ['memberJoined'] });
		expect(entry).toMatchObject({
			url: expect.stringMatching(/\/webhook\/e2e-\d+\/webhook$/) as string,
			events: ['group.v2.join', 'group.v2.leave', 'group.v2.participants'],
			isActive: true,
			hmac: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
		});
		await served(entry);

		const group = bench.groups[0]!;
		group.joinByLink('201@c.us', group.liveCode);

		const { status, data } = await finishedExecution(bench.rest, workflow!);
		expect(status).toBe('success');
		expect(data.resultData.runData.Next![0]!.data!.main![0]!.map(({ json }) => json)).toEqual([
			{
				event: 'memberJoined',
				eventId: expect.stringMatching(/^evt_/) as string,
				groupId: group.id,
				groupSubject: null,
				participantId: '201@c.us',
				joinMethod: 'unknown',
				actorId: null,
				waveId: null,
				timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
			},
		]);
		expect(bench.emulator.dispatch.attempts.at(-1)).toMatchObject({ status: 200, attempt: 1 });

		await deactivate(bench.rest, workflow!);
		await until('the webhook is removed', () => ours().length === 0);
		expect(bench.instance.webhooks.own().map(({ url }) => url)).toEqual([OTHERS]);
		expect(bench.emulator.callsOf('replaceWebhooks')).toEqual([]);
	});

	test('updates the events of the webhook when they change, at the same URL', async () => {
		const { url } = await publish({ events: ['memberJoined'] });
		const changed = await updateWorkflow(bench.rest, workflow!, {
			name: 'Trigger',
			nodes: nodes({ events: ['groupUpdated'] }).map((changedNode, at) =>
				at === 0 ? { ...changedNode, webhookId: /e2e-\d+/.exec(url)![0] } : changedNode,
			),
			connections,
		});
		await activate(bench.rest, changed);
		await until('the events have changed', () => ours()[0]?.events.includes('group.v2.update'));
		expect(ours().map((entry) => entry.url)).toEqual([url]);
	});

	test('"Publish" alone does not call an unchanged trigger. Unpublishing and publishing registers a missing webhook', async () => {
		const { url } = await publish({ events: ['memberJoined'] });
		await publication(bench.rest, workflow!);
		bench.instance.webhooks.delete(url);
		bench.emulator.calls.length = 0;
		await activate(bench.rest, workflow!);
		expect((await publication(bench.rest, workflow!)).status).toBe('published');
		expect(bench.emulator.calls).toEqual([]);

		await deactivate(bench.rest, workflow!);
		await activate(bench.rest, workflow!);
		await until('the webhook is registered with Wawp', () => ours()[0]);
		expect((await publication(bench.rest, workflow!)).status).toBe('published');
	});

	test('a duplicate event starts one execution, and an unauthenticated event starts none', async () => {
		const entry = await publish({ events: ['memberJoined'] });
		await served(entry);
		bench.emulator.dispatch.copies = 5;
		const group = bench.groups[1]!;
		group.add('202@c.us');
		await bench.emulator.dispatch.settled();
		const forged = await fetch(entry.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-wawp-signature': 'forged' },
			body: JSON.stringify({ event: 'group.v2.join', payload: { chatId: group.id, participants: ['666@c.us'] } }),
		});
		expect(forged.status).toBe(401);
		await finishedExecution(bench.rest, workflow!);
		expect(await executionsOf(bench.rest, workflow!)).toHaveLength(1);
	});

	test.each<[string, string | Buffer, string, number]>([
		['empty', '', 'application/json', 401],
		['invalid JSON', '{"event":', 'application/json', 422],
		['plain text', 'hello', 'text/plain', 401],
		['5 MB', JSON.stringify({ junk: 'x'.repeat(5_000_000) }), 'application/json', 413],
		['deeply nested', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 'application/json', 401],
		['__proto__ keys', '{"__proto__":{"event":"group.v2.join"}}', 'application/json', 401],
	])('a malformed delivery is rejected and starts nothing: %s', async (_what, body, contentType, status) => {
		const entry = await publish({ events: ['memberJoined'] });
		await served(entry);
		const response = await fetch(entry.url, { method: 'POST', headers: { 'content-type': contentType }, body });
		expect(response.status).toBe(status);
		expect(await executionsOf(bench.rest, workflow!)).toEqual([]);
	});

	test('on a plan without webhooks, the error explains the manual registration. On a better plan, "Publish" registers', async () => {
		bench.instance.paidPlan = false;
		workflow = await saveWorkflow(bench.rest, { name: 'Trigger', nodes: nodes({ events: ['memberJoined'] }), connections });
		await activate(bench.rest, workflow);
		const { status, error } = await publication(bench.rest, workflow, { seconds: 40 });
		expect(status).toBe('failed');
		expect(error).toContain('your Wawp plan does not allow it now. Only paid plans');
		expect(error).toContain('set "Registration" to "Manual" and follow the steps in the trigger panel');
		bench.instance.paidPlan = true;
		await expectPublishToRegister();
	}, 90_000);

	describe('while Wawp does not respond', () => {
		const silent = (kind: 'hang' | 'drop'): Fault[] =>
			(['setWebhook', 'deleteWebhook', 'webhooks'] as const).map((on) => ({ kind, on, times: 999 }));

		test('for a few seconds, n8n registers the webhook with its next attempt', async () => {
			// More than the node tries by itself.
			bench.emulator.faults.plan({ kind: 'drop', on: 'setWebhook', times: 4 });
			const { url } = await publish({ events: ['memberJoined'] });
			expect(await publication(bench.rest, workflow!)).toEqual({ status: 'published', error: undefined });
			expect((await fetch(url, { method: 'POST' })).status).toBe(401);
		});

		test('a changed trigger is not published, the error says why, and "Publish" registers it later', async () => {
			const { url } = await publish({ events: ['memberJoined'] });
			await publication(bench.rest, workflow!);
			const [trigger, next] = workflowNodes;
			const changed = { ...trigger!, parameters: { events: ['groupUpdated'] } };
			workflow = await updateWorkflow(bench.rest, workflow!, { name: 'Trigger', nodes: [changed, next!], connections });
			bench.emulator.faults.plan(...silent('hang'));
			await activate(bench.rest, workflow);
			const { status, error } = await publication(bench.rest, workflow, { seconds: 100 });
			expect(status).toBe('failed');
			expect(error).toContain('Could not register the webhook with Wawp: Wawp did not respond. Publish the workflow again');
			// n8n removes its own entry of the old version before it calls the trigger.
			expect((await fetch(url, { method: 'POST' })).status).toBe(404);

			bench.emulator.faults.clear();
			await expectPublishToRegister();
			expect(ours()).toMatchObject([{ url, events: ['group.v2.update'] }]);
		}, 150_000);
	});

	test('with manual registration, the trigger calls no API, and accepts deliveries with the secret of the credential', async () => {
		workflow = await saveWorkflow(bench.rest, {
			name: 'Trigger',
			nodes: nodes({ events: ['memberJoined'], registration: 'manual' }),
			connections,
		});
		bench.emulator.calls.length = 0;
		await activate(bench.rest, workflow);
		const { nodes: saved } = await bench.rest.get<{ nodes: INode[] }>(`/workflows/${workflow.id}`);
		const url = `${bench.rest.url}/webhook/${saved[0]!.webhookId!}/webhook`;
		await served({ url } as WebhookEntry);
		const body = JSON.stringify({ event: 'group.v2.join', payload: { chatId: bench.groups[0]!.id, participants: ['203@c.us'] } });
		const send = async (query: string) =>
			(await fetch(`${url}${query}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
		expect([await send(''), await send('?secret=wrong'), await send(`?secret=${WEBHOOK_SECRET}`)]).toEqual([401, 401, 200]);
		await finishedExecution(bench.rest, workflow);
		expect(bench.emulator.calls.filter(({ name }) => name === 'setWebhook' && workflow)).toEqual([]);
	});

	test('with manual registration and no webhook secret, the publication fails and names the next step', async () => {
		const data = { ...credentialData(bench.emulator.url), webhookSecret: '' };
		const credential = await saveCredential(bench.rest, { name: 'No secret', type: CREDENTIAL_TYPE, data });
		const [trigger, next] = nodes({ events: ['memberJoined'], registration: 'manual' });
		workflow = await saveWorkflow(bench.rest, {
			name: 'Trigger',
			nodes: [{ ...trigger!, credentials: { [CREDENTIAL_TYPE]: credential } }, next!],
			connections,
		});
		await activate(bench.rest, workflow);
		const { status, error } = await publication(bench.rest, workflow, { seconds: 40 });
		expect(status).toBe('failed');
		expect(error).toContain('the "Webhook Secret" of the Wawp Groups API credential must not be empty. Open the');
	}, 60_000);

	test('the log contains neither the token nor the secret of a webhook', async () => {
		const log = await readFile(join(n8nUnderTest().folder, 'n8n.log'), 'utf8');
		const secrets = [SAMPLE_ACCOUNT.accessToken, ...bench.emulator.callsOf('setWebhook').map(({ body }) => String(body.hmac))];
		expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
	});
});
