import type { GroupId } from '../ids/groupId';
import type { Explanations } from '../outcome/describeFailure';
import type { Wawp } from '../transport/request';
import { LIST_GROUPS } from './groupCalls';
import { lacksGroup } from './groupList';
import { membershipBehind, membershipIn, type Membership } from './ownRights';
import { makeChange, type Change, type ChangeMemory } from './provenChange';
import { deleteCall, joinCall, leaveCall } from './undocumentedCalls';

const CHECK = 'look at the group in WhatsApp';

/**
 * Leaves a group. The request is not repeated once it may have been carried out.
 *
 * @param memory what earlier tries of the run have proved
 * @returns whether the account was seen to be outside. False: Wawp accepted the request, but the participants cannot be read
 * @throws WawpFailure if the account is still in the group, or if this is unknown
 */
export const leaveGroup = async (wawp: Wawp, groupId: GroupId, memory: ChangeMemory): Promise<boolean> =>
	await makeChange(
		wawp,
		{
			groupId,
			name: 'leave',
			call: leaveCall(groupId),
			idempotent: false,
			needsAdmin: false,
			look: async (read, accepted) => {
				const membership = await membershipIn(wawp, groupId, read);
				// Before the account has left, an engine that has no such group may only not have loaded it.
				if (membership === 'noGroup') return accepted ? true : undefined;
				return membership === 'out' || (membership === 'in' ? false : undefined);
			},
			isShownBy: (outcome) => membershipBehind(outcome) === 'out',
			words: {
				doing: 'remove the account',
				preposition: 'from',
				result: (group) => `the account is still in ${group}`,
				asBefore: 'the account is still in the group',
				check: CHECK,
				byHand: 'Leave the group in WhatsApp',
			},
		},
		memory,
	);

/** What is known after an accepted join. Without `joined`, probably an admin has to approve it. */
export interface Joined {
	joined: boolean;
	/** Whether a list of participants shows it. */
	verified: boolean;
}

/**
 * Joins a group. The request is not repeated once it may have been carried out. Wawp accepts it also if an admin has to approve the account:
 * then the participants answer that the account is not in the group, or that there is no such group (seen in WAHA's running application).
 *
 * @param memory what earlier tries of the run have proved
 * @throws WawpFailure if the account did not join, or if this is unknown
 */
export async function joinGroup(
	wawp: Wawp,
	groupId: GroupId,
	code: string,
	memory: ChangeMemory,
	explanations: Explanations,
): Promise<Joined> {
	let membership: Membership | undefined;
	const change: Change = {
		groupId,
		name: 'join',
		call: joinCall(code),
		idempotent: false,
		needsAdmin: false,
		look: async (read) => {
			membership = await membershipIn(wawp, groupId, read);
			return membership && membership === 'in';
		},
		words: {
			doing: 'bring the account',
			preposition: 'into',
			result: (group) => `the account is in ${group}`,
			check: CHECK,
			byHand: 'Join the group in WhatsApp',
			explanations,
		},
	};
	if (await makeChange(wawp, change, memory)) return { joined: true, verified: true };
	return { joined: membership === undefined, verified: membership === 'out' };
}

/**
 * Deletes the chat of a group from the account.
 *
 * @param memory what earlier tries of the run have proved
 * @returns whether the list of groups no longer shows it. False: Wawp accepted the request, but the list cannot be read, or still shows it
 * @throws WawpFailure if it was not deleted, or if this is unknown
 */
export const deleteGroup = async (wawp: Wawp, groupId: GroupId, memory: ChangeMemory): Promise<boolean> =>
	await makeChange(
		wawp,
		{
			groupId,
			name: 'delete',
			call: deleteCall(groupId),
			idempotent: false,
			needsAdmin: false,
			look: async (read) => lacksGroup(await read(LIST_GROUPS), groupId),
			words: {
				doing: 'delete the chat',
				result: (group) => `the chat of ${group} is deleted`,
				check: CHECK,
				byHand: 'Delete the chat in WhatsApp. To end a group for everyone, remove all participants, then leave it',
			},
		},
		memory,
	);
