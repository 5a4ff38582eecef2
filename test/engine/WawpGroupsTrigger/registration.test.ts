import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Fault } from '../../support/emulator/faults';
import {
	unknownWebhookShapes,
	webhookListShapes,
	type HmacShape,
	type UnknownWebhookShape,
	type WebhookListShape,
} from '../../support/emulator/webhookShapes';
import { useFastClock } from '../../support/engine/fastClock';
import type { HooksRun } from './hooks';
import { deliveryLog } from '../../../nodes/shared/deliveryLog';
import { toAccount } from '../../../nodes/wawp/transport/account';
import { failure, RegistrationBench, RETRIES, THEIRS } from './registrationBench';

useFastClock();
const bench = new RegistrationBench();

const JOINS = ['group.v2.join', 'group.v2.leave', 'group.v2.participants'];
const PASTE = 'set "Registration" to "Manual" and follow the steps in the trigger panel';

describe('activating', () => {
	test('registers the URL of the workflow, with its events and a secret', async () => {
		const { activate, url, secret } = bench.hooks();
		expect(await activate()).toBe(true);
		expect(bench.calls).toEqual(['webhooks', 'setWebhook']);
		expect(url).toMatch(/^http:\/\/localhost:5678\/webhook\//);
		expect(bench.instance.webhooks.get(url)).toEqual({ url, events: JOINS, isActive: true, retries: RETRIES, hmac: secret() });
		// Get Account Status compares them with the list.
		expect(deliveryLog.needed(toAccount(bench.credential), url)).toEqual(JOINS);
	});

	test.each([
		[
			['memberLeft', 'groupUpdated'],
			[...JOINS, 'group.v2.update'],
		],
		['memberJoined', JOINS],
	])('subscribes to the events that %j need', async (events, subscribed) => {
		const { activate, url } = bench.hooks({ parameters: { events } });
		await activate();
		expect(bench.instance.webhooks.get(url)?.events).toEqual(subscribed);
	});

	test.each([[[]], [['unknown']]])('without a valid event sends no request: %j', async (events) => {
		const { checkExists, create } = bench.hooks({ parameters: { events } });
		for (const error of [await failure(checkExists()), await failure(create())]) {
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error.message).toMatch(/^"Trigger On" (?:needs at least one choice|contains an unknown option)/);
		}
		expect(bench.calls).toEqual([]);
	});

	test.each(['id', 'link'])(
		'with an invite link in Groups names the way to the ID, and sends no request: mode %s',
		async (mode) => {
			const groupId = { __rl: true, mode, value: 'https://chat.whatsapp.com/TheOldInviteCodeGroupA' };
			const { activate } = bench.hooks({ parameters: { groups: { group: [{ groupId }] } } });
			const error = await failure(activate());
			expect(error.message).toContain('"https://chat.whatsapp.com/TheOldInviteCodeGroupA" is not a group ID');
			expect(error.message).toContain('"Get Join Info" of the Wawp Groups node shows the ID behind a link');
			expect(bench.calls).toEqual([]);
		},
	);

	test.each(['body', 'query', 'header'] as const)('works with the credentials in the %s', async (place) => {
		const { activate, url, delete: remove } = bench.hooks({ credential: { ...bench.credential, sendCredentialsIn: place } });
		await activate();
		expect(bench.instance.webhooks.get(url)).toBeDefined();
		await remove();
		expect(bench.instance.webhooks.get(url)).toBeUndefined();
		const [list, set, deletion] = bench.emulator.calls;
		expect(set).toMatchObject({ credentialsIn: [place], body: { url, is_active: 1 } });
		expect(set?.url).not.toContain('hmac');
		expect(list?.credentialsIn).toEqual([place === 'header' ? 'header' : 'query']);
		expect(deletion).toMatchObject({ credentialsIn: [place], [place === 'query' ? 'query' : 'body']: { url } });
	});
});

describe('activating again', () => {
	const shapes = Object.keys(webhookListShapes) as WebhookListShape[];

	test.each(shapes)('changes nothing if the list shows a correct webhook: %s', async (shape) => {
		bench.instance.webhookListShape = shape;
		bench.instance.hmacShape = 'key';
		const { activate } = bench.hooks();
		await activate();
		bench.emulator.reset();
		await activate();
		expect(bench.calls).toEqual(['webhooks']);
	});

	test.each<HmacShape>(['not shown', 'masked'])('sets the webhook again if the secret is %s', async (shape) => {
		bench.instance.hmacShape = shape;
		const { activate, url } = bench.hooks();
		await activate();
		bench.emulator.reset();
		await activate();
		expect(bench.calls).toEqual(['webhooks', 'setWebhook']);
		expect(bench.instance.webhooks.own().map((entry) => entry.url)).toEqual([THEIRS.url, url]);
	});

	test.each(shapes)('corrects a wrong webhook: %s', async (shape) => {
		bench.instance.webhookListShape = shape;
		bench.instance.hmacShape = 'text';
		const { activate, url, secret } = bench.hooks();
		for (const wrong of [{ events: ['message'] }, { events: [...JOINS, 'message'] }, { isActive: false }, { hmac: 'edited' }]) {
			await activate();
			bench.instance.webhooks.update(url, wrong);
			await activate();
			expect(bench.instance.webhooks.get(url)).toEqual({ url, events: JOINS, isActive: true, retries: RETRIES, hmac: secret() });
		}
	});

	test('registers the new secret after a change of the access token', async () => {
		bench.instance.hmacShape = 'key';
		await bench.hooks().activate();
		const other = bench.emulator.addInstance(bench.instance.id, 'another-access-token');
		Object.assign(other, { webhooks: bench.instance.webhooks, hmacShape: 'key' });
		const { activate, url, secret } = bench.hooks({ credential: { ...bench.credential, accessToken: 'another-access-token' } });
		await activate();
		expect(bench.instance.webhooks.get(url)?.hmac).toBe(secret());
	});

	test.each<Fault>([
		{ kind: 'drop' },
		{ kind: 'empty' },
		{ kind: 'html' },
		{ kind: 'status', status: 502 },
		{ kind: 'status', status: 404 },
		{ kind: 'rate limit', retryAfter: '300' },
		{ kind: 'error under 200' },
	])('succeeds without a readable list: %j', async (fault) => {
		bench.emulator.faults.plan({ ...fault, on: 'webhooks' });
		const { activate, url } = bench.hooks();
		await activate();
		expect(bench.calls).toEqual(['webhooks', 'setWebhook']);
		expect(bench.instance.webhooks.get(url)).toBeDefined();
	});
});

describe('deactivating', () => {
	test('removes the own webhook', async () => {
		const { activate, url, delete: remove } = bench.hooks();
		await activate();
		expect(await remove()).toBe(true);
		expect(bench.calls).toEqual(['webhooks', 'setWebhook', 'deleteWebhook', 'webhooks']);
		expect(bench.instance.webhooks.get(url)).toBeUndefined();
	});

	test.each(Object.keys(unknownWebhookShapes) as UnknownWebhookShape[])(
		'succeeds if the webhook is already gone: %s',
		async (shape) => {
			bench.instance.unknownWebhookShape = shape;
			expect(await bench.hooks().delete()).toBe(true);
			expect(bench.calls).toEqual(['deleteWebhook', 'webhooks']);
		},
	);

	test.each([
		['an unknown session', { code: 'invalid_session', message: 'The session does not exist' }],
		['an unknown instance', { status: 404, message: 'Instance not found', error: 'Not Found' }],
		['an unknown call', { statusCode: 404, message: 'Cannot DELETE /v2/webhook/delete', error: 'Not Found' }],
		['a missing route', { code: 'rest_no_route', message: 'No route was found matching the URL and request method.' }],
		['a parameter that did not arrive', { message: 'No url provided' }],
		['a wrong text about the webhook', { code: 'webhook_not_found', message: 'Webhook not found' }],
		['a server', '404 page not found'],
		['a server without a word', ''],
		['an HTML page', '<html>Not Found</html>'],
	])('fails for the 404 of %s, because the list shows the webhook', async (_name, body) => {
		const { activate, url, delete: remove } = bench.hooks();
		await activate();
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		bench.emulator.faults.plan({ kind: 'status', status: 404, body: text, on: 'deleteWebhook', times: 9 });
		const error = await failure(remove());
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toContain(`Could not remove the webhook ${url} from Wawp: `);
		expect(bench.instance.webhooks.get(url)).toBeDefined();
	});

	test.each<[string, Fault]>([
		['a 404 with any text', { kind: 'status', status: 404, body: '404 page not found' }],
		['a 400', { kind: 'status', status: 400, body: '{"message":"No url provided"}' }],
		['a 403', { kind: 'status', status: 403, body: '' }],
	])('believes the list after %s: a webhook that it does not show is removed', async (_name, fault) => {
		const { delete: remove } = bench.hooks();
		bench.emulator.faults.plan({ ...fault, on: 'deleteWebhook' });
		expect(await remove()).toBe(true);
		expect(bench.calls).toEqual(['deleteWebhook', 'webhooks']);
	});

	test('does not repeat a refused removal of a webhook that the list shows', async () => {
		const { activate, url, delete: remove } = bench.hooks();
		await activate();
		bench.emulator.calls.length = 0;
		bench.emulator.faults.plan({ kind: 'status', status: 400, body: '{"message":"No url provided"}', on: 'deleteWebhook' });
		expect((await failure(remove())).message).toContain('Wawp did not accept the request');
		expect(bench.calls).toEqual(['deleteWebhook', 'webhooks']);
		expect(bench.instance.webhooks.get(url)).toBeDefined();
	});

	test('repeats a removal that Wawp confirms but does not perform', async () => {
		const { activate, url, delete: remove } = bench.hooks();
		await activate();
		bench.emulator.faults.plan({ kind: 'status', status: 200, body: '{"status":"success"}', on: 'deleteWebhook' });
		expect(await remove()).toBe(true);
		expect(bench.emulator.callsOf('deleteWebhook')).toHaveLength(2);
		expect(bench.instance.webhooks.get(url)).toBeUndefined();
	});

	test.each(['{"status":"success","message":"Webhook deleted"}', '{"success":false,"message":"Webhook not found"}'])(
		'fails if the list still shows the webhook after three confirmations: %s',
		async (body) => {
			const { activate, url, delete: remove } = bench.hooks();
			await activate();
			bench.emulator.faults.plan({ kind: 'status', status: 200, body, on: 'deleteWebhook', times: 9 });
			const { message } = await failure(remove());
			expect(message).toContain(`Could not remove the webhook ${url} from Wawp: Wawp reports it as removed, but still lists it`);
			expect(message).toContain('Open the webhook settings of your Wawp dashboard');
			expect(bench.emulator.callsOf('deleteWebhook')).toHaveLength(3);
		},
	);

	test.each<Fault>([
		{ kind: 'drop' },
		{ kind: 'empty' },
		{ kind: 'html' },
		{ kind: 'status', status: 403 },
		{ kind: 'status', status: 502 },
		{ kind: 'rate limit', retryAfter: '300' },
	])('succeeds without a readable list if Wawp confirms the removal: %j', async (fault) => {
		const { activate, url, delete: remove } = bench.hooks();
		await activate();
		bench.emulator.calls.length = 0;
		bench.emulator.faults.plan({ ...fault, on: 'webhooks', times: 9 });
		expect(await remove()).toBe(true);
		expect(bench.calls).toEqual(['deleteWebhook', 'webhooks']);
		expect(bench.instance.webhooks.get(url)).toBeUndefined();
	});

	test('keeps the webhook of the test, and a test keeps the webhook of the active workflow', async () => {
		const active = bench.hooks();
		const listening = bench.hooks({ mode: 'manual' });
		expect(listening.url).toBe(active.url.replace('/webhook/', '/webhook-test/'));
		await active.activate();
		await listening.activate();
		await listening.delete();
		expect(bench.instance.webhooks.own().map(({ url }) => url)).toEqual([THEIRS.url, active.url]);
		await listening.activate();
		await active.delete();
		expect(bench.instance.webhooks.own().map(({ url }) => url)).toEqual([THEIRS.url, listening.url]);
	});
});

/** n8n calls `delete` right after a failed registration. If it throws, n8n keeps its own entry and never calls `create` again. */
describe('after a failed registration', () => {
	const refusal: Fault = { kind: 'status', status: 401, body: '{"message":"No"}', times: 99 };

	test.each<Fault>([
		{ kind: 'drop', times: 99 },
		{ kind: 'html', times: 99 },
		{ kind: 'status', status: 502, times: 99 },
		{ kind: 'rate limit', retryAfter: '300', times: 99 },
		refusal,
	])('the removal does not throw, whatever Wawp responds: %j', async (fault) => {
		const { activate, hook, url, delete: remove } = bench.hooks();
		const warn = jest.spyOn(hook.logger, 'warn');
		bench.emulator.faults.plan(fault);
		await failure(activate());
		expect(await remove()).toBe(true);
		expect(warn).toHaveBeenLastCalledWith(
			expect.stringContaining(`after a failed registration: Could not remove the webhook ${url} from Wawp: `),
		);
	});

	test.each<[string, HooksRun]>([
		['the credential is invalid', { credential: {} }],
		['the settings are invalid', { parameters: { events: [] } }],
		['the URL is not public', { credential: { instanceId: 'i', accessToken: 't', baseUrl: 'https://wawp.invalid' } }],
	])('the removal does not throw if %s', async (_why, run) => {
		const { activate, delete: remove } = bench.hooks(run);
		await failure(activate());
		expect(await remove()).toBe(true);
	});

	test('the removal removes what the registration left behind', async () => {
		const { activate, url, delete: remove } = bench.hooks();
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change', on: 'setWebhook', times: 9 });
		await failure(activate());
		expect(bench.instance.webhooks.get(url)).toBeDefined();
		bench.emulator.calls.length = 0;
		expect(await remove()).toBe(true);
		expect(bench.calls).toEqual(['webhooks', 'deleteWebhook', 'webhooks']);
		expect(bench.instance.webhooks.get(url)).toBeUndefined();
	});

	test('the removal only looks if nothing was left behind', async () => {
		const { activate, delete: remove } = bench.hooks();
		bench.emulator.faults.plan({ kind: 'status', status: 400, on: 'setWebhook' });
		await failure(activate());
		bench.emulator.calls.length = 0;
		await remove();
		expect(bench.calls).toEqual(['webhooks']);
	});

	test('no removal is sent while Wawp does not respond: it could take effect after the next registration', async () => {
		const { activate, delete: remove } = bench.hooks();
		bench.emulator.faults.plan({ kind: 'drop', times: 99 });
		await failure(activate());
		await remove();
		expect(bench.emulator.callsOf('deleteWebhook')).toEqual([]);
	});

	test('the next removal reports its failure again, also after a later success', async () => {
		const { activate, delete: remove } = bench.hooks();
		bench.emulator.faults.plan({ ...refusal, times: 2 });
		await failure(activate());
		await remove();
		await activate();
		bench.emulator.faults.plan({ ...refusal, on: 'deleteWebhook' });
		expect((await failure(remove())).message).toContain('Could not remove the webhook');
		bench.emulator.faults.clear();
		bench.emulator.faults.plan({ ...refusal, times: 2 });
		await failure(activate());
		await activate();
		bench.emulator.faults.plan({ ...refusal, on: 'deleteWebhook' });
		expect((await failure(remove())).message).toContain('Could not remove the webhook');
	});

	test('of a test, the removal of the published workflow reports its failure', async () => {
		bench.emulator.faults.plan({ ...refusal, times: 2 });
		await failure(bench.hooks({ mode: 'manual' }).activate());
		bench.emulator.faults.plan({ ...refusal, on: 'deleteWebhook' });
		bench.instance.webhooks.set(bench.hooks().url);
		expect((await failure(bench.hooks().delete())).message).toContain('Could not remove the webhook');
	});
});

describe('a refusal', () => {
	test('of a plan without webhooks explains manual registration', async () => {
		bench.instance.paidPlan = false;
		const { checkExists, create } = bench.hooks();
		for (const error of [await failure(checkExists()), await failure(create())]) {
			expect(error).toBeInstanceOf(NodeApiError);
			expect(error.message).toContain('Could not register the webhook with Wawp: your Wawp plan does not allow it now');
			expect(error.message).toContain(PASTE);
			expect(error.message).toContain('Response from Wawp: HTTP 403, "subscription_required: ');
			expect(error).not.toHaveProperty('context.itemIndex');
		}
		bench.emulator.calls.length = 0;
		expect((await failure(bench.hooks({ workflowId: 'another' }).delete())).message).toContain(
			'remove this webhook if it is still listed',
		);
		expect(bench.calls).toEqual(['deleteWebhook', 'webhooks']);
	});

	test.each([
		[400, { message: 'No' }, 'Wawp did not accept the request', 'https://'],
		[401, { message: 'No' }, 'Wawp did not accept the access token', 'access token'],
		[403, '', 'Wawp refused this call', PASTE],
		[403, { code: 'quota_reached' }, 'your Wawp plan does not allow it now', PASTE],
		[404, { code: 'invalid_session', message: 'No' }, 'Wawp has no session for this instance ID', 'instance ID'],
		[404, '<html></html>', 'Wawp found no such instance or call', 'base URL'],
		[200, { code: 'subscription_required', message: 'Upgrade' }, 'your Wawp plan does not allow it now', PASTE],
		[200, { status: 'success', message: 'Monthly quota exceeded' }, 'your Wawp plan does not allow it now', PASTE],
		[307, '', 'the base URL redirects to another address', 'base URL'],
	])('is not retried: HTTP %d %j', async (status, body, reason, nextStep) => {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		bench.emulator.faults.plan({ kind: 'status', status, body: text, on: 'setWebhook' });
		const error = await failure(bench.hooks().create());
		expect(error.message).toContain(`Could not register the webhook with Wawp: ${reason}`);
		expect(error.message).toContain(nextStep);
		expect(bench.calls).toEqual(['setWebhook']);
	});

	test('of a connection names the cause in the message', async () => {
		const { create } = bench.hooks({ credential: { ...bench.credential, baseUrl: 'http://127.0.0.1:1' } });
		expect((await failure(create())).message).toContain('Could not register the webhook with Wawp: Wawp could not be reached');
	});
});

describe('a webhook URL that Wawp cannot reach', () => {
	const publicApi = () => ({ ...bench.credential, baseUrl: 'https://api.wawp.example' });

	test.each(['http://localhost:5678', 'http://192.168.1.5:5678', 'http://n8n:5678', 'https://n8n.local'])(
		'is rejected before any request: %s',
		async (n8nUrl) => {
			const { hook, checkExists, create, url } = bench.hooks({ credential: publicApi(), n8nUrl });
			const request = jest.spyOn(hook.helpers, 'httpRequestWithAuthentication');
			for (const error of [await failure(checkExists()), await failure(create())]) {
				expect(error).toBeInstanceOf(NodeOperationError);
				expect(error.message).toContain(`Wawp cannot reach this n8n: ${url} is not a public address`);
				expect(error.message).toContain('WEBHOOK_URL');
			}
			expect(request).not.toHaveBeenCalled();
		},
	);

	test('is not reported for a public address', async () => {
		const { hook, create } = bench.hooks({ credential: publicApi(), n8nUrl: 'https://n8n.example' });
		const request = jest.spyOn(hook.helpers, 'httpRequestWithAuthentication').mockResolvedValue({
			statusCode: 200,
			headers: {},
			body: '{"status":"success"}',
		});
		expect(await create()).toBe(true);
		expect(request).toHaveBeenCalledTimes(1);
	});

	test('is reported if n8n has no URL', async () => {
		const { hook, create, delete: remove } = bench.hooks();
		jest.spyOn(hook, 'getNodeWebhookUrl').mockReturnValue(undefined);
		for (const error of [await failure(remove()), await failure(create())]) {
			expect(error.message).toContain('n8n has no webhook URL for this trigger');
		}
		expect(bench.calls).toEqual([]);
	});
});

describe('with manual registration', () => {
	test('the trigger sends no request to Wawp', async () => {
		const credential = { ...bench.credential, webhookSecret: 'chosen-by-the-owner' };
		const manual = bench.hooks({ credential, parameters: { registration: 'manual' } });
		expect([await manual.checkExists(), await manual.create(), await manual.delete()]).toEqual([true, true, true]);
		expect(bench.calls).toEqual([]);
	});

	test.each([
		['no secret', '', 'the "Webhook Secret" of the Wawp Groups API credential must not be empty'],
		['spaces', '   ', 'the "Webhook Secret" of the Wawp Groups API credential must not be empty'],
		['a short secret', 'fifteen-letters', 'must have at least 16 characters: letters, digits, hyphens or underscores'],
		['a secret that changes in a URL', 'sixteen letters & more', 'must have at least 16 characters'],
	])('%s in the credential prevents the publication, with the next step', async (_what, webhookSecret, message) => {
		const { activate } = bench.hooks({
			credential: { ...bench.credential, webhookSecret },
			parameters: { registration: 'manual' },
		});
		const error = await failure(activate());
		expect(error.message).toContain(message);
		expect(error.message).toContain('Open the "Wawp Groups API" credential, correct the field and save it');
		expect(error.message.split(' credential')[0]).not.toContain(webhookSecret.trim() || 'undefined');
	});
});

describe('secrets', () => {
	test.each(['webhooks', 'setWebhook', 'deleteWebhook'] as const)(
		'are redacted in a quote from the response to %s',
		async (on) => {
			const { url, secret, checkExists, create, delete: remove } = bench.hooks();
			bench.instance.webhooks.set(url);
			const { id, accessToken } = bench.instance;
			const act = { webhooks: checkExists, setWebhook: create, deleteWebhook: remove }[on];
			// Long enough that the quote contains only part of the secret.
			const message = `${'x'.repeat(120)} ${accessToken} ${id} ${secret()} ${secret().toUpperCase()}`;
			const body = JSON.stringify({ code: 'subscription_required', message });
			bench.emulator.faults.plan({ kind: 'status', status: 403, body, on });
			const error = await failure(act());
			const text = `${error.stack ?? ''} ${error.description ?? ''} ${JSON.stringify(error)}`.toLowerCase();
			expect(text).toContain('[hidden]');
			for (const hidden of [secret().slice(0, 8), accessToken, id]) expect(text).not.toContain(hidden);
		},
	);

	test.each(['setWebhook', 'deleteWebhook'] as const)(
		'are redacted if the response to %s repeats the whole request',
		async (on) => {
			const { url, secret, create, delete: remove } = bench.hooks();
			bench.instance.webhooks.set(url);
			bench.emulator.faults.plan({ kind: 'echo', on, times: 9 });
			const error = await failure(on === 'setWebhook' ? create() : remove());
			const text = `${error.stack ?? ''} ${error.description ?? ''} ${JSON.stringify(error)}`;
			for (const hidden of [secret().slice(0, 8), bench.instance.accessToken, bench.instance.id])
				expect(text).not.toContain(hidden);
		},
	);

	test('do not appear in an error about the credential', async () => {
		const { create } = bench.hooks({ credential: { ...bench.credential, accessToken: ' ' } });
		expect((await failure(create())).message).toContain('The "Access Token" of the Wawp Groups API credential is empty');
	});
});
