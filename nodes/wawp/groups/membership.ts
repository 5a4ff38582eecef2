import type { GroupId } from '../ids/groupId';
import type { Explanations } from '../outcome/describeFailure';
import type { Wawp } from '../transport/request';
import { requestWithRetry } from '../transport/retry';
import { LIST_GROUPS } from './groupCalls';
import { groupsFrom } from './groupList';
import { isInGroup } from './ownRights';
import { ensureChange, makeChange } from './provenChange';
import { deleteCall, joinCall, leaveCall } from './undocumentedCalls';

const CHECK = 'look at the group in WhatsApp';

/**
 * Leaves a group. Does nothing if the account is not in it. The request is not repeated before the node has looked.
 *
 * @returns whether the account was seen to be outside. False: Wawp accepted the request, but the participants cannot be read
 * @throws WawpFailure if the account is still in the group, or if this is unknown
 */
export const leaveGroup = async (wawp: Wawp, groupId: GroupId): Promise<boolean> =>
	await ensureChange(wawp, {
		groupId,
		call: leaveCall(groupId),
		idempotent: false,
		look: async () => {
			const isIn = await isInGroup(wawp, groupId);
			return isIn === undefined ? undefined : !isIn;
		},
		words: {
			doing: 'remove the account',
			preposition: 'from',
			result: (group) => `the account is still in ${group}`,
			asBefore: 'the account is still in the group',
			check: CHECK,
			byHand: 'Leave the group in WhatsApp',
		},
	});

/**
 * Joins a group. Does nothing if the account is in it. The request is not repeated before the node has looked.
 *
 * @returns whether the account was seen in the group. Null: it was seen outside, probably because an admin has to approve it. False: Wawp
 * accepted the request, but the participants cannot be read
 * @throws WawpFailure if the account did not join, or if this is unknown
 */
export async function joinGroup(wawp: Wawp, groupId: GroupId, code: string, explanations: Explanations): Promise<boolean | null> {
	const look = async () => await isInGroup(wawp, groupId);
	const isSeen = await ensureChange(wawp, {
		groupId,
		call: joinCall(code),
		idempotent: false,
		look,
		words: {
			doing: 'bring the account',
			preposition: 'into',
			result: (group) => `the account is in ${group}`,
			check: CHECK,
			byHand: 'Join the group in WhatsApp',
			explanations,
		},
	});
	return isSeen || ((await look()) === false ? null : false);
}

/**
 * Deletes the chat of a group from the account.
 *
 * @returns whether the list of groups no longer shows it. False: Wawp accepted the request, but the list cannot be read, or still shows it
 * @throws WawpFailure if it was not deleted, or if this is unknown
 */
export const deleteGroup = async (wawp: Wawp, groupId: GroupId): Promise<boolean> =>
	await makeChange(wawp, {
		groupId,
		call: deleteCall(groupId),
		idempotent: false,
		look: async () => {
			const groups = groupsFrom(await requestWithRetry(wawp, LIST_GROUPS));
			return groups && groups.every(({ id }) => id !== groupId);
		},
		words: {
			doing: 'delete the chat',
			result: (group) => `the chat of ${group} is deleted`,
			check: CHECK,
			byHand: 'Delete the chat in WhatsApp. To end a group for everyone, remove all participants, then leave it',
		},
	});
