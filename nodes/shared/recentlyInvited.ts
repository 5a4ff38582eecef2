import { RecentKeys } from '../wawp/events/recentKeys';
import type { GroupId } from '../wawp/ids/groupId';
import type { ParticipantId } from '../wawp/ids/participantId';
import { knownCodes } from '../wawp/inviteCode/knownCodes';
import { accountKey, type Account } from '../wawp/transport/account';

/** Guests do not open a link at once. */
const LIFETIME_MS = 24 * 3_600_000;

// Several waiting lists of large groups.
const invited = new RecentKeys(LIFETIME_MS, 20_000);

const LINKS = /chat\.whatsapp\.com\/(?:invite\/)?([\w~-]{1,64})/gi;

const keyOf = (account: Account, code: string, id: ParticipantId) => accountKey(account, 'invited', code, id);

/**
 * The people to whom the action node has sent an invite link in this process. They follow it together, as soon as they have it, and are no
 * wave.
 */
export const recentlyInvited = {
	/** Notes a message to a person. @param now ms since 1970 */
	add(account: Account, id: ParticipantId, text: string, now: number): void {
		for (const [, code] of text.matchAll(LINKS)) if (code) invited.add(keyOf(account, code, id), now);
	},

	/** Notes a message with this code before it is sent. @param now ms since 1970. @returns false if the person has got it, or gets it already */
	claim(account: Account, code: string, id: ParticipantId, now: number): boolean {
		const key = keyOf(account, code, id);
		if (invited.has(key, now)) return false;
		invited.add(key, now);
		return true;
	},

	/** Forgets a claim whose message was not sent. */
	release: (account: Account, code: string, id: ParticipantId): void => invited.delete(keyOf(account, code, id)),

	/**
	 * Whether one of the IDs of a person got a link of this group. A link that was revoked meanwhile counts, too: the join may be reported late.
	 *
	 * @param now ms since 1970
	 */
	has: (account: Account, groupId: GroupId, ids: readonly ParticipantId[], now: number): boolean =>
		knownCodes.all(accountKey(account, groupId)).some((code) => ids.some((id) => invited.has(keyOf(account, code, id), now))),
};
