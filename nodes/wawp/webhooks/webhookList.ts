import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { isObject } from '../outcome/json';
import { errorEnvelope, MAX_DEPTH, WRAPPERS } from '../outcome/errorEnvelope';
import { sameUrl, type Webhook } from './webhook';

/** A webhook in the list. A field is undefined if the list does not show it. */
export interface ListedWebhook {
	url: string;
	events: string[] | undefined;
	isActive: boolean | undefined;
	hmac: string | undefined;
}

/**
 * Reads the response to `GET /v2/session/webhook`. Only the names `webhooks` (the user's own) and `systemConfig` are documented.
 * Everything else is guessed, so this reads every plausible form, including WAHA's `config.webhooks`.
 *
 * @returns undefined if any part of the list is unreadable, since an incomplete list proves nothing
 */
export function webhooksFrom(outcome: Outcome): ListedWebhook[] | undefined {
	if (!isSuccess(outcome)) return undefined;
	const body = readBody(outcome.text);
	if (body.kind !== 'json') return undefined;
	return Array.isArray(body.value) ? entriesIn(body.value) : listIn(body.value, MAX_DEPTH);
}

/**
 * Whether the list shows that a webhook is registered correctly: active, with the right events and the right secret.
 *
 * @param ifHidden whether a secret that the list does not show counts as the right one
 */
export function isRegistered(
	list: readonly ListedWebhook[],
	wanted: Webhook,
	ifHidden: 'reject hidden secret' | 'accept hidden secret',
): boolean {
	const own = list.filter(({ url }) => sameUrl(url, wanted.url));
	return (
		own.length > 0 &&
		own.every(
			({ events, isActive, hmac }) =>
				isActive === true &&
				events !== undefined &&
				sameSet(events, wanted.events) &&
				(hmac === undefined ? ifHidden === 'accept hidden secret' : hmac === wanted.hmac),
		)
	);
}

/** `null`: the list does not show whether the webhook is active. */
export type WebhookState = 'active' | 'paused' | 'missing' | null;

/** What the list shows of the webhook with this URL. Of several entries with it, one that is active is enough: it gets the deliveries. */
export function webhookStateIn(list: readonly ListedWebhook[], url: string): WebhookState {
	const flags = list.filter((listed) => sameUrl(listed.url, url)).map(({ isActive }) => isActive);
	if (flags.length === 0) return 'missing';
	if (flags.includes(true)) return 'active';
	return flags.includes(undefined) ? null : 'paused';
}

/**
 * What the list shows of the webhook with a URL, for an output item.
 *
 * @param needed the events that its trigger needs, if they are known
 * @returns nothing but null without a list or a URL
 */
export function webhookReport(
	list: readonly ListedWebhook[] | null,
	url: string | undefined,
	needed?: readonly string[],
): { webhook: WebhookState; missingEvents: string[] | null } {
	if (!list || url === undefined) return { webhook: null, missingEvents: null };
	return { webhook: webhookStateIn(list, url), missingEvents: needed ? missingEventsIn(list, url, needed) : null };
}

/** The events that a webhook lacks. @returns null if it is not in the list, or the list does not show its events */
function missingEventsIn(list: readonly ListedWebhook[], url: string, needed: readonly string[]): string[] | null {
	const own = list.filter((listed) => sameUrl(listed.url, url));
	const events = own.map((listed) => listed.events);
	if (own.length === 0 || events.includes(undefined)) return null;
	return needed.filter((event) => !events.flat().includes(event));
}

function listIn(value: unknown, depth: number): ListedWebhook[] | undefined {
	if (!isObject(value) || depth === 0 || errorEnvelope(value)) return undefined;
	if (typeof value.webhooks === 'object') return entriesIn(value.webhooks);
	for (const key of [...WRAPPERS, 'config']) {
		if (Array.isArray(value[key])) return entriesIn(value[key]);
		if (isObject(value[key])) return listIn(value[key], depth - 1);
	}
	return undefined;
}

/** Reads an array, an object keyed by number, ID or URL, or a single webhook. */
function entriesIn(value: unknown): ListedWebhook[] | undefined {
	const list = Array.isArray(value) ? (value as unknown[]) : isObject(value) ? valuesOf(value) : undefined;
	const entries = list?.map(entryOf);
	return entries?.every((entry) => entry !== undefined) ? entries : undefined;
}

function valuesOf(value: Record<string, unknown>): unknown[] {
	if (entryOf(value)) return [value];
	return Object.entries(value).map(([key, entry]) => (isObject(entry) && /^https?:/i.test(key) ? { url: key, ...entry } : entry));
}

function entryOf(value: unknown): ListedWebhook | undefined {
	const entry = typeof value === 'string' ? { url: value } : isObject(value) ? value : {};
	const url = [entry.url, entry.webhook_url, entry.webhookUrl].find((name) => typeof name === 'string' && name !== '');
	if (typeof url !== 'string') return undefined;
	return {
		url,
		events: eventsOf(entry.events),
		isActive: flagOf([entry.is_active, entry.isActive, entry.active, entry.enabled].find((flag) => flag !== undefined)),
		hmac: hmacOf(entry.hmac),
	};
}

function eventsOf(value: unknown): string[] | undefined {
	if (typeof value === 'string') return value.split(/[\s,;]/).filter((event) => event !== '');
	const events: unknown[] = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [undefined];
	return events.every((event) => typeof event === 'string') ? events : undefined;
}

/** A word that is neither says nothing. */
function flagOf(value: unknown): boolean | undefined {
	const word = ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : '';
	if (/^(?:1|true|yes|on|active|enabled)$/i.test(word)) return true;
	return /^(?:0|false|no|off|inactive|disabled|paused)$/i.test(word) ? false : undefined;
}

/** WAHA uses `{"key"}`. A masked secret counts as not shown. */
function hmacOf(value: unknown): string | undefined {
	const hmac = isObject(value) ? value.key : value;
	return typeof hmac === 'string' && hmac !== '' && !/[*•…]/.test(hmac) ? hmac : undefined;
}

const sameSet = (a: readonly string[], b: readonly string[]) => [...new Set(a)].sort().join() === [...new Set(b)].sort().join();
