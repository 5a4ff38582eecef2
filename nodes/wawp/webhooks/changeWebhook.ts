import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { failureKind } from '../outcome/failureKind';
import type { Pacing } from '../transport/pacing';
import type { Wawp } from '../transport/request';
import { sameUrl, type Webhook } from './webhook';
import { requestDeleteWebhook, requestSetWebhook, requestWebhooks } from './webhookCalls';
import { isRegistered, webhooksFrom, type ListedWebhook } from './webhookList';
import { deleteVerdict, setVerdict, type Verdict } from './webhookVerdict';

/** A change that may be asked for twice without harm. */
interface Change {
	send: () => Promise<Outcome>;
	verdict: (outcome: Outcome) => Verdict;
	/** Whether the list shows that the change was made, although its answer did not say so. */
	isMade: (list: ListedWebhook[], outcome: Outcome) => boolean;
}

const ATTEMPTS = 3;

/** ms; n8n and the person who activates a workflow wait for as long. */
const MAX_WAIT_FOR_LIMITS_MS = 30_000;

/** @returns undefined once Wawp knows the webhook, else the answer that says why not */
export const setWebhook = async (wawp: Wawp, pacing: Pacing, webhook: Webhook): Promise<Outcome | undefined> =>
	await applyUntilConfirmed(wawp, pacing, {
		send: async () => await requestSetWebhook(wawp, webhook),
		verdict: setVerdict,
		isMade: (list, outcome) => isRegistered(list, webhook, wasAccepted(outcome) ? 'no objection' : 'no proof'),
	});

/** @returns undefined once Wawp does not know the webhook any more, else the answer that says why not */
export const deleteWebhook = async (wawp: Wawp, pacing: Pacing, url: string): Promise<Outcome | undefined> =>
	await applyUntilConfirmed(wawp, pacing, {
		send: async () => await requestDeleteWebhook(wawp, url),
		verdict: deleteVerdict,
		isMade: (list) => !list.some((listed) => sameUrl(listed.url, url)),
	});

async function applyUntilConfirmed(wawp: Wawp, pacing: Pacing, change: Change): Promise<Outcome | undefined> {
	for (let attempt = 1; ; attempt++) {
		const outcome = await change.send();
		const verdict = change.verdict(outcome);
		if (verdict === 'done') return undefined;
		if (verdict === 'refused') return outcome;
		const list = failureKind(outcome) === 'rateLimited' ? undefined : webhooksFrom(await requestWebhooks(wawp));
		if (list && change.isMade(list, outcome)) return undefined;
		if (attempt === ATTEMPTS || pacing.waitedForLimits > MAX_WAIT_FOR_LIMITS_MS) return outcome;
		await pacing.backoff(attempt);
	}
}

/** A 2xx without a word: it says that the call went through, and the list says the rest. A page may come from anybody. */
function wasAccepted(outcome: Outcome): boolean {
	if (!isSuccess(outcome) || failureKind(outcome) !== 'unreadable') return false;
	const { kind } = readBody(outcome.text);
	return kind === 'empty' || kind === 'text';
}
