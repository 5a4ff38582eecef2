import type { SessionStatus } from '../../../../support/emulator/world';
import { hmacShapes, webhookListShapes, type WebhookListShape } from '../../../../support/emulator/webhookShapes';
import { Bench, errorsOf, type OperationRun } from '../../../../support/engine/bench';
import { deliveryLog } from '../../../../../nodes/shared/deliveryLog';
import { toAccount } from '../../../../../nodes/wawp/transport/account';
import { useFastClock } from '../../../../support/engine/fastClock';
import { leaks } from '../../../../support/leaks';

useFastClock();

const GUARD = 'https://n8n.example.com/webhook/guard/webhook';
const OTHER = 'https://crm.example.com/hook?token=token-of-the-crm';
const bench = new Bench('getStatus', 'account');
const shapes = Object.keys(webhookListShapes) as WebhookListShape[];
const CONTINUE = { onError: 'continueErrorOutput' } as const;

beforeEach(() => {
	bench.account.webhooks.set(OTHER, { events: ['message'], hmac: 'secret-of-the-crm' });
	bench.account.webhooks.set(GUARD, { events: ['group.v2.join'] });
});

/** Runs the operation with an item for each URL. */
const check = async (urls: unknown[] = [GUARD], run: OperationRun = {}) =>
	await bench.run({ ids: urls, parameters: { webhookUrl: '={{ $json.id }}' }, ...run });

const answer = (body: unknown, status = 200) => ({ kind: 'status', status, body: JSON.stringify(body) }) as const;

/** What a process says whose triggers have heard nothing. */
const SILENCE = { missingEvents: null, lastDelivery: null, rejectedDeliveries: null };

/** What nobody but Wawp and the owners of the other webhooks may see. */
const secrets = () => [...bench.secrets, 'crm', 'owner@example.org', bench.account.webhooks.system!];

test('without a URL, the session alone is read', async () => {
	const { success } = await check(['']);
	expect(success).toEqual([
		{
			json: { status: 'WORKING', isWorking: true, ownId: bench.account.me.id, webhook: null, ...SILENCE },
			pairedItem: { item: 0 },
		},
	]);
	expect(bench.calls).toEqual(['sessionInfo']);
});

test('the field is empty by default', async () => {
	const { success } = await bench.run();
	expect(success[0]!.json).toMatchObject({ status: 'WORKING', webhook: null });
});

test.each<[SessionStatus, string | null]>([
	['WORKING', '201000000000@c.us'],
	['SCAN_QR_CODE', null],
	['STARTING', '201000000000@c.us'],
	['STOPPED', '201000000000@c.us'],
	['FAILED', '201000000000@c.us'],
	['PASSKEY_REQUIRED', '201000000000@c.us'],
	['PASSKEY_CONFIRMATION_REQUIRED', '201000000000@c.us'],
])('the status %s is data, and is read once', async (status, ownId) => {
	bench.account.status = status;
	const { success } = await check();
	expect(success[0]!.json).toEqual({ status, isWorking: status === 'WORKING', ownId, webhook: 'active', ...SILENCE });
	expect(bench.calls).toEqual(['sessionInfo', 'webhooks']);
});

describe.each(shapes)('with the list of webhooks %s', (shape) => {
	test.each(Object.keys(hmacShapes) as Array<keyof typeof hmacShapes>)(
		'and hmac %s, each webhook has its state',
		async (hmac) => {
			bench.account.webhookListShape = shape;
			bench.account.hmacShape = hmac;
			const paused = `${GUARD}-paused`;
			bench.account.webhooks.set(paused, { events: ['group.v2.join'], isActive: false });
			const { success } = await check([GUARD, paused, `${GUARD}-gone`, '']);
			expect(success.map(({ json }) => json.webhook)).toEqual(['active', 'paused', 'missing', null]);
			expect(success.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
			expect(bench.calls).toEqual(['sessionInfo', 'webhooks']);
		},
	);
});

test('the secrets, the other webhooks and the metadata of the session are not in the run', async () => {
	bench.account.webhookListShape = 'bare list with the system entry';
	bench.account.hmacShape = 'text';
	const { run, success } = await check([GUARD, '']);
	expect(success).toHaveLength(2);
	expect(leaks(run, secrets())).toBe(false);
});

describe('a guard that hears nothing', () => {
	const NOON = Date.parse('2026-11-29T12:00:00.000Z');

	test('shows when it heard the last event, and how many deliveries it rejected', async () => {
		const account = toAccount(bench.credential);
		deliveryLog.rejected(account, NOON);
		expect((await check()).success[0]!.json).toMatchObject({ lastDelivery: null, rejectedDeliveries: 1 });
		deliveryLog.accepted(account, NOON);
		deliveryLog.rejected(account, NOON);
		expect((await check()).success[0]!.json).toMatchObject({ lastDelivery: '2026-11-29T12:00:00.000Z', rejectedDeliveries: 2 });
	});

	test('shows which events its registration lacks', async () => {
		const account = toAccount(bench.credential);
		const missing = async (url = GUARD) => (await check([url])).success[0]!.json.missingEvents;
		expect(await missing()).toBeNull();
		for (const url of [GUARD, `${GUARD}-gone`]) deliveryLog.needs(account, url, ['group.v2.join', 'group.v2.leave']);
		expect(await missing()).toEqual(['group.v2.leave']);
		expect(await missing(`${GUARD}-gone`)).toBeNull();
		bench.account.webhooks.set(GUARD, { events: ['group.v2.leave', 'group.v2.join', 'message'] });
		expect(await missing()).toEqual([]);
		bench.emulator.faults.plan({ ...answer({ webhooks: [{ url: GUARD, is_active: true }] }), on: 'webhooks' });
		expect(await missing()).toBeNull();
	});
});

test('a list without a single webhook: the webhook is missing', async () => {
	bench.account.webhooks.replaceAll([]);
	expect((await check()).success[0]!.json.webhook).toBe('missing');
});

test('a list that does not show whether a webhook is active: null', async () => {
	bench.emulator.faults.plan({ ...answer({ webhooks: [OTHER, GUARD] }), on: 'webhooks' });
	expect((await check()).success[0]!.json.webhook).toBeNull();
});

describe('a session that Wawp refuses is data', () => {
	test.each([404, 200])('invalid_session with HTTP %d: MISSING', async (status) => {
		const body = { code: 'invalid_session', message: 'The session does not exist' };
		bench.emulator.faults.plan({ ...answer(body, status), times: 99 });
		const { success } = await check([GUARD, '']);
		const missing = { status: 'MISSING', isWorking: false, ownId: null, webhook: null, ...SILENCE };
		expect(success.map(({ json }) => json)).toEqual([missing, missing]);
		expect(bench.calls).toEqual(['sessionInfo', 'webhooks']);
	});

	test('an instance that was deleted', async () => {
		bench.emulator.addInstance('another', bench.account.accessToken);
		const { success } = await check([''], { credential: { ...bench.credential, instanceId: 'not-an-instance' } });
		expect(success[0]!.json.status).toBe('MISSING');
	});

	test('422 with the status', async () => {
		const body = { error: 'Session status is not as expected', status: 'STOPPED', expected: ['WORKING'] };
		bench.emulator.faults.plan({ ...answer(body, 422), times: 99 });
		const { success } = await check();
		expect(success[0]!.json).toEqual({ status: 'STOPPED', isWorking: false, ownId: null, webhook: null, ...SILENCE });
	});

	test('the list can still be read', async () => {
		bench.emulator.faults.plan({ ...answer({ code: 'invalid_session', message: 'No' }, 404), on: 'sessionInfo' });
		expect((await check()).success[0]!.json).toMatchObject({ status: 'MISSING', webhook: 'active' });
	});
});

test('temporary failures are retried', async () => {
	bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '60' }, { kind: 'drop' }, { kind: 'status', status: 502 });
	bench.emulator.faults.plan({ kind: 'echo', on: 'webhooks' }, { kind: 'drop', on: 'webhooks' });
	const { success, hints } = await check();
	expect(success[0]!.json).toMatchObject({ status: 'WORKING', webhook: 'active' });
	expect(hints).toEqual(['waited 60 s for rate limits']);
});

type Plan = Parameters<typeof bench.emulator.faults.plan>[0];
const FAULTS: Array<[string, Plan, string]> = [
	['an empty response', { kind: 'empty' }, 'Wawp returned no usable response'],
	['undefined', { kind: 'undefined' }, 'Wawp returned no usable response'],
	['a page', { kind: 'html' }, 'Wawp returned no usable response'],
	['a huge response', { kind: 'huge' }, 'Wawp returned no usable response'],
	['an error under 200', { kind: 'error under 200' }, 'Wawp or WhatsApp could not process the request'],
	['a dropped connection', { kind: 'drop' }, 'Wawp did not respond'],
	['a rate limit', { kind: 'rate limit' }, 'there were too many requests in a short time'],
	['a long pause', { kind: 'rate limit', retryAfter: '3600' }, 'Wawp asks to wait until'],
	['401', { kind: 'status', status: 401, body: 'Unauthorized' }, 'Wawp did not accept the access token'],
	['403', answer({ message: 'Forbidden' }, 403), 'Wawp refused this call'],
	['a firewall', { kind: 'status', status: 403, body: '<html></html>' }, 'a firewall in front of Wawp blocked the request'],
	['404', { kind: 'status', status: 404 }, 'Wawp found no such instance or call'],
	['422 without a status', { kind: 'status', status: 422, body: '' }, 'your Wawp instance does not offer this call'],
	['a used-up plan', answer({ code: 'quota_reached' }, 403), 'your Wawp plan does not allow it now'],
	['500', { kind: 'status', status: 500 }, 'Wawp or WhatsApp could not process the request'],
	['503', { kind: 'status', status: 503 }, 'Wawp or WhatsApp could not process the request'],
	['an echo', { kind: 'echo' }, 'Wawp or WhatsApp could not process the request'],
	['half a list', { kind: 'status', status: 200, body: `[{"url":"${OTHER}"` }, 'Wawp or WhatsApp could not process the request'],
	['a redirect', { kind: 'status', status: 302 }, 'the base URL redirects to another address'],
	[
		'a message with a URL',
		answer({ code: 'proxy_error', message: `No ${OTHER}` }),
		'Wawp or WhatsApp could not process the request',
	],
];

describe.each(FAULTS)('after %s', (_what, fault, reason) => {
	test('to the session, each item fails with the reason, and nothing leaks', async () => {
		bench.emulator.faults.plan({ ...fault, on: 'sessionInfo', times: 99 });
		const result = await check([GUARD, ''], { settings: CONTINUE });
		expect(result.success).toEqual([]);
		const message = (item: number): unknown =>
			expect.stringMatching(new RegExp(`^Could not read the status of the account: ${reason}.*\\[item ${item}\\]$`));
		expect(errorsOf(result)).toEqual([message(0), message(1)]);
		expect(result.errorBranch.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(leaks(result.run, secrets())).toBe(false);
		expect(bench.calls).not.toContain('webhooks');
	});

	test('to the list, the items with a URL fail and name the status of the session, and nothing leaks', async () => {
		bench.emulator.faults.plan({ ...fault, on: 'webhooks', times: 99 });
		const result = await check(['', GUARD], { settings: CONTINUE });
		expect(result.success.map(({ json }) => json)).toEqual([expect.objectContaining({ status: 'WORKING', webhook: null })]);
		expect(errorsOf(result)).toEqual([
			expect.stringMatching(
				new RegExp(`^Could not look up the webhook \\(the status of the session is WORKING\\): ${reason}.*\\[item 1\\]$`),
			),
		]);
		expect(leaks(result.run, secrets())).toBe(false);
	});
});

test('a list that cannot be read fails the item of a stopped session, too', async () => {
	bench.account.status = 'STOPPED';
	bench.emulator.faults.plan({ kind: 'html', on: 'webhooks', times: 99 });
	expect((await check()).error!.message).toContain('(the status of the session is STOPPED)');
});

test('a list that is refused because of a session that works fails the item', async () => {
	bench.emulator.faults.plan({ ...answer({ code: 'invalid_session', message: 'No' }, 404), on: 'webhooks', times: 99 });
	expect((await check()).error!.message).toContain('(the status of the session is WORKING): Wawp has no session');
});

test('a free plan: the session is read, and the message says what remains possible', async () => {
	bench.account.paidPlan = false;
	const { error } = await check();
	expect(error!.message).toBe(
		'Could not look up the webhook (the status of the session is WORKING): your Wawp plan does not allow it now [item 0]',
	);
	expect(error!.description).toMatch(/^Only paid plans can list webhooks\. On other plans, leave "Webhook URL" empty\. /);
	expect((await check([''])).success).toHaveLength(1);
});

test('Wawp that cannot be reached is a failed item', async () => {
	const { error } = await check([''], { credential: { ...bench.credential, baseUrl: 'http://127.0.0.1:9' } });
	expect(error!.message).toBe('Could not read the status of the account: Wawp could not be reached [item 0]');
});

describe('an invalid URL', () => {
	const INVALID = ['n8n.example.com/webhook?secret=abc', 'ftp://n8n.example.com', 12, null];

	test.each(INVALID)('%p stops the run before any request', async (url) => {
		const { error } = await check([GUARD, url]);
		expect(error!.message).toMatch(/webhook URL \[item 1\]$|the expression gave no value \[item 1\]$/);
		expect(error!.message).not.toContain('abc');
		expect(bench.calls).toEqual([]);
	});

	test.each(INVALID)('with On Error: Continue, %p fails its item only', async (url) => {
		const { success, errorBranch } = await check([url, GUARD], { settings: CONTINUE });
		expect(errorBranch.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(success).toMatchObject([{ json: { webhook: 'active' }, pairedItem: { item: 1 } }]);
	});
});

test('with On Error: Continue (regular output), a failed item has an error beside the others', async () => {
	bench.account.paidPlan = false;
	const { success } = await check(['', GUARD], { settings: { onError: 'continueRegularOutput' } });
	expect(success.map(({ json }) => Object.keys(json))).toEqual([
		['status', 'isWorking', 'ownId', 'webhook', 'missingEvents', 'lastDelivery', 'rejectedDeliveries'],
		['error'],
	]);
});
