import { createHash } from 'crypto';
import type { Account } from './account';

/** What is spaced out per account: requests, messages, and changes of participants. */
export type PacedAction = 'request' | 'message' | 'change';

/** When the next action of each kind may start, in ms since 1970. */
export type AccountPace = Map<PacedAction, number>;

// Far more accounts than one n8n has.
const MAX_ACCOUNTS = 1_000;

const paces = new Map<string, AccountPace>();

/**
 * The pace of an account. All runs of this process share it, so a limit also holds across executions and rounds of a loop. The key is
 * hashed: it contains the token and outlives the run.
 */
export function accountPace({ baseUrl, instanceId, accessToken }: Account): AccountPace {
	const key = createHash('sha256')
		.update(JSON.stringify([baseUrl, instanceId, accessToken]))
		.digest('hex');
	const pace: AccountPace = paces.get(key) ?? new Map<PacedAction, number>();
	paces.delete(key);
	paces.set(key, pace);
	const [oldest] = paces.keys();
	if (paces.size > MAX_ACCOUNTS && oldest !== undefined) paces.delete(oldest);
	return pace;
}
