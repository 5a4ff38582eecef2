import { describeFailure } from '../../../wawp/describeFailure';
import { inviteCodeFrom, inviteLink } from '../../../wawp/inviteCode';
import { eachItem } from '../eachItem';
import { groupIdField, readGroupId } from '../groupId.field';
import type { Operation } from '../operation';

export const revokeInviteCode: Operation = {
	value: 'revoke',
	name: 'Revoke Invite Code',
	action: 'Revoke group invite code',
	description: 'Make the current invite link of a group stop working and create a new one',
	fields: [groupIdField],
	execute: async (context) =>
		await eachItem(context, async (wawp, itemIndex) => {
			const groupId = readGroupId(context, itemIndex);
			const outcome = await wawp.request({
				method: 'POST',
				path: `/groups/${encodeURIComponent(groupId)}/invite-code/revoke`,
				groupId,
			});
			const code = inviteCodeFrom(outcome);
			if (!code) throw describeFailure(outcome, { doing: 'revoke the invite code', groupId });
			return { groupId, code, inviteLink: inviteLink(code), previousCode: null, rotated: true, verified: false };
		}),
};
