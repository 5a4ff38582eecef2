import { accountKey, type Account } from './account';
import { setNewest } from './newestEntries';

/** What is spaced out per account: requests, messages, and changes of participants. */
export type PacedAction = 'request' | 'message' | 'change';

/** When the next action of each kind may start, in ms since 1970. */
export type AccountPace = Map<PacedAction, number>;

// Far more accounts than one n8n has.
const MAX_ACCOUNTS = 1_000;

const paces = new Map<string, AccountPace>();

/** The pace of an account. All runs of this process share it, so a limit also holds across executions and rounds of a loop. */
export function accountPace(account: Account): AccountPace {
	const key = accountKey(account);
	const pace: AccountPace = paces.get(key) ?? new Map<PacedAction, number>();
	setNewest(paces, key, pace, MAX_ACCOUNTS);
	return pace;
}
