import type { IHttpRequestMethods } from 'n8n-workflow';
import {
	authenticate,
	secretsOf,
	toAccount,
	withParameters,
	type Account,
	type CredentialPlace,
} from '../../../../nodes/wawp/transport/account';
import { WawpFailure } from '../../../../nodes/wawp/outcome/wawpFailure';
import { thrownBy } from '../../../support/outcomes';

const entered = { instanceId: 'emulated0001', accessToken: 'emulated-access-token', baseUrl: 'https://api.wawp.net' };
const account = (place: CredentialPlace): Account => ({ ...toAccount(entered), place });

describe('a credential', () => {
	test('becomes an account', () => {
		expect(toAccount({ ...entered, sendCredentialsIn: 'query' })).toEqual({ ...entered, webhookSecret: '', place: 'query' });
	});

	test('is trimmed', () => {
		const pasted = { instanceId: ' emulated0001 ', accessToken: '\temulated-access-token\r\n', webhookSecret: ' chosen ' };
		expect(toAccount(pasted)).toMatchObject({
			instanceId: 'emulated0001',
			accessToken: 'emulated-access-token',
			webhookSecret: 'chosen',
		});
	});

	test.each([
		['body', 'body'],
		['query', 'query'],
		['header', 'header'],
		['another place', 'body'],
		[undefined, 'body'],
	])('is sent in the selected place, by default in the body: %s', (sendCredentialsIn, place) => {
		expect(toAccount({ ...entered, ...(sendCredentialsIn && { sendCredentialsIn }) })).toHaveProperty('place', place);
	});

	test.each([
		['Instance ID', { ...entered, instanceId: '' }],
		['Instance ID', { ...entered, instanceId: '  ' }],
		['Instance ID', { accessToken: 'emulated-access-token' }],
		['Instance ID', { ...entered, instanceId: {} }],
		['Access Token', { ...entered, accessToken: '' }],
		['Access Token', { instanceId: 'emulated0001' }],
	])('is rejected if a field is empty: %s', (field, data) => {
		const failure = thrownBy(() => toAccount(data));
		expect(failure).toBeInstanceOf(WawpFailure);
		expect(failure).toMatchObject({
			kind: 'badInput',
			message: `The "${field}" of the Wawp Groups API credential is empty`,
			nextStep: expect.stringContaining('"Wawp Groups API" credential') as string,
		});
	});

	test('has three values that must not leave the node', () => {
		const secrets = secretsOf({ ...account('body'), webhookSecret: 'chosen-by-the-owner' });
		expect(secrets).toEqual(['emulated-access-token', 'emulated0001', 'chosen-by-the-owner']);
	});

	test.each(['', '1234', '2012', 'chat', 'a secret with spaces in it'])('hides no weak webhook secret: "%s"', (webhookSecret) => {
		expect(secretsOf({ ...account('body'), webhookSecret })).toEqual(['emulated-access-token', 'emulated0001']);
	});
});

describe('a base URL', () => {
	test.each([
		['https://api.wawp.net', 'https://api.wawp.net'],
		['https://api.wawp.net/', 'https://api.wawp.net'],
		['https://api.wawp.net///', 'https://api.wawp.net'],
		['https://api.wawp.net/v2', 'https://api.wawp.net'],
		['https://api.wawp.net/v2/', 'https://api.wawp.net'],
		['  https://api.wawp.net/v2  ', 'https://api.wawp.net'],
		['HTTPS://API.WAWP.NET', 'https://api.wawp.net'],
		['http://127.0.0.1:8787/v2/', 'http://127.0.0.1:8787'],
		['http://[::1]:8787', 'http://[::1]:8787'],
		['', 'https://api.wawp.net'],
		['  ', 'https://api.wawp.net'],
		[undefined, 'https://api.wawp.net'],
	])('is reduced to the address: %j', (baseUrl, expected) => {
		expect(toAccount({ instanceId: 'a', accessToken: 'b', ...(baseUrl !== undefined && { baseUrl }) })).toHaveProperty(
			'baseUrl',
			expected,
		);
	});

	test.each([
		['api.wawp.net', /must begin with https:\/\/ or http:\/\//],
		['ftp://api.wawp.net', /must begin with https:\/\/ or http:\/\//],
		['javascript:alert(1)', /must begin with https:\/\/ or http:\/\//],
		['//api.wawp.net', /must begin with https:\/\/ or http:\/\//],
		['https://', /is not a valid address/],
		['https://api wawp net', /is not a valid address/],
		['https://api.wawp.net:99999', /is not a valid address/],
		['https://api.wawp.net/v1', /without anything after the host/],
		['https://api.wawp.net/v2/groups', /without anything after the host/],
		['https://api.wawp.net/v2/v2', /without anything after the host/],
		['https://api.wawp.net/v22', /without anything after the host/],
		['https://api.wawp.net?x=1', /without anything after the host/],
		['https://api.wawp.net/#x', /without anything after the host/],
		['https://name@api.wawp.net', /without anything after the host/],
		['https://:word@api.wawp.net', /without anything after the host/],
	])('is rejected with a valid example: %s', (baseUrl, message) => {
		expect(thrownBy(() => toAccount({ ...entered, baseUrl }))).toMatchObject({
			kind: 'badInput',
			message: expect.stringMatching(message) as string,
		});
		expect(thrownBy(() => toAccount({ ...entered, baseUrl }))).toHaveProperty(
			'message',
			expect.stringContaining('https://api.wawp.net'),
		);
	});

	test('does not appear in the rejection, because it may contain a password', () => {
		const failure = thrownBy(() => toAccount({ ...entered, baseUrl: 'https://somebody:hunter2@api.wawp.net' }));
		expect(JSON.stringify(failure) + String(failure)).not.toMatch(/somebody|hunter2/);
	});
});

const credentials = { instance_id: 'emulated0001', access_token: 'emulated-access-token' };
const headers = { 'access-token': 'emulated-access-token', 'X-Instance-ID': 'emulated0001' };

describe('a request', () => {
	test.each<[CredentialPlace, IHttpRequestMethods, object]>([
		['body', 'POST', { body: { id: '1', ...credentials }, qs: { a: 1 }, headers: { b: '2' } }],
		['body', 'PUT', { body: { id: '1', ...credentials }, qs: { a: 1 }, headers: { b: '2' } }],
		['body', 'PATCH', { body: { id: '1', ...credentials }, qs: { a: 1 }, headers: { b: '2' } }],
		['body', 'DELETE', { body: { id: '1', ...credentials }, qs: { a: 1 }, headers: { b: '2' } }],
		['body', 'GET', { body: { id: '1' }, qs: { a: 1, ...credentials }, headers: { b: '2' } }],
		['body', 'HEAD', { body: { id: '1' }, qs: { a: 1, ...credentials }, headers: { b: '2' } }],
		['query', 'POST', { body: { id: '1' }, qs: { a: 1, ...credentials }, headers: { b: '2' } }],
		['query', 'DELETE', { body: { id: '1' }, qs: { a: 1, ...credentials }, headers: { b: '2' } }],
		['query', 'GET', { body: { id: '1' }, qs: { a: 1, ...credentials }, headers: { b: '2' } }],
		['header', 'POST', { body: { id: '1' }, qs: { a: 1 }, headers: { b: '2', ...headers } }],
		['header', 'GET', { body: { id: '1' }, qs: { a: 1 }, headers: { b: '2', ...headers } }],
	])('has the credentials in one place and is otherwise unchanged: %s, %s', (place, method, expected) => {
		const request = { method, url: '/v2/x', body: { id: '1' }, qs: { a: 1 }, headers: { b: '2' } };
		const before = structuredClone(request);
		expect(authenticate(account(place), request)).toEqual({ method, url: '/v2/x', baseURL: 'https://api.wawp.net', ...expected });
		expect(request).toEqual(before);
	});

	test.each<[CredentialPlace, object]>([
		['body', { qs: credentials }],
		['query', { qs: credentials }],
		['header', { headers }],
	])('without a method is a GET and gets no body: %s', (place, expected) => {
		expect(authenticate(account(place), { url: '/v2/x' })).toEqual({
			url: '/v2/x',
			baseURL: 'https://api.wawp.net',
			...expected,
		});
	});

	test('without a body gets a body for the credentials', () => {
		expect(authenticate(account('body'), { method: 'POST', url: '/v2/x' })).toHaveProperty('body', credentials);
	});

	test.each<[CredentialPlace, IHttpRequestMethods, 'body' | 'qs']>([
		['body', 'POST', 'body'],
		['header', 'POST', 'body'],
		['query', 'POST', 'qs'],
		['body', 'GET', 'qs'],
		['header', 'GET', 'qs'],
		['query', 'GET', 'qs'],
	])('has its parameters in the query in query mode or without a body: %s, %s', (place, method, key) => {
		expect(withParameters({ method, url: '/v2/x' }, place, { id: '1@g.us' })).toEqual({
			method,
			url: '/v2/x',
			[key]: { id: '1@g.us' },
		});
	});
});
