import fc from 'fast-check';
import { isRegistered, webhooksFrom, webhookStateIn, type ListedWebhook } from '../../../../nodes/wawp/webhooks/webhookList';
import { expectProperty } from '../../../support/property';
import { response, noResponse } from '../../../support/outcomes';

const URL_A = 'https://n8n.example/webhook/a';
const entry = { url: URL_A, events: ['group.v2.join'], is_active: 1, hmac: 'secret' };
const listed: ListedWebhook = { url: URL_A, events: ['group.v2.join'], isActive: true, hmac: 'secret' };

test.each<[string, unknown]>([
	['documented', { webhooks: [entry], systemConfig: { url: 'https://app.wawp.net/api/webhook/x' } }],
	['under data', { status: 'success', data: { webhooks: [entry] } }],
	['under several wrappers', { data: { result: { response: { webhooks: [entry] } } } }],
	['data as the list', { success: true, data: [entry] }],
	['a bare list', [entry]],
	['by number', { webhooks: { 0: entry } }],
	['by id', { webhooks: { wh_1: entry } }],
	['by URL', { webhooks: { [URL_A]: { ...entry, url: undefined } } }],
	['a single webhook', { webhooks: entry }],
	['as in WAHA', { name: 'default', status: 'WORKING', config: { webhooks: [{ ...entry, hmac: { key: 'secret' } }] } }],
	['other names', [{ webhook_url: URL_A, events: { 0: 'group.v2.join' }, enabled: 'true', hmac: 'secret' }]],
	['more names', [{ webhookUrl: URL_A, events: 'group.v2.join', active: '1', hmac: 'secret' }]],
	['camel case', [{ ...entry, is_active: undefined, isActive: true }]],
])('reads a list: %s', (_name, body) => {
	expect(webhooksFrom(response(body))?.filter(({ url }) => url === URL_A)).toEqual([
		{ ...listed, ...(_name === 'by URL' && { url: URL_A }) },
	]);
});

test.each<[string, unknown]>([
	['in a bare list', [URL_A]],
	['in a list', { webhooks: [URL_A] }],
	['by number', { webhooks: { 0: URL_A } }],
	['as the key of an empty object', { webhooks: { [URL_A]: {} } }],
])('a bare URL shows only the URL: %s', (_name, body) => {
	expect(webhooksFrom(response(body))).toEqual([{ url: URL_A }]);
});

test('a key may be an http URL', () => {
	expect(webhooksFrom(response({ webhooks: { 'http://n8n.example': {} } }))).toEqual([{ url: 'http://n8n.example' }]);
});

test.each<[string, unknown]>([
	['an array', { webhooks: [] }],
	['an object', { webhooks: {} }],
	['bare', []],
	['under data', { data: [] }],
])('reads an empty list: %s', (_name, body) => {
	expect(webhooksFrom(response(body))).toEqual([]);
});

test.each<[string, unknown]>([
	['an empty body', ''],
	['an HTML page', '<html></html>'],
	['text', 'OK'],
	['a JSON string', '"OK"'],
	['null', 'null'],
	['a number', '1'],
	['an empty object', {}],
	['an object without a list', { status: 'success', data: {} }],
	['null instead of a list', { webhooks: null }],
	['text instead of a list', { webhooks: '' }],
	['an error', { code: 'wawp_upstream_error', message: 'No', webhooks: [] }],
	['an error inside', { data: { error: 'No', webhooks: [] } }],
	['an entry that is null', [entry, null]],
	['an entry without a URL', { webhooks: [entry, { events: [] }] }],
	['an entry without a URL, by id', { webhooks: { wh_1: { events: [] } } }],
	['an entry whose ID only contains a URL', { webhooks: { [`for ${URL_A}`]: { events: [] } } }],
	['an entry with an empty URL', { webhooks: [{ ...entry, url: '' }] }],
	['too many wrappers', { data: { data: { data: { data: { data: { data: { data: { data: { webhooks: [] } } } } } } } } }],
])('is not a readable list: %s', (_name, body) => {
	expect(webhooksFrom(response(body))).toBeUndefined();
});

test('a failed call gives no list', () => {
	expect(webhooksFrom(response({ webhooks: [] }, 500))).toBeUndefined();
	expect(webhooksFrom(response({ webhooks: [] }, 302))).toBeUndefined();
	expect(webhooksFrom(noResponse('timeout', true))).toBeUndefined();
});

test.each<[object, Partial<ListedWebhook>]>([
	[{ is_active: 0 }, { isActive: false }],
	[{ is_active: '0' }, { isActive: false }],
	[{ is_active: false }, { isActive: false }],
	[{ is_active: 'paused' }, { isActive: false }],
	[{ is_active: 'active' }, { isActive: true }],
	[{ is_active: 'True' }, { isActive: true }],
	[{ is_active: ' enabled ' }, { isActive: true }],
	[{ is_active: 'Inactive' }, { isActive: false }],
	[{ is_active: 'perhaps' }, { isActive: undefined }],
	[{ is_active: {} }, { isActive: undefined }],
	[{ is_active: null }, { isActive: undefined }],
	[{ is_active: undefined }, { isActive: undefined }],
	[{ hmac: null }, { hmac: undefined }],
	[{ hmac: '' }, { hmac: undefined }],
	[{ hmac: 'sec***' }, { hmac: undefined }],
	[{ hmac: '••••' }, { hmac: undefined }],
	[{ hmac: {} }, { hmac: undefined }],
	[{ hmac: 1 }, { hmac: undefined }],
	[{ events: null }, { events: undefined }],
	[{ events: [1] }, { events: undefined }],
	[{ events: ['a', 1] }, { events: undefined }],
	[{ events: 'a, b;c' }, { events: ['a', 'b', 'c'] }],
	[{ events: '' }, { events: [] }],
])('reads the fields that an entry shows: %j', (shown, known) => {
	expect(webhooksFrom(response([{ ...entry, ...shown }]))).toEqual([{ ...listed, ...known }]);
});

describe('a webhook counts', () => {
	const wanted = { url: URL_A, events: ['a', 'b'], hmac: 'secret' };
	const correct: ListedWebhook = { url: URL_A, events: ['b', 'a', 'a'], isActive: true, hmac: 'secret' };

	test('as registered correctly, beside any other webhook', () => {
		const other = { ...correct, url: 'https://crm.example', events: undefined };
		expect(isRegistered([other, correct], wanted, 'reject hidden secret')).toBe(true);
		expect(isRegistered([other, correct], wanted, 'accept hidden secret')).toBe(true);
	});

	test('as registered correctly with its events in any order', () => {
		expect(isRegistered([correct], { ...wanted, events: ['b', 'a'] }, 'reject hidden secret')).toBe(true);
	});

	test.each<[string, ListedWebhook[]]>([
		['missing', []],
		['paused', [{ ...correct, isActive: false }]],
		['possibly paused', [{ ...correct, isActive: undefined }]],
		['registered for fewer events', [{ ...correct, events: ['a'] }]],
		['registered for more events', [{ ...correct, events: ['a', 'b', 'c'] }]],
		['registered for other events', [{ ...correct, events: ['a', 'c'] }]],
		['registered for unknown events', [{ ...correct, events: undefined }]],
		['registered with another secret', [{ ...correct, hmac: 'other' }]],
		['registered under another URL', [{ ...correct, url: `${URL_A}/` }]],
		['registered twice, once incorrectly', [correct, { ...correct, events: ['a'] }]],
	])('as not registered correctly if it is %s', (_name, list) => {
		expect(isRegistered(list, wanted, 'reject hidden secret')).toBe(false);
		expect(isRegistered(list, wanted, 'accept hidden secret')).toBe(false);
	});

	test('as registered correctly despite a hidden secret only if the caller accepts that', () => {
		const hidden = [{ ...correct, hmac: undefined }];
		expect(isRegistered(hidden, wanted, 'reject hidden secret')).toBe(false);
		expect(isRegistered(hidden, wanted, 'accept hidden secret')).toBe(true);
	});
});

test.each<[string, Array<Partial<ListedWebhook>>, string | null]>([
	['no entry', [], 'missing'],
	['another URL', [{ url: `${URL_A}/` }], 'missing'],
	['an active entry', [{}], 'active'],
	['the same URL in other letters', [{ url: URL_A.replace('n8n', 'N8N') }], 'active'],
	['an active entry for other events and another secret', [{ events: ['x'], hmac: 'other' }], 'active'],
	['a paused entry', [{ isActive: false }], 'paused'],
	['a paused entry beside another one that is active', [{ url: `${URL_A}/` }, { isActive: false }], 'paused'],
	['a paused and an active entry', [{ isActive: false }, {}], 'active'],
	['an entry without a flag', [{ isActive: undefined }], null],
	['a paused entry and one without a flag', [{ isActive: false }, { isActive: undefined }], null],
	['an active entry and one without a flag', [{ isActive: undefined }, {}], 'active'],
])('the state of a webhook with %s', (_what, entries, state) => {
	expect(
		webhookStateIn(
			entries.map((shown) => ({ ...listed, ...shown })),
			URL_A,
		),
	).toBe(state);
});

test('for any body, every entry of a list has a URL', () => {
	const value = fc.letrec((tie) => ({
		any: fc.oneof(
			{ maxDepth: 6 },
			fc.constantFrom(null, 1, true, '', 'x', URL_A),
			fc.array(tie('any'), { maxLength: 3 }),
			fc.dictionary(fc.constantFrom('webhooks', 'data', 'config', 'url', 'events', 'hmac', 'is_active', '0', URL_A), tie('any')),
		),
	})).any;
	expectProperty(
		fc.property(value, (body) => {
			for (const { url } of webhooksFrom(response(JSON.stringify(body))) ?? []) expect(url).toMatch(/./);
		}),
		{ numRuns: 2000 },
	);
});
