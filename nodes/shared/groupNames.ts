import type { GroupName } from '../wawp/groups/groupList';
import { accountKey, type Account } from '../wawp/transport/account';
import { clock } from '../wawp/transport/clock';
import { setNewest } from '../wawp/transport/newestEntries';

// Long enough to type a name and to scroll, short enough for somebody who has just created a group.
const LIFETIME_MS = 30_000;

// The names of 5,000 groups take about a megabyte.
const MAX_ACCOUNTS = 20;

interface List {
	groups: readonly GroupName[];
	/** When the list arrived, in ms since 1970. */
	loadedAt: number;
}

/** The lists of the last 30 seconds. */
const lists = new Map<string, List>();

/** The lists that are being requested. */
const requests = new Map<string, Promise<readonly GroupName[]>>();

/**
 * Returns the names of an account's groups, at most 30 seconds old. The editor asks for each letter and each page, and one list of all
 * groups can have 50 MB. Calls at the same time share one request, and a failure is not remembered.
 *
 * @param load requests the list
 * @throws what `load` throws
 */
export async function groupNamesOf(account: Account, load: () => Promise<readonly GroupName[]>): Promise<readonly GroupName[]> {
	const key = accountKey(account);
	for (const [other, { loadedAt }] of lists) if (clock.now() - loadedAt >= LIFETIME_MS) lists.delete(other);
	const known = lists.get(key);
	if (known) return known.groups;
	const request = requests.get(key) ?? remember(key, load);
	requests.set(key, request);
	return await request;
}

async function remember(key: string, load: () => Promise<readonly GroupName[]>): Promise<readonly GroupName[]> {
	try {
		const groups = await load();
		setNewest(lists, key, { groups, loadedAt: clock.now() }, MAX_ACCOUNTS);
		return groups;
	} finally {
		requests.delete(key);
	}
}
