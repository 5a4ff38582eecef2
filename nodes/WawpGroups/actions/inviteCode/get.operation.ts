import { groupIdField, readGroupId } from '../../../shared/groupId.field';
import { inviteLink } from '../../../wawp/inviteCode/inviteCode';
import { readInviteCode } from '../../../wawp/inviteCode/readInviteCode';
import { eachRequest, readEachItem } from '../eachItem';
import type { Operation } from '../operation';

export const getInviteCode: Operation = {
	value: 'get',
	name: 'Get Invite Code',
	action: 'Get WhatsApp group invite code',
	description: 'Read the current invite code and link of a WhatsApp group, without changing them',
	fields: [groupIdField],
	execute: async (context) => {
		const groups = await readEachItem(context, async (itemIndex) => await readGroupId(context, itemIndex));
		return await eachRequest(context, groups, async (wawp, groupId) => {
			const code = await readInviteCode(wawp, groupId);
			return { groupId, code, inviteLink: inviteLink(code) };
		});
	},
};
