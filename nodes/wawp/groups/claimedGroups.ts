import type { GroupId } from '../ids/groupId';
import { accountKey, type Account } from '../transport/account';
import { setNewest } from '../transport/newestEntries';

// Far more groups than one process creates.
const MAX_GROUPS = 10_000;

const claimed = new Map<string, true>();

/** The groups that this process has created: another creation whose response was lost must not take one of them for its own. */
export const claimedGroups = {
	add: (account: Account, groupId: GroupId): void => setNewest(claimed, accountKey(account, groupId), true, MAX_GROUPS),
	has: (account: Account, groupId: GroupId): boolean => claimed.has(accountKey(account, groupId)),
};
