import { json, text, type Reply } from './reply';
import type { WebhookEntry } from './webhooks';

/** How the list may show the secret of an entry. Unknown: which of these Wawp uses. */
export const hmacShapes = {
	'not shown': () => ({}),
	text: (hmac) => ({ hmac }),
	key: (hmac) => ({ hmac: { key: hmac } }),
	masked: (hmac) => ({ hmac: hmac === undefined ? null : `${hmac.slice(0, 4)}********` }),
} satisfies Record<string, (hmac: string | undefined) => object>;

export type HmacShape = keyof typeof hmacShapes;

interface List {
	own: readonly WebhookEntry[];
	system: string | undefined;
	hmac: (hmac: string | undefined) => object;
}

/** All suspected shapes of the list. Wawp documents only the names `webhooks` and `systemConfig`. */
export const webhookListShapes = {
	documented: (list) => json(200, { webhooks: entriesOf(list), systemConfig: systemOf(list) }),
	'under data': (list) => json(200, { status: 'success', data: { webhooks: entriesOf(list), systemConfig: systemOf(list) } }),
	'data is the list': (list) => json(200, { success: true, data: entriesOf(list) }),
	'bare list with the system entry': (list) => json(200, [...entriesOf(list), ...(list.system ? [systemOf(list)] : [])]),
	'keyed by index': (list) =>
		json(200, { webhooks: Object.fromEntries(entriesOf(list).entries()), systemConfig: systemOf(list) }),
	'keyed by URL': (list) =>
		json(200, { webhooks: Object.fromEntries(entriesOf(list).map(({ url, ...entry }) => [url, entry])), systemConfig: null }),
	'active as a boolean': (list) => json(200, { webhooks: renamed(list, ({ isActive }) => ({ active: isActive })) }),
	'is_active as text': (list) => json(200, { webhooks: renamed(list, ({ isActive }) => ({ is_active: isActive ? '1' : '0' })) }),
	'events as text': (list) =>
		json(200, { webhooks: entriesOf(list).map((entry) => ({ ...entry, events: entry.events.join(',') })) }),
	'as in WAHA': (list) =>
		json(200, { name: 'default', config: { webhooks: renamed(list, ({ isActive }) => ({ enabled: isActive })) } }),
} satisfies Record<string, (list: List) => Reply>;

export type WebhookListShape = keyof typeof webhookListShapes;

const entriesOf = ({ own, hmac }: List) =>
	own.map(({ url, events, isActive, retries, hmac: secret }) => ({
		url,
		events,
		is_active: isActive ? 1 : 0,
		retries,
		...hmac(secret),
	}));

const renamed = (list: List, active: (entry: WebhookEntry) => object) =>
	list.own.map((entry) => ({ url: entry.url, events: entry.events, ...list.hmac(entry.hmac), ...active(entry) }));

const systemOf = ({ system }: List) => (system === undefined ? null : { url: system, events: ['message'], is_active: 1 });

/** The suspected responses for a URL that is not registered. Unknown: which of these Wawp sends. */
export const unknownWebhookShapes = {
	'404 with an error code': json(404, { code: 'webhook_not_found', message: 'Webhook not found' }),
	'404 with a status': json(404, { status: 404, message: 'No webhook with this URL', error: 'Not Found' }),
	'404 without a body': text(404, ''),
	'400 with a message': json(400, { status: 400, message: 'Webhook URL does not exist', error: 'Bad Request' }),
	'200 with success false': json(200, { success: false, message: 'Webhook not found' }),
	'200 as for a deleted webhook': json(200, { success: true, message: 'Webhook deleted' }),
} satisfies Record<string, Reply>;

export type UnknownWebhookShape = keyof typeof unknownWebhookShapes;
