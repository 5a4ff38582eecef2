import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { WawpGroupsApi } from '../../../credentials/WawpGroupsApi.credentials';
import type { Fault } from '../../support/emulator/faults';
import { SAMPLE_ACCOUNT, startSampleEmulator } from '../../support/emulator/sample';
import type { Emulator } from '../../support/emulator/server';
import type { Instance, SessionStatus } from '../../support/emulator/world';
import { testCredential } from '../../support/engine/testCredential';

const credential = new WawpGroupsApi();

describe('the credential', () => {
	test('has the names that workflows and users know', () => {
		expect(credential.name).toBe('wawpGroupsApi');
		expect(credential.displayName).toBe('Wawp Groups API');
		expect(new URL(credential.documentationUrl).protocol).toBe('https:');
	});

	test('has a light and a dark icon, and both files exist', () => {
		const { icon } = credential;
		expect(icon).toEqual({ light: expect.stringMatching(/^file:/) as string, dark: expect.stringMatching(/^file:/) as string });
		const files = Object.values(icon as Record<string, string>).map((path) => path.replace('file:', ''));
		expect(files.map((file) => existsSync(join(__dirname, '../../../credentials', file)))).toEqual([true, true]);
	});

	test('has five fields, two of them required', () => {
		const fields = credential.properties.map(({ name, type, default: initial, required = false }) => ({
			name,
			type,
			initial,
			required,
		}));
		expect(fields).toEqual([
			{ name: 'instanceId', type: 'string', initial: '', required: true },
			{ name: 'accessToken', type: 'string', initial: '', required: true },
			{ name: 'baseUrl', type: 'string', initial: 'https://api.wawp.net', required: false },
			{ name: 'webhookSecret', type: 'string', initial: '', required: false },
			{ name: 'sendCredentialsIn', type: 'options', initial: 'body', required: false },
		]);
	});

	test('masks the access token and the webhook secret', () => {
		const hidden = credential.properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(hidden.map(({ name }) => name)).toEqual(['accessToken', 'webhookSecret']);
	});

	test('describes every field, and says that headers are unproven', () => {
		for (const { description } of credential.properties) expect(description).toMatch(/^\S.{10}/);
		const places = credential.properties.find(({ name }) => name === 'sendCredentialsIn')?.options as INodeProperties[];
		expect(places.map((place) => (place as { value?: string }).value)).toEqual(['body', 'header', 'query']);
		expect(places.find(({ name }) => name === 'Headers (Unproven)')?.description).toMatch(/not yet seen to work/);
	});
});

let emulator: Emulator;
let instance: Instance;

beforeAll(async () => {
	({ emulator, instance } = await startSampleEmulator());
});

afterAll(async () => {
	await emulator.stop();
});

beforeEach(() => {
	emulator.reset();
	instance.status = 'WORKING';
});

const entered = (changes: object = {}) => ({ ...SAMPLE_ACCOUNT, baseUrl: emulator.url, ...changes });

describe('an authenticated request', () => {
	const sent = { instance_id: SAMPLE_ACCOUNT.instanceId, access_token: SAMPLE_ACCOUNT.accessToken };
	const headers = { 'access-token': SAMPLE_ACCOUNT.accessToken, 'X-Instance-ID': SAMPLE_ACCOUNT.instanceId };

	test.each<[string | undefined, 'GET' | 'POST', Partial<IHttpRequestOptions>]>([
		[undefined, 'POST', { body: { id: '1', ...sent } }],
		['body', 'POST', { body: { id: '1', ...sent } }],
		['body', 'GET', { qs: sent }],
		['query', 'POST', { body: { id: '1' }, qs: sent }],
		['query', 'GET', { qs: sent }],
		['header', 'POST', { body: { id: '1' }, headers }],
		['header', 'GET', { headers }],
	])('contains the credentials in one place: %s, %s', async (sendCredentialsIn, method, expected) => {
		const request: IHttpRequestOptions = { method, url: '/v2/x', ...(method === 'POST' && { body: { id: '1' } }) };
		const data = { ...SAMPLE_ACCOUNT, ...(sendCredentialsIn && { sendCredentialsIn }) };
		expect(await credential.authenticate(data, request)).toEqual({
			method,
			url: '/v2/x',
			baseURL: 'https://api.wawp.net',
			...expected,
		});
	});

	test('is rejected with the name of an empty field', async () => {
		await expect(async () => await credential.authenticate({ instanceId: 'x' }, { url: '/' })).rejects.toThrow(/"Access Token"/);
	});
});

const verdict = async (changes: object = {}) => await testCredential(entered(changes));

describe('the credential test', () => {
	let elsewhere: Server | undefined;

	afterEach(() => {
		elsewhere?.close();
		elsewhere = undefined;
	});

	test('passes for a WORKING session, with one request', async () => {
		expect(await verdict()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(emulator.calls).toHaveLength(1);
		expect(emulator.calls[0]).toMatchObject({ method: 'POST', url: '/v2/session/info', credentialsIn: ['body'] });
	});

	test.each([
		['body', ['body']],
		['query', ['query']],
		['header', ['header']],
	])('sends the credentials in the selected place: %s', async (sendCredentialsIn, places) => {
		expect(await verdict({ sendCredentialsIn })).toHaveProperty('status', 'OK');
		expect(emulator.calls.map(({ credentialsIn }) => credentialsIn)).toEqual([places]);
	});

	test.each(['', '/', '/v2', '/v2/', '//'])('accepts a base URL that ends in "%s"', async (end) => {
		expect(await verdict({ baseUrl: emulator.url + end })).toHaveProperty('status', 'OK');
		expect(emulator.calls.map(({ url }) => url)).toEqual(['/v2/session/info']);
	});

	test.each<[SessionStatus, RegExp]>([
		['SCAN_QR_CODE', /No phone is linked yet: .*scan its QR code/],
		['STARTING', /is starting: wait a minute/],
		['STOPPED', /is stopped: .*start it/],
		['FAILED', /has failed: .*restart it/],
		['PASSKEY_REQUIRED', /asks for a passkey/],
		['PASSKEY_CONFIRMATION_REQUIRED', /confirm the new device on the phone/],
	])('names the next step for a session that is %s', async (status, message) => {
		instance.status = status;
		expect(await verdict()).toEqual({ status: 'Error', message: expect.stringMatching(message) as string });
	});

	test.each([
		['a wrong access token', { accessToken: 'another-token' }, /did not accept the access token/],
		['an unknown instance', { instanceId: 'another00001' }, /has no session for this instance ID/],
		['no instance', { instanceId: ' ' }, /^The "Instance ID" of the Wawp Groups API credential is empty$/],
		['no access token', { accessToken: '' }, /^The "Access Token" of the Wawp Groups API credential is empty$/],
		['an invalid base URL', { baseUrl: 'wawp' }, /^The base URL must begin with https/],
	])('explains the failure: %s', async (_name, changes, message) => {
		expect(await verdict(changes)).toEqual({ status: 'Error', message: expect.stringMatching(message) as string });
	});

	test.each([
		['no instance', { instanceId: '' }],
		['an invalid base URL', { baseUrl: 'wawp' }],
	])('sends no request for %s', async (_name, changes) => {
		await verdict(changes);
		expect(emulator.calls).toHaveLength(0);
	});

	const status = (number: number, body?: unknown): Fault => ({
		kind: 'status',
		status: number,
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body), contentType: 'application/json' }),
	});

	const failures: Array<[string, Fault, RegExp]> = [
		['HTTP 400', status(400), /did not accept the request/],
		['HTTP 401', status(401), /did not accept the access token/],
		['HTTP 403', status(403), /that the plan is active/],
		['HTTP 404', status(404), /has no session/],
		['HTTP 422', status(422), /may not be connected: .*If it shows WORKING/],
		['HTTP 429', { kind: 'rate limit', retryAfter: '1' }, /too many requests: wait/],
		['HTTP 500', status(500), /could not process the request/],
		['HTTP 500 that echoes the request', { kind: 'echo' }, /could not process the request/],
		['HTTP 502 with a web page', { kind: 'status', status: 502, body: '<html></html>' }, /could not process the request/],
		['HTTP 503', status(503), /could not process the request/],
		['HTTP 504', status(504), /could not process the request/],
		['a web page under 200', { kind: 'html' }, /returned a web page/],
		['an empty 200', { kind: 'empty' }, /an empty response/],
		['the word undefined', { kind: 'undefined' }, /has no session status/],
		['an object without a status', status(200, {}), /has no session status/],
		['JSON null', status(200, 'null'), /has no session status/],
		['wawp_upstream_error under 200', { kind: 'error under 200' }, /could not process the request/],
		['proxy_error under 200', status(200, { code: 'proxy_error', message: 'No' }), /could not process the request/],
		['invalid_session under 200', status(200, { code: 'invalid_session', message: 'No' }), /has no session/],
		['invalid_instance, nested', status(200, { error: { code: 'invalid_instance' } }), /has no session/],
		['missing_param under 200', status(200, { code: 'missing_param', message: 'No' }), /did not accept the request/],
		['quota_reached under 200', status(200, { code: 'quota_reached' }), /that the plan is active/],
		['subscription_required under 200', status(200, { code: 'subscription_required' }), /that the plan is active/],
		['a 401 under 200', status(200, { status: 401, message: 'No', error: 'Unauthorized' }), /did not accept the access token/],
		['a 404 under 200', status(200, { status: 404, message: 'No' }), /has no session/],
		['a used-up limit reported as a success', status(200, { status: 'success', message: 'No' }), /has no session status/],
		['a status word under 200', status(200, { status: 'error', message: 'No' }), /has no session status/],
		['success false', status(200, { success: false }), /has no session status/],
	];

	test.each(failures)('names the next step after %s', async (_name, fault, message) => {
		emulator.faults.plan({ ...fault, times: 2 });
		expect(await verdict()).toEqual({ status: 'Error', message: expect.stringMatching(message) as string });
	});

	test.each([301, 302, 303, 307, 308])('does not send the access token to another address: HTTP %d', async (number) => {
		elsewhere = createServer((request, response) => {
			response.writeHead(number, { location: `${emulator.url}${request.url ?? ''}` }).end();
		}).listen(0, '127.0.0.1');
		await once(elsewhere, 'listening');
		const baseUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
		for (const sendCredentialsIn of ['body', 'query', 'header']) {
			expect(await verdict({ baseUrl, sendCredentialsIn })).toEqual({
				status: 'Error',
				message: expect.stringContaining('redirects to another address') as string,
			});
		}
		expect(emulator.calls).toHaveLength(0);
	});

	test('fails with the error code of a dropped connection', async () => {
		emulator.faults.plan({ kind: 'drop' });
		expect(await verdict()).toEqual({ status: 'Error', message: 'ECONNRESET' });
	});

	test('never shows the secrets', async () => {
		for (const [, fault] of failures) {
			emulator.faults.plan({ ...fault, times: 2 });
			const { message } = await verdict();
			expect(message).not.toContain(SAMPLE_ACCOUNT.accessToken);
			expect(message).not.toContain(SAMPLE_ACCOUNT.instanceId);
			emulator.reset();
		}
	});
});
