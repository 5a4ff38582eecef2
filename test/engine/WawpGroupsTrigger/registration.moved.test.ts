import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../../nodes/wawp/transport/clock';
import type { Instance } from '../../support/emulator/world';
import { useFastClock } from '../../support/engine/fastClock';
import { isolatedNodes } from '../../support/engine/isolatedNodes';
import type { HooksRun } from './hooks';
import { failure, RegistrationBench } from './registrationBench';

useFastClock();
const bench = new RegistrationBench();

let other: Instance;
/** What n8n has saved, and the process that calls the trigger. */
let saved: IDataObject;
let process: Pick<HooksRun, 'trigger'>;
beforeEach(() => {
	other = bench.emulator.addInstance('emulated0002', 'another-access-token');
	saved = {};
	process = {};
});

const restart = () => (process = { trigger: isolatedNodes(clock).trigger });

const credentialOf = ({ id: instanceId, accessToken }: Instance) => ({ instanceId, accessToken, baseUrl: bench.emulator.url });

/** Runs a webhook method as n8n does: with the saved static data, which it saves again unless the method throws. */
async function call(act: 'activate' | 'delete', run: HooksRun = {}) {
	const hooks = bench.hooks({ ...process, staticData: saved, ...run });
	const warn = jest.spyOn(hooks.hook.logger, 'warn').mockClear();
	await hooks[act]();
	saved = hooks.staticData();
	return { url: hooks.url, warnings: warn.mock.calls.map(([message]) => message) };
}

const publish = async (instance: Instance, run: HooksRun = {}) =>
	await call('activate', { credential: credentialOf(instance), ...run });
const unpublish = async (instance: Instance, run: HooksRun = {}) =>
	await call('delete', { credential: credentialOf(instance), ...run });

const registered = (url: string) =>
	[bench.instance, other].map(({ webhooks }) => (webhooks.get(url) === undefined ? 'none' : 'registered'));

/** The calls with the credentials of an instance. */
const callsOf = ({ id }: Instance) =>
	bench.emulator.calls.filter(({ body, query }) => (body.instance_id ?? query.instance_id) === id).map(({ name }) => name);

describe('unpublishing with a credential that has another instance now', () => {
	test('removes the webhook at the instance where it was registered', async () => {
		const { url } = await publish(bench.instance);
		expect((await unpublish(other)).warnings).toEqual([]);
		expect(registered(url)).toEqual(['none', 'none']);
		expect(saved).toEqual({ 'node:Wawp Groups Trigger': {} });
	});

	test('after a restart says that it could not, and what to do', async () => {
		const { url } = await publish(bench.instance);
		restart();
		for (let attempt = 0; attempt < 3; attempt++) {
			const { message } = await failure(unpublish(other));
			expect(message).toContain(`Could not remove the webhook ${url} from Wawp: it was registered at another instance`);
			expect(message).toContain('Open the Wawp dashboard of the earlier instance and remove this webhook');
			expect(message).toContain('Or put the earlier instance back into the credential, publish the workflow, and unpublish it');
		}
		expect(registered(url)).toEqual(['registered', 'none']);
		expect(callsOf(other)).toContain('deleteWebhook');
	});

	test('after a restart, the earlier instance in the credential removes it', async () => {
		const { url } = await publish(bench.instance);
		restart();
		await failure(unpublish(other));
		await publish(bench.instance);
		expect((await unpublish(bench.instance)).warnings).toEqual([]);
		expect(registered(url)).toEqual(['none', 'none']);
	});

	test('says so if the earlier instance refuses the removal', async () => {
		const { url } = await publish(bench.instance);
		other.webhooks.set(url);
		const { accessToken } = bench.instance;
		bench.emulator.addInstance(bench.instance.id, 'a-new-token');
		const error = await failure(unpublish(other));
		expect(error.message).toContain(
			`Could not remove the webhook ${url} from the Wawp instance that the credential had before: `,
		);
		expect(error.message).toContain('Wawp did not accept the access token');
		expect(error.message).toContain('Open the Wawp dashboard of the earlier instance and remove this webhook');
		const text = `${error.stack ?? ''} ${JSON.stringify(error)}`;
		for (const secret of [accessToken, bench.instance.id]) expect(text).not.toContain(secret);
		expect(registered(url)).toEqual(['registered', 'none']);
	});

	test('names both failures if both instances refuse the removal', async () => {
		const { url } = await publish(bench.instance);
		other.webhooks.set(url);
		bench.emulator.faults.plan({ kind: 'status', status: 403, times: 9, on: 'deleteWebhook' });
		const { message } = await failure(unpublish(other));
		expect(message).toContain(`Could not remove the webhook ${url} from Wawp: Wawp refused this call`);
		expect(message).toContain(
			`Could not remove the webhook ${url} from the Wawp instance that the credential had before: Wawp refused`,
		);
	});

	test('of a test, removes the webhook of the test', async () => {
		const { url } = await publish(bench.instance, { mode: 'manual' });
		expect(saved).toEqual({});
		await unpublish(other, { mode: 'manual' });
		expect(registered(url)).toEqual(['none', 'none']);
	});
});

describe('publishing with a credential that has another instance now', () => {
	test('registers there, and removes the earlier webhook', async () => {
		const { url } = await publish(bench.instance);
		expect((await publish(other)).warnings).toEqual([]);
		expect(registered(url)).toEqual(['none', 'registered']);
		await unpublish(other);
		expect(registered(url)).toEqual(['none', 'none']);
	});

	test('after a restart registers there, and logs once that the earlier webhook is left', async () => {
		const { url } = await publish(bench.instance);
		restart();
		const { warnings } = await publish(other);
		expect(warnings).toEqual([
			expect.stringContaining(`Wawp Groups Trigger: Could not remove the webhook ${url} from Wawp: it was`),
		]);
		expect(registered(url)).toEqual(['registered', 'registered']);
		expect((await publish(other)).warnings).toEqual([]);
		restart();
		expect((await unpublish(other)).warnings).toEqual([]);
		expect(registered(url)).toEqual(['registered', 'none']);
	});

	test('is not prevented by an earlier instance that refuses the removal', async () => {
		const { url } = await publish(bench.instance);
		bench.emulator.addInstance(bench.instance.id, 'a-new-token');
		const { warnings } = await publish(other);
		expect(warnings).toEqual([expect.stringContaining('from the Wawp instance that the credential had before')]);
		expect(registered(url)).toEqual(['registered', 'registered']);
	});

	test('keeps the earlier registration in mind if the new one fails', async () => {
		const { url } = await publish(bench.instance);
		bench.emulator.faults.plan({ kind: 'status', status: 400, on: 'setWebhook' });
		await failure(publish(other));
		// n8n calls it after a failed registration, and then when you unpublish the workflow.
		await unpublish(other);
		expect(registered(url)).toEqual(['registered', 'none']);
		await unpublish(other);
		expect(registered(url)).toEqual(['none', 'none']);
	});

	test.each([false, true])(
		'says nothing if the workflow was unpublished before, also after a restart: %s',
		async (isRestarted) => {
			await publish(bench.instance);
			await unpublish(bench.instance);
			if (isRestarted) restart();
			expect((await publish(other)).warnings).toEqual([]);
		},
	);
});

describe.each([false, true])('the same instance is recognized, also after a restart: %s', (isRestarted) => {
	test.each<[string, (instance: Instance) => IDataObject]>([
		['another access token', () => ({ accessToken: 'a-new-token' })],
		['an ID in capitals', ({ id }) => ({ instanceId: ` ${id.toUpperCase()}` })],
		['the end of the base URL', () => ({ baseUrl: `${bench.emulator.url}/v2/` })],
		['the place of the credentials', () => ({ sendCredentialsIn: 'query' })],
	])('%s changes nothing', async (_what, change) => {
		const { url } = await publish(bench.instance);
		const renewed = change(bench.instance);
		const { accessToken = bench.instance.accessToken, instanceId = bench.instance.id } = renewed as Record<string, string>;
		const { webhooks } = bench.instance;
		Object.assign(bench.emulator.addInstance(instanceId.trim(), accessToken), { webhooks });
		bench.emulator.calls.length = 0;
		if (isRestarted) restart();
		const credential = { ...credentialOf(bench.instance), ...renewed } as HooksRun['credential'];
		expect((await call('delete', { credential })).warnings).toEqual([]);
		expect(registered(url)).toEqual(['none', 'none']);
		expect(bench.calls).toEqual(['deleteWebhook', 'webhooks']);
	});
});

describe('static data', () => {
	test('holds neither the instance nor the token', async () => {
		await publish(bench.instance);
		const text = JSON.stringify(saved);
		expect(text).toMatch(
			/^\{"node:Wawp Groups Trigger":\{"registered":\{"webhook":"[0-9a-f]{8}","instance":"[0-9a-f]{8}"\}\}\}$/,
		);
		const first = saved;
		saved = {};
		await publish(bench.instance, { workflowId: 'another' });
		expect(saved).not.toEqual(first);
	});

	test('is not written again if nothing has changed', async () => {
		await publish(bench.instance);
		const { activate, hasNewStaticData } = bench.hooks({ staticData: saved });
		await activate();
		expect(hasNewStaticData()).toBe(false);
	});

	test('of another workflow, from which this one was copied, says nothing', async () => {
		await publish(bench.instance);
		restart();
		const copy = { workflowId: 'a copy' };
		expect((await publish(other, copy)).warnings).toEqual([]);
		expect((await unpublish(other, copy)).warnings).toEqual([]);
	});

	test.each([{ registered: 5 }, { registered: {} }, { registered: { webhook: 5, instance: 'x' } }, { another: 'value' }])(
		'without a registration says nothing: %j',
		async (data) => {
			restart();
			saved = { 'node:Wawp Groups Trigger': data };
			expect((await unpublish(other)).warnings).toEqual([]);
		},
	);
});
