import fc from 'fast-check';
import { isRegistered, webhooksFrom, type ListedWebhook } from '../../../../nodes/wawp/webhooks/webhookList';
import { expectProperty } from '../../../support/property';
import { response, noResponse } from '../../../support/outcomes';

const URL_A = 'https://n8n.example/webhook/a';
const entry = { url: URL_A, events: ['group.v2.join'], is_active: 1, hmac: 'secret' };
const listed: ListedWebhook = { url: URL_A, events: ['group.v2.join'], isActive: true, hmac: 'secret' };

test.each<[string, unknown]>([
	['documented', { webhooks: [entry], systemConfig: { url: 'https://app.wawp.net/api/webhook/x' } }],
	['under data', { status: 'success', data: { webhooks: [entry] } }],
	['under more than that', { data: { result: { response: { webhooks: [entry] } } } }],
	['data is the list', { success: true, data: [entry] }],
	['a bare list', [entry]],
	['by number', { webhooks: { 0: entry } }],
	['by id', { webhooks: { wh_1: entry } }],
	['by URL', { webhooks: { [URL_A]: { ...entry, url: undefined } } }],
	['the only one itself', { webhooks: entry }],
	['as in WAHA', { name: 'default', status: 'WORKING', config: { webhooks: [{ ...entry, hmac: { key: 'secret' } }] } }],
	['other names', [{ webhook_url: URL_A, events: { 0: 'group.v2.join' }, enabled: 'true', hmac: 'secret' }]],
	['still other names', [{ webhookUrl: URL_A, events: 'group.v2.join', active: '1', hmac: 'secret' }]],
	['camel case', [{ ...entry, is_active: undefined, isActive: true }]],
])('a list is read: %s', (_name, body) => {
	expect(webhooksFrom(response(body))?.filter(({ url }) => url === URL_A)).toEqual([
		{ ...listed, ...(_name === 'by URL' && { url: URL_A }) },
	]);
});

test.each<[string, unknown]>([
	['in a bare list', [URL_A]],
	['in a list', { webhooks: [URL_A] }],
	['by number', { webhooks: { 0: URL_A } }],
	['as the key of nothing else', { webhooks: { [URL_A]: {} } }],
])('of a bare URL only that is known: %s', (_name, body) => {
	expect(webhooksFrom(response(body))).toEqual([{ url: URL_A }]);
});

test('a webhook by URL may be one without TLS', () => {
	expect(webhooksFrom(response({ webhooks: { 'http://n8n.example': {} } }))).toEqual([{ url: 'http://n8n.example' }]);
});

test.each<[string, unknown]>([
	['an array', { webhooks: [] }],
	['an object', { webhooks: {} }],
	['bare', []],
	['under data', { data: [] }],
])('an empty list is one: %s', (_name, body) => {
	expect(webhooksFrom(response(body))).toEqual([]);
});

test.each<[string, unknown]>([
	['nothing', ''],
	['a page', '<html></html>'],
	['text', 'OK'],
	['a text in JSON', '"OK"'],
	['null', 'null'],
	['a number', '1'],
	['an empty object', {}],
	['an object without a list', { status: 'success', data: {} }],
	['no list at all', { webhooks: null }],
	['a text as list', { webhooks: '' }],
	['an error', { code: 'wawp_upstream_error', message: 'No', webhooks: [] }],
	['an error inside', { data: { error: 'No', webhooks: [] } }],
	['an entry that is nothing', [entry, null]],
	['an entry without a URL', { webhooks: [entry, { events: [] }] }],
	['an entry without a URL, by id', { webhooks: { wh_1: { events: [] } } }],
	['an entry whose id only mentions a URL', { webhooks: { [`for ${URL_A}`]: { events: [] } } }],
	['an entry with an empty URL', { webhooks: [{ ...entry, url: '' }] }],
	['too deep', { data: { data: { data: { data: { data: { webhooks: [] } } } } } }],
])('no conclusion is drawn from %s', (_name, body) => {
	expect(webhooksFrom(response(body))).toBeUndefined();
});

test('no conclusion is drawn from a failure', () => {
	expect(webhooksFrom(response({ webhooks: [] }, 500))).toBeUndefined();
	expect(webhooksFrom(response({ webhooks: [] }, 302))).toBeUndefined();
	expect(webhooksFrom(noResponse('timeout', true))).toBeUndefined();
});

test.each<[object, Partial<ListedWebhook>]>([
	[{ is_active: 0 }, { isActive: false }],
	[{ is_active: '0' }, { isActive: false }],
	[{ is_active: false }, { isActive: false }],
	[{ is_active: 'paused' }, { isActive: false }],
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
])('of an entry is known what it shows: %j', (shown, known) => {
	expect(webhooksFrom(response([{ ...entry, ...shown }]))).toEqual([{ ...listed, ...known }]);
});

describe('a webhook', () => {
	const wanted = { url: URL_A, events: ['a', 'b'], hmac: 'secret' };
	const right: ListedWebhook = { url: URL_A, events: ['b', 'a', 'a'], isActive: true, hmac: 'secret' };

	test('is registered as it should be, whatever else is', () => {
		const other = { ...right, url: 'https://crm.example', events: undefined };
		expect(isRegistered([other, right], wanted, 'no proof')).toBe(true);
		expect(isRegistered([other, right], wanted, 'no objection')).toBe(true);
	});

	test('is registered whatever the order of its events', () => {
		expect(isRegistered([right], { ...wanted, events: ['b', 'a'] }, 'no proof')).toBe(true);
	});

	test.each<[string, ListedWebhook[]]>([
		['missing', []],
		['paused', [{ ...right, isActive: false }]],
		['perhaps paused', [{ ...right, isActive: undefined }]],
		['registered for fewer events', [{ ...right, events: ['a'] }]],
		['registered for more events', [{ ...right, events: ['a', 'b', 'c'] }]],
		['registered for others', [{ ...right, events: ['a', 'c'] }]],
		['registered for nobody knows what', [{ ...right, events: undefined }]],
		['registered with another secret', [{ ...right, hmac: 'other' }]],
		['registered under another URL', [{ ...right, url: `${URL_A}/` }]],
		['registered twice, once wrongly', [right, { ...right, events: ['a'] }]],
	])('is not, when it is %s', (_name, list) => {
		expect(isRegistered(list, wanted, 'no proof')).toBe(false);
		expect(isRegistered(list, wanted, 'no objection')).toBe(false);
	});

	test('whose secret is hidden is registered as far as one can see', () => {
		const hidden = [{ ...right, hmac: undefined }];
		expect(isRegistered(hidden, wanted, 'no proof')).toBe(false);
		expect(isRegistered(hidden, wanted, 'no objection')).toBe(true);
	});
});

test('whatever is sent, the list is one of webhooks or none', () => {
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
