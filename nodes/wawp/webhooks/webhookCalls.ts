import type { Account } from '../transport/account';
import type { WawpCall } from '../transport/request';
import type { Webhook } from './webhook';

// A person waits in the editor while a workflow is activated, and n8n with its other workflows when it starts.
const timeout = 10_000;

/** Documented values, which are WAHA's defaults too: 15 attempts, 2 seconds apart. */
const RETRIES = { delay: 2, attempts: 15 };

/**
 * `webhook/set` (documented; that it is a POST is inferred): changes the webhook of this URL, or adds one. `POST /session/webhook`
 * must never be used instead: it replaces the whole list, other people's webhooks and Wawp's own included.
 */
export const setWebhookCall = ({ url, events, hmac }: Webhook): WawpCall => ({
	method: 'POST',
	path: '/webhook/set',
	body: { url, events: [...events], is_active: 1, retries: RETRIES, hmac },
	timeout,
});

/** `DELETE /v2/webhook/delete` (documented, with the URL in the body or the query): removes the webhook of this URL. */
export const deleteWebhookCall = (url: string, { place }: Pick<Account, 'place'>): WawpCall => ({
	method: 'DELETE',
	path: '/webhook/delete',
	...(place === 'query' ? { query: { url } } : { body: { url } }),
	timeout,
});

/** `GET /v2/session/webhook` (documented; its response only in part): lists all webhooks of the instance. */
export const LIST_WEBHOOKS: WawpCall = { method: 'GET', path: '/session/webhook', timeout };
