import type { Account } from '../transport/account';
import type { WawpCall } from '../transport/request';
import type { Webhook } from './webhook';

// ms. You wait in the editor while n8n activates the workflow. When n8n starts, its other workflows wait too.
const timeout = 10_000;

/** 15 attempts, 2 seconds apart: documented, and also WAHA's defaults. */
const RETRIES = { delay: 2, attempts: 15 };

/**
 * `POST /v2/webhook/set` (documented; the method is inferred) updates the webhook with this URL, or adds it. Never use
 * `POST /session/webhook` instead: it replaces the whole list, including the user's other webhooks and Wawp's own.
 */
export const setWebhookCall = ({ url, events, hmac }: Webhook): WawpCall => ({
	method: 'POST',
	path: '/webhook/set',
	body: { url, events: [...events], is_active: 1, retries: RETRIES, hmac },
	timeout,
});

/** `DELETE /v2/webhook/delete` (documented, with the URL in the body or the query) removes the webhook with this URL. */
export const deleteWebhookCall = (url: string, { place }: Pick<Account, 'place'>): WawpCall => ({
	method: 'DELETE',
	path: '/webhook/delete',
	...(place === 'query' ? { query: { url } } : { body: { url } }),
	timeout,
});

/** `GET /v2/session/webhook` (documented; the response only in part) lists all webhooks of the instance. */
export const LIST_WEBHOOKS: WawpCall = { method: 'GET', path: '/session/webhook', timeout };
