import { accountKey, type Account } from '../wawp/transport/account';
import { setNewest } from '../wawp/transport/newestEntries';

// Far more accounts and triggers than one n8n has.
const MAX_ENTRIES = 1_000;

/** ms. A misconfigured webhook is called for each event of every group, and each call would be a line. */
const WARN_EVERY_MS = 600_000;

interface Log {
	/** In ms since 1970. */
	last: number | undefined;
	rejected: number;
	warnedAt: number;
}

const logs = new Map<string, Log>();

/** The events that a trigger needs, by account and URL of the webhook. */
const needs = new Map<string, readonly string[]>();

function logOf(account: Account): Log {
	const key = accountKey(account);
	const log = logs.get(key) ?? { last: undefined, rejected: 0, warnedAt: -Infinity };
	setNewest(logs, key, log, MAX_ENTRIES);
	return log;
}

/**
 * What the triggers of this process hear. Without it, nobody notices a trigger that rejects everything: a rejected delivery starts no
 * execution.
 */
export const deliveryLog = {
	/** @param now ms since 1970 */
	accepted(account: Account, now: number): void {
		logOf(account).last = now;
	},

	/** @param now ms since 1970. @returns whether it is time for a warning */
	rejected(account: Account, now: number): boolean {
		const log = logOf(account);
		log.rejected++;
		if (now - log.warnedAt < WARN_EVERY_MS) return false;
		log.warnedAt = now;
		return true;
	},

	/** What arrived since the process started. Null: nothing, perhaps because another process takes the deliveries. */
	read(account: Account): { lastDelivery: string | null; rejectedDeliveries: number | null } {
		const log = logs.get(accountKey(account));
		if (!log) return { lastDelivery: null, rejectedDeliveries: null };
		return { lastDelivery: log.last === undefined ? null : new Date(log.last).toISOString(), rejectedDeliveries: log.rejected };
	},

	/** @param events Wawp's event names */
	needs(account: Account, url: string, events: readonly string[]): void {
		setNewest(needs, accountKey(account, url), events, MAX_ENTRIES);
	},

	/** Undefined: no trigger of this process has this URL. */
	needed: (account: Account, url: string): readonly string[] | undefined => needs.get(accountKey(account, url)),
};
