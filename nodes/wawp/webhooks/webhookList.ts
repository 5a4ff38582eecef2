import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { isObject } from '../outcome/json';
import { errorEnvelope } from '../outcome/errorEnvelope';
import { sameUrl, type Webhook } from './webhook';

/** A webhook as the list shows it; undefined is what it does not show. */
export interface ListedWebhook {
	url: string;
	events: string[] | undefined;
	isActive: boolean | undefined;
	hmac: string | undefined;
}

/**
 * The webhooks in an answer to `GET /v2/session/webhook`. Documented are only the names `webhooks` (the own ones) and
 * `systemConfig`; everything else is guessed, so each plausible form is read, WAHA's `config.webhooks` too.
 *
 * @returns undefined when not all of the list can be read: nothing may be concluded from a part of it
 */
export function webhooksFrom(outcome: Outcome): ListedWebhook[] | undefined {
	if (!isSuccess(outcome)) return undefined;
	const body = readBody(outcome.text);
	if (body.kind !== 'json') return undefined;
	return Array.isArray(body.value) ? entriesIn(body.value) : listIn(body.value, MAX_DEPTH);
}

/**
 * Whether a list proves that a webhook is registered as it should be.
 *
 * @param hidden what a secret that the list does not show means
 */
export function isRegistered(list: readonly ListedWebhook[], wanted: Webhook, hidden: 'no proof' | 'no objection'): boolean {
	const own = list.filter(({ url }) => sameUrl(url, wanted.url));
	return (
		own.length > 0 &&
		own.every(
			({ events, isActive, hmac }) =>
				isActive === true &&
				events !== undefined &&
				sameSet(events, wanted.events) &&
				(hmac === undefined ? hidden === 'no objection' : hmac === wanted.hmac),
		)
	);
}

const MAX_DEPTH = 5;
const WRAPPERS = ['data', 'result', 'response', 'config'];

function listIn(value: unknown, depth: number): ListedWebhook[] | undefined {
	if (!isObject(value) || depth === 0 || errorEnvelope(value)) return undefined;
	if (typeof value.webhooks === 'object') return entriesIn(value.webhooks);
	for (const key of WRAPPERS) {
		if (Array.isArray(value[key])) return entriesIn(value[key]);
		if (isObject(value[key])) return listIn(value[key], depth - 1);
	}
	return undefined;
}

/** An array, or an object that is keyed by number, by id or by URL, or that is the only webhook itself. */
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

function flagOf(value: unknown): boolean | undefined {
	if (value === true || value === 1 || value === '1' || value === 'true') return true;
	return value === undefined || value === null ? undefined : false;
}

/** WAHA has `{"key"}`. A masked secret shows nothing. */
function hmacOf(value: unknown): string | undefined {
	const hmac = isObject(value) ? value.key : value;
	return typeof hmac === 'string' && hmac !== '' && !/[*•…]/.test(hmac) ? hmac : undefined;
}

const sameSet = (a: readonly string[], b: readonly string[]) => [...new Set(a)].sort().join() === [...new Set(b)].sort().join();
