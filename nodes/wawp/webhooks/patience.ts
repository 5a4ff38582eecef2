import type { Outcome } from '../outcome/outcome';
import { accountKey, type Account } from '../transport/account';
import { clock } from '../transport/clock';
import { setNewest } from '../transport/newestEntries';
import type { Wawp } from '../transport/request';

/**
 * ms. n8n ends a publication after 84 s with an error that does not name Wawp (2.41, measured). Until then, it tries a removal three
 * times and a registration five times. All of them fit only if most of them are short.
 */
const TIMEOUT_AFTER_SILENCE = 2_000;

/** ms. Longer than n8n waits between two of its attempts (8 s). */
const SILENCE_LASTS = 30_000;

// Far more accounts than one n8n has.
const MAX_ACCOUNTS = 1_000;

/** When a request of an account last timed out, in ms since 1970. */
const silences = new Map<string, number>();

/** Whether a request about the webhooks of this account has just timed out, in whichever trigger of this process. */
export const wasSilent = (account: Account): boolean =>
	clock.now() - (silences.get(accountKey(account)) ?? -Infinity) < SILENCE_LASTS;

/** Shortens the timeouts of a connection after a timeout: whoever was silent for 10 seconds does not get 10 seconds again. */
export const impatient = (wawp: Wawp): Wawp => ({
	...wawp,
	request: async (call) => {
		const outcome = await wawp.request(wasSilent(wawp.account) ? { ...call, timeout: TIMEOUT_AFTER_SILENCE } : call);
		if (timedOut(outcome)) setNewest(silences, accountKey(wawp.account), clock.now(), MAX_ACCOUNTS);
		return outcome;
	},
});

export const timedOut = (outcome: Outcome): boolean => outcome.kind === 'noResponse' && outcome.reason === 'timeout';
