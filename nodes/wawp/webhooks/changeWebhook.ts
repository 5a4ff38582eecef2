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
	/** Whether the list shows that the change was made, although its response did not say so. */
	isMade: (list: ListedWebhook[], outcome: Outcome) => boolean;
}

const MAX_ATTEMPTS = 3;

/** ms; the person who activates a workflow waits that long, and n8n with its other workflows when it starts. */
const MAX_WAIT_FOR_LIMITS_MS = 30_000;

/** @returns undefined once Wawp has the webhook, else the outcome that says why not */
export const setWebhook = async (wawp: Wawp, webhook: Webhook): Promise<Outcome | undefined> =>
	await applyUntilConfirmed(wawp, {
		call: setWebhookCall(webhook),
		verdict: setVerdict,
		isMade: (list, outcome) => isRegistered(list, webhook, wasAccepted(outcome) ? 'no objection' : 'no proof'),
	});

/** @returns undefined once Wawp no longer has the webhook, else the outcome that says why not */
export const deleteWebhook = async (wawp: Wawp, url: string): Promise<Outcome | undefined> =>
	await applyUntilConfirmed(wawp, {
		call: deleteWebhookCall(url, wawp.account),
		verdict: deleteVerdict,
		isMade: (list) => !list.some((listed) => sameUrl(listed.url, url)),
	});

async function applyUntilConfirmed(wawp: Wawp, change: Change): Promise<Outcome | undefined> {
	for (let attempt = 1; ; attempt++) {
		const outcome = await wawp.request(change.call);
		const verdict = change.verdict(outcome);
		if (verdict === 'done') return undefined;
		if (verdict === 'refused') return outcome;
		const list = failureKind(outcome) === 'rateLimited' ? undefined : webhooksFrom(await wawp.request(LIST_WEBHOOKS));
		if (list && change.isMade(list, outcome)) return undefined;
		if (attempt === MAX_ATTEMPTS || wawp.pacing.waitedForLimits > MAX_WAIT_FOR_LIMITS_MS) return outcome;
		await wawp.pacing.backoff(attempt);
	}
}

/** A 2xx without a word: it says that the call went through, and the list says the rest. A page may come from anybody. */
function wasAccepted(outcome: Outcome): boolean {
	if (!isSuccess(outcome) || failureKind(outcome) !== 'unreadable') return false;
	const { kind } = readBody(outcome.text);
	return kind === 'empty' || kind === 'text';
}
