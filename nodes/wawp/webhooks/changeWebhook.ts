import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { failureKind } from '../outcome/failureKind';
import { policyOf } from '../outcome/failurePolicy';
import type { Wawp, WawpCall } from '../transport/request';
import { timedOut } from './patience';
import { sameUrl, type Webhook } from './webhook';
import { deleteWebhookCall, LIST_WEBHOOKS, setWebhookCall } from './webhookCalls';
import { isRegistered, webhooksFrom, type ListedWebhook } from './webhookList';
import { deleteVerdict, setVerdict, type Verdict } from './webhookVerdict';

/** An idempotent change of the webhook list. */
interface Change {
	call: WawpCall;
	verdict: (outcome: Outcome) => Verdict;
	/** The verdicts that need no look at the list. */
	believed: readonly Verdict[];
	/** Whether the list shows the change. */
	listConfirms: (list: ListedWebhook[], outcome: Outcome) => boolean;
}

const MAX_ATTEMPTS = 3;

/**
 * There is no retry once the wait for rate limits exceeds this: you wait while n8n activates the workflow. n8n itself tries a
 * publication several times, and ends it after 84 s (2.41).
 */
const MAX_WAIT_FOR_LIMITS_MS = 5_000;

/** Registers a webhook. @returns undefined on success, otherwise the outcome with the reason */
export const setWebhook = async (wawp: Wawp, webhook: Webhook): Promise<Outcome | undefined> =>
	await applyUntilConfirmed(wawp, {
		call: setWebhookCall(webhook),
		verdict: setVerdict,
		believed: ['done', 'refused'],
		listConfirms: (list, outcome) =>
			isRegistered(list, webhook, wasAccepted(outcome) ? 'accept hidden secret' : 'reject hidden secret'),
	});

/**
 * Removes a webhook. A removal is rare, and a webhook that stays behind sends deliveries forever: one look at the list is worth it.
 *
 * @returns undefined on success, otherwise the outcome with the reason. This is a success response if the list still shows the webhook
 */
export const deleteWebhook = async (wawp: Wawp, url: string): Promise<Outcome | undefined> =>
	await applyUntilConfirmed(wawp, removalOf(wawp, url));

/**
 * Removes what a failed registration may have left behind, with one attempt.
 *
 * @returns undefined on success, otherwise the outcome with the reason
 */
export async function removeLeftover(wawp: Wawp, url: string): Promise<Outcome | undefined> {
	const outcome = await wawp.request(LIST_WEBHOOKS);
	const list = webhooksFrom(outcome);
	if (list && isMissing(list, url)) return undefined;
	// A removal that takes effect late would remove the webhook that the next attempt registers. So Wawp must respond first.
	if (outcome.kind === 'noResponse' || policyOf(outcome).concerns === 'account') return outcome;
	return await applyUntilConfirmed(wawp, removalOf(wawp, url), 1);
}

const removalOf = ({ account }: Wawp, url: string): Change => ({
	call: deleteWebhookCall(url, account),
	verdict: deleteVerdict,
	believed: [],
	listConfirms: (list) => isMissing(list, url),
});

const isMissing = (list: readonly ListedWebhook[], url: string) => !list.some((listed) => sameUrl(listed.url, url));

async function applyUntilConfirmed(wawp: Wawp, change: Change, maxAttempts = MAX_ATTEMPTS): Promise<Outcome | undefined> {
	for (let attempt = 1; ; attempt++) {
		const outcome = await wawp.request(change.call);
		const verdict = change.verdict(outcome);
		const list =
			change.believed.includes(verdict) || failureKind(outcome) === 'rateLimited'
				? undefined
				: webhooksFrom(await wawp.request(LIST_WEBHOOKS));
		if (list ? change.listConfirms(list, outcome) : verdict === 'done') return undefined;
		if (verdict === 'refused' || attempt === maxAttempts) return outcome;
		// n8n, or you, will try again. Another timeout here would use up the time that n8n has for it.
		if (timedOut(outcome) || wawp.pacing.waitedForLimits > MAX_WAIT_FOR_LIMITS_MS) return outcome;
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
