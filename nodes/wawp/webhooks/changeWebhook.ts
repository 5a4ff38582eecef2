import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { failureKind } from '../outcome/failureKind';
import type { Wawp, WawpCall } from '../transport/request';
import { sameUrl, type Webhook } from './webhook';
import { deleteWebhookCall, LIST_WEBHOOKS, setWebhookCall } from './webhookCalls';
import { isRegistered, webhooksFrom, type ListedWebhook } from './webhookList';
import { deleteVerdict, setVerdict, type Verdict } from './webhookVerdict';

/** An idempotent change of the webhook list. */
interface Change {
	call: WawpCall;
	verdict: (outcome: Outcome) => Verdict;
	/** Whether the list shows the change, although the response did not confirm it. */
	listConfirms: (list: ListedWebhook[], outcome: Outcome) => boolean;
}

const MAX_ATTEMPTS = 3;

/**
 * There is no retry once the wait for rate limits exceeds this: you wait while n8n activates the workflow. When n8n starts, its other
 * workflows wait too.
 */
const MAX_WAIT_FOR_LIMITS_MS = 30_000;

/** Registers a webhook. @returns undefined on success, otherwise the outcome with the reason */
export const setWebhook = async (wawp: Wawp, webhook: Webhook): Promise<Outcome | undefined> =>
	await applyUntilConfirmed(wawp, {
		call: setWebhookCall(webhook),
		verdict: setVerdict,
		listConfirms: (list, outcome) =>
			isRegistered(list, webhook, wasAccepted(outcome) ? 'accept hidden secret' : 'reject hidden secret'),
	});

/** Removes a webhook. @returns undefined on success, otherwise the outcome with the reason */
export const deleteWebhook = async (wawp: Wawp, url: string): Promise<Outcome | undefined> =>
	await applyUntilConfirmed(wawp, {
		call: deleteWebhookCall(url, wawp.account),
		verdict: deleteVerdict,
		listConfirms: (list) => !list.some((listed) => sameUrl(listed.url, url)),
	});

async function applyUntilConfirmed(wawp: Wawp, change: Change): Promise<Outcome | undefined> {
	for (let attempt = 1; ; attempt++) {
		const outcome = await wawp.request(change.call);
		const verdict = change.verdict(outcome);
		if (verdict === 'done') return undefined;
		if (verdict === 'refused') return outcome;
		const list = failureKind(outcome) === 'rateLimited' ? undefined : webhooksFrom(await wawp.request(LIST_WEBHOOKS));
		if (list && change.listConfirms(list, outcome)) return undefined;
		if (attempt === MAX_ATTEMPTS || wawp.pacing.waitedForLimits > MAX_WAIT_FOR_LIMITS_MS) return outcome;
		await wawp.pacing.backoff(attempt);
	}
}

/**
 * Whether the response is a 2xx with an empty body or bare text. Then the call succeeded, and the list shows the rest. An HTML page
 * does not count: any server may send one.
 */
function wasAccepted(outcome: Outcome): boolean {
	if (!isSuccess(outcome) || failureKind(outcome) !== 'unreadable') return false;
	const { kind } = readBody(outcome.text);
	return kind === 'empty' || kind === 'text';
}
