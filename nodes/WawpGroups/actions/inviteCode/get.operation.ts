import { describeFailure } from '../../../wawp/outcome/describeFailure';
import { inviteCodeFrom, inviteLink } from '../../../wawp/inviteCode/inviteCode';
import { requestCode } from '../../../wawp/inviteCode/inviteCodeCalls';
import { eachItem } from '../eachItem';
import { groupIdField, readGroupId } from '../../../shared/groupId.field';
import type { Operation } from '../operation';

export const getInviteCode: Operation = {
	value: 'get',
	name: 'Get Invite Code',
	action: 'Get group invite code',
	description: 'Read the current invite code and link of a group, without changing them',
	fields: [groupIdField],
	execute: async (context) =>
		await eachItem(context, async (wawp, itemIndex) => {
			const groupId = readGroupId(context, itemIndex);
			const outcome = await requestCode(wawp, groupId);
			const code = inviteCodeFrom(outcome);
			if (!code) throw describeFailure(outcome, { doing: 'read the invite code', groupId });
			return { groupId, code, inviteLink: inviteLink(code) };
		}),
};
