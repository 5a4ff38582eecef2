import { RecentKeys } from '../wawp/events/recentKeys';
import type { GroupId } from '../wawp/ids/groupId';
import type { ParticipantId } from '../wawp/ids/participantId';
import { accountKey, type Account } from '../wawp/transport/account';

// A join is reported within seconds, or after the retries of a delivery.
const LIFETIME_MS = 600_000;

const added = new RecentKeys(LIFETIME_MS, 10_000);

const keyOf = (account: Account, groupId: GroupId, id: ParticipantId) => accountKey(account, groupId, id);

/**
 * The people whom the action node has added to groups in this process. Some engines do not report how somebody joined, and people who were
 * added are no wave.
 */
export const recentlyAdded = {
	/** @param now ms since 1970 */
	add: (account: Account, groupId: GroupId, id: ParticipantId, now: number): void => added.add(keyOf(account, groupId, id), now),

	delete: (account: Account, groupId: GroupId, id: ParticipantId): void => added.delete(keyOf(account, groupId, id)),

	/** Whether one of the IDs of a person was added. @param now ms since 1970 */
	has: (account: Account, groupId: GroupId, ids: readonly ParticipantId[], now: number): boolean =>
		ids.some((id) => added.has(keyOf(account, groupId, id), now)),
};
