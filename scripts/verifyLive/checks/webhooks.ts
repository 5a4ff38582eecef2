import { randomBytes } from 'node:crypto';
import { failureKind } from '../../../nodes/wawp/outcome/failureKind';
import { isObject } from '../../../nodes/wawp/outcome/json';
import { sameUrl, type Webhook } from '../../../nodes/wawp/webhooks/webhook';
import { deleteWebhookCall, LIST_WEBHOOKS, setWebhookCall } from '../../../nodes/wawp/webhooks/webhookCalls';
import { isRegistered, webhooksFrom, type ListedWebhook } from '../../../nodes/wawp/webhooks/webhookList';
import { deleteVerdict, setVerdict } from '../../../nodes/wawp/webhooks/webhookVerdict';
import type { FactId } from '../../../test/support/emulator/facts';
import { jsonOf, textOf, type Exchange } from '../exchange';
import { needsSession, type Check, type Kit } from '../kit';
import { isLike } from '../shapes';
import type { UndoStep } from '../undo';
import { asAssumed, judge, mayBe, notSeen, type Finding } from '../verdict';

const EVENTS = ['group.v2.join', 'group.v2.leave', 'group.v2.participants', 'group.v2.update'];

const LIST_FACTS: FactId[] = ['webhookList', 'systemWebhook'];

/** The step that removes the kit's webhook, while there is one. */
const steps = new WeakMap<Kit, UndoStep>();

export const webhookList: Check = {
	title: 'The list of webhooks',
	facts: ['webhookPlan', ...LIST_FACTS],
	run: async (kit) => {
		const list = await kit.client.send(LIST_WEBHOOKS);
		if (failureKind(kit.outcome(list)) === 'planOrQuota' || list.response?.status === 403) {
			const reason = 'The plan of this account has no webhook calls';
			return [
				judge('webhookPlan', isLike(list, 'webhookPlan'), kit.seen(list), failureKind(kit.outcome(list)) === 'planOrQuota'),
				...LIST_FACTS.map((fact) => notSeen(fact, reason)),
			];
		}
		const value = jsonOf(list);
		const reads = webhooksFrom(kit.outcome(list)) !== undefined;
		kit.found.listsWebhooks = reads;
		const hasSystem = textOf(list).replaceAll('\\', '').includes('app.wawp.net/api/webhook/');
		return [
			notSeen('webhookPlan', 'The plan of this account has webhook calls'),
			judge(
				'webhookList',
				isObject(value) && 'webhooks' in value && 'systemConfig' in value,
				`${list.response?.status ?? 0}, with ${kit.keys(value)}`,
				reads,
			),
			mayBe('systemWebhook', hasSystem, "The list has Wawp's own webhook", 'The list does not show it'),
		];
	},
};

export const registerWebhook: Check = {
	title: 'Register a webhook',
	facts: ['webhookSet', 'webhookSetMethod', 'webhookResponses', 'webhookListEntries', 'webhookUpdate'],
	skip: (kit) => {
		if (!kit.setup.webhook) return 'No public URL was given';
		if (!kit.found.listsWebhooks) return 'The list of webhooks could not be read, so a removal could not be seen';
		return needsSession(kit);
	},
	change: ({ setup }) => ({
		what: `Register a webhook at Wawp for ${setup.webhook?.url ?? ''}`,
		afterwards: 'The kit removes it at the end. It touches no other webhook',
	}),
	run: async (kit) => {
		const url = kit.setup.webhook?.url ?? '';
		const problem = await problemWith(kit, url);
		if (problem !== undefined) return registerWebhook.facts.map((fact) => notSeen(fact, problem));
		const webhook: Webhook = { url, events: EVENTS, hmac: randomBytes(24).toString('hex') };
		kit.anonymizer.alsoHide(webhook.hmac);
		const step = removing(kit, url);
		kit.undo.push(step);
		steps.set(kit, step);
		kit.found.webhook = webhook;
		const set = await kit.client.send(setWebhookCall(webhook), { changes: true });
		const list = await listed(kit);
		const isThere = list.webhooks !== undefined && isRegistered(list.webhooks, webhook, 'accept hidden secret');
		const verdict = setVerdict(kit.outcome(set));
		return [
			judge(
				'webhookSet',
				isThere,
				isThere ? 'The list shows the entry' : `${kit.seen(set)}. The list does not show the entry`,
				isThere || verdict !== 'done',
			),
			judge('webhookSetMethod', ![404, 405].includes(set.response?.status ?? 0), `POST returned ${set.response?.status ?? 0}`),
			judge('webhookResponses', isLike(set, 'webhookResponses'), kit.seen(set), verdict === 'done'),
			entryFinding(kit, list.exchange, url),
			await updating(kit, webhook),
		];
	},
};

async function problemWith(kit: Kit, url: string): Promise<string | undefined> {
	const { webhooks } = await listed(kit);
	if (webhooks?.some((entry) => sameUrl(entry.url, url))) return 'This URL is already registered. Give the kit a URL of its own';
	return (await kit.found.listener?.isReachable(url)) ? undefined : 'The public URL does not lead to the port of the kit';
}

async function listed(kit: Kit, restores = false): Promise<{ exchange: Exchange; webhooks: ListedWebhook[] | undefined }> {
	const exchange = await kit.client.send(LIST_WEBHOOKS, { restores });
	return { exchange, webhooks: webhooksFrom(kit.outcome(exchange)) };
}

/** The entry as Wawp lists it, apart from how the node reads it. */
function entryFinding(kit: Kit, exchange: Exchange, url: string): Finding {
	const entry = findEntry(jsonOf(exchange), url);
	if (!entry) return notSeen('webhookListEntries', 'No entry with the URL as a field');
	const read = webhooksFrom(kit.outcome(exchange))?.find((webhook) => sameUrl(webhook.url, url));
	const names = ['events', 'is_active', 'retries'];
	const holds =
		names.every((name) => name in entry) && entry.hmac === undefined && Array.isArray(entry.events) && entry.is_active === 1;
	return judge(
		'webhookListEntries',
		holds,
		`An entry has ${kit.keys(entry)}`,
		read?.isActive === true && read.events !== undefined,
	);
}

function findEntry(value: unknown, url: string): Record<string, unknown> | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	if (isObject(value) && value.url === url) return value;
	for (const inner of Object.values(value)) {
		const found = findEntry(inner, url);
		if (found) return found;
	}
	return undefined;
}

/** Leaves one event out, looks, and registers all of them again. */
async function updating(kit: Kit, webhook: Webhook): Promise<Finding> {
	const [first = ''] = webhook.events;
	const body = { url: webhook.url, events: [first] };
	const update = await kit.client.send({ method: 'PATCH', path: '/webhook/update', body }, { changes: true });
	const { webhooks } = await listed(kit);
	const events = webhooks?.find(({ url }) => sameUrl(url, webhook.url))?.events;
	await kit.client.send(setWebhookCall(webhook), { changes: true });
	return judge(
		'webhookUpdate',
		events?.join() === first,
		`${kit.seen(update)}. The entry then had ${events?.length ?? 'no'} events`,
	);
}

const removing = (kit: Kit, url: string): UndoStep => ({
	what: 'The webhook of the kit is no longer registered',
	byHand: `Remove the webhook ${url} in your Wawp dashboard`,
	run: async () => {
		await kit.client.send(deletion(kit, url), { restores: true });
		const { webhooks } = await listed(kit, true);
		return webhooks !== undefined && !webhooks.some((webhook) => sameUrl(webhook.url, url));
	},
});

const deletion = ({ client }: Kit, url: string) =>
	deleteWebhookCall(url, { place: client.places.others === 'query' ? 'query' : 'body' });

export const removeWebhook: Check = {
	title: 'Remove the webhook',
	facts: ['webhookDelete', 'webhookUnknown'],
	skip: (kit) => (steps.has(kit) ? undefined : 'No webhook was registered'),
	run: async (kit) => {
		const step = steps.get(kit);
		if (!step) return [];
		steps.delete(kit);
		const url = kit.setup.webhook?.url ?? '';
		const isGone = await kit.undo.undo(step);
		const again = await kit.client.send(deletion(kit, url));
		const unknown = again.response?.status === 404;
		return [
			isGone
				? asAssumed('webhookDelete', 'The entry disappeared from the list')
				: judge('webhookDelete', false, 'The list still shows the entry', false),
			// The list has the last word, so the node needs to understand only refusals.
			judge('webhookUnknown', unknown, kit.seen(again), deleteVerdict(kit.outcome(again)) !== 'refused'),
		];
	},
};
