import type { GroupId } from '../ids/groupId';
import { accountKey, type Account } from '../transport/account';
import { setNewest } from '../transport/newestEntries';
import type { FoundSettings } from './changeSecurity';

// Far more groups than one account locks.
const MAX_GROUPS = 10_000;

const held = new Map<string, FoundSettings>();

/**
 * What the first of several locks of this process found in a group. The second one finds it locked, but must not hand that on as the state
 * from before: whoever unlocks last would leave it locked.
 */
export const heldLocks = {
	/**
	 * Notes a lock.
	 *
	 * @param current the settings as they were just read
	 * @returns the settings from before the first lock. A setting that is open now was not locked, or somebody has unlocked it
	 */
	add(account: Account, groupId: GroupId, current: FoundSettings): FoundSettings {
		const key = accountKey(account, groupId);
		const first = held.get(key) ?? current;
		const found: FoundSettings = {
			onlyAdminsCanSend: current.onlyAdminsCanSend && first.onlyAdminsCanSend,
			onlyAdminsCanEdit: current.onlyAdminsCanEdit && first.onlyAdminsCanEdit,
		};
		setNewest(held, key, found, MAX_GROUPS);
		return found;
	},

	/** What the first lock found. Undefined: this process holds none. */
	of: (account: Account, groupId: GroupId): FoundSettings | undefined => held.get(accountKey(account, groupId)),

	/** Forgets the locks of a group that was unlocked. */
	release: (account: Account, groupId: GroupId): boolean => held.delete(accountKey(account, groupId)),
};
