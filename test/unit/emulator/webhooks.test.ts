import type { Fault } from '../../support/emulator/faults';
import { SAMPLE_ACCOUNT, startSampleEmulator } from '../../support/emulator/sample';
import type { Emulator } from '../../support/emulator/server';
import {
	unknownWebhookShapes,
	webhookListShapes,
	type UnknownWebhookShape,
	type WebhookListShape,
} from '../../support/emulator/webhookShapes';
import type { Instance } from '../../support/emulator/world';

const CREDENTIALS = { instance_id: SAMPLE_ACCOUNT.instanceId, access_token: SAMPLE_ACCOUNT.accessToken };
const QUERY = new URLSearchParams(CREDENTIALS).toString();
const URL_A = 'https://n8n.example/webhook/a';
const URL_B = 'https://n8n.example/webhook/b';
const EVENTS = ['group.v2.join'];
const RETRIES = { delay: 2, attempts: 15 };

let emulator: Emulator;
let instance: Instance;

beforeEach(async () => {
	({ emulator, instance } = await startSampleEmulator());
});

afterEach(async () => {
	await emulator.stop();
});

async function call(method: string, path: string, parameters?: object) {
	const response = await fetch(`${emulator.url}/v2${path}`, {
		method,
		...(parameters && { body: JSON.stringify({ ...CREDENTIALS, ...parameters }) }),
	});
	const text = await response.text();
	return { status: response.status, text };
}

const set = async (parameters: object) => await call('POST', '/webhook/set', parameters);
const list = async () => JSON.parse((await call('GET', `/session/webhook?${QUERY}`)).text) as unknown;

describe('set', () => {
	test('adds an entry for a URL, or changes the existing one', async () => {
		await set({ url: URL_A, events: EVENTS, is_active: 1, retries: { delay: 3, attempts: 4 }, hmac: 'secret' });
		await set({ url: URL_B, events: EVENTS });
		await set({ url: URL_A, events: ['message'], is_active: 0 });
		expect(instance.webhooks.own()).toEqual([
			{ url: URL_A, events: ['message'], isActive: false, retries: { delay: 3, attempts: 4 }, hmac: 'secret' },
			{ url: URL_B, events: EVENTS, isActive: true, retries: RETRIES },
		]);
	});

	test.each([
		{ events: EVENTS },
		{ url: 'n8n', events: EVENTS },
		{ url: 'https://', events: EVENTS },
		{ url: URL_A },
		{ url: URL_A, events: [] },
		{ url: URL_A, events: 'message' },
		{ url: URL_A, events: [1] },
	])('refuses %j', async (parameters) => {
		expect(await set(parameters)).toHaveProperty('status', 400);
		expect(instance.webhooks.own()).toEqual([]);
	});
});

test('update changes the given fields of an existing entry', async () => {
	instance.webhooks.set(URL_A, { events: EVENTS });
	expect(await call('PATCH', '/webhook/update', { url: URL_A, is_active: 0 })).toHaveProperty('status', 200);
	expect(await call('PATCH', '/webhook/update', { url: URL_A, events: 1 })).toHaveProperty('status', 400);
	expect(await call('PATCH', '/webhook/update', { url: URL_B, is_active: 0 })).toHaveProperty('status', 404);
	expect(instance.webhooks.own()).toEqual([{ url: URL_A, events: EVENTS, isActive: false, retries: RETRIES }]);
});

describe('delete', () => {
	beforeEach(() => {
		instance.webhooks.set(URL_A, { events: EVENTS });
		instance.webhooks.set(URL_B, { events: EVENTS });
	});

	test.each([
		['body', '/webhook/delete', { url: URL_A }],
		['query', `/webhook/delete?url=${encodeURIComponent(URL_A)}&${QUERY}`, undefined],
	])('removes the URL in the %s, and no other', async (_place, path, parameters) => {
		expect(await call('DELETE', path, parameters)).toHaveProperty('status', 200);
		expect(instance.webhooks.own().map(({ url }) => url)).toEqual([URL_B]);
	});

	test('does not remove the system webhook', async () => {
		expect(await call('DELETE', '/webhook/delete', { url: instance.webhooks.system })).toHaveProperty('status', 403);
		expect(instance.webhooks.system).toMatch(/^https:\/\/app\.wawp\.net\/api\/webhook\/\w+$/);
	});

	test('requires a URL', async () => {
		expect(await call('DELETE', '/webhook/delete', {})).toHaveProperty('status', 400);
	});

	test.each(Object.keys(unknownWebhookShapes) as UnknownWebhookShape[])('responds to an unknown URL: %s', async (shape) => {
		instance.unknownWebhookShape = shape;
		const { status, body } = unknownWebhookShapes[shape];
		expect(await call('DELETE', '/webhook/delete', { url: 'https://n8n.example/c' })).toEqual({ status, text: body });
		expect(instance.webhooks.own()).toHaveLength(2);
	});
});

describe('the list', () => {
	test("has the user's entries and the system entry separately, without secrets", async () => {
		instance.webhooks.set(URL_A, { events: EVENTS, hmac: 'a-long-secret' });
		expect(await list()).toEqual({
			webhooks: [{ url: URL_A, events: EVENTS, is_active: 1, retries: RETRIES }],
			systemConfig: { url: instance.webhooks.system, events: ['message'], is_active: 1 },
		});
	});

	test.each(Object.keys(webhookListShapes) as WebhookListShape[])('can have another shape: %s', async (shape) => {
		instance.webhooks.set(URL_A, { events: EVENTS, hmac: 'a-long-secret' });
		instance.webhookListShape = shape;
		instance.hmacShape = 'key';
		const text = JSON.stringify(await list());
		for (const part of [URL_A, ...EVENTS, '"key":"a-long-secret"']) expect(text).toContain(part);
	});
});

test('POST /session/webhook replaces the whole list, including the system entry', async () => {
	instance.webhooks.set(URL_A, { events: EVENTS });
	await call('POST', '/session/webhook', { webhooks: [{ url: URL_B, events: ['message'], is_active: 1 }] });
	expect(instance.webhooks.own()).toEqual([{ url: URL_B, events: ['message'], isActive: true, retries: RETRIES }]);
	expect(instance.webhooks.system).toBeUndefined();
});

test.each([
	['POST', '/webhook/set', { url: URL_A, events: EVENTS }],
	['PATCH', '/webhook/update', { url: URL_A }],
	['DELETE', '/webhook/delete', { url: URL_A }],
	['GET', `/session/webhook?${QUERY}`, undefined],
	['POST', '/session/webhook', { webhooks: [] }],
])('requires a paid plan: %s %s', async (method, path, parameters) => {
	instance.paidPlan = false;
	const reply = await call(method, path, parameters);
	expect(reply).toMatchObject({ status: 403, text: expect.stringContaining('subscription_required') as string });
	expect(instance.webhooks.own()).toEqual([]);
	expect(instance.webhooks.system).toBeDefined();
});

test.each<[Fault, number]>([
	[{ kind: 'status', status: 502, moment: 'before the change' }, 0],
	[{ kind: 'status', status: 502, moment: 'after the change' }, 1],
	[{ kind: 'echo' }, 0],
	[{ kind: 'empty', moment: 'after the change' }, 1],
])('can have a fault: %j', async (fault, entries) => {
	emulator.faults.plan({ ...fault, on: 'setWebhook' });
	await set({ url: URL_A, events: EVENTS });
	expect(instance.webhooks.own()).toHaveLength(entries);
});
