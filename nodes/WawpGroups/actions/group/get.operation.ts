import { groupIdField, readGroupId } from '../../../shared/groupId.field';
import { readGroupCall } from '../../../wawp/groups/groupCalls';
import { groupFrom } from '../../../wawp/groups/groupDetails';
import { rightsBehind } from '../../../wawp/groups/ownRights';
import { describeFailure } from '../../../wawp/outcome/describeFailure';
import { requestWithRetry } from '../../../wawp/transport/retry';
import { eachRequest, readEachItem } from '../eachItem';
import type { Operation } from '../operation';
import { AdminCheck } from './adminCheck';
import { groupOutput } from './groupOutput';

export const getGroup: Operation = {
	value: 'get',
	name: 'Get Group',
	action: 'Get WhatsApp group',
	description: 'Read the subject, the owner and the settings of a WhatsApp group, and whether the account is an admin of it',
	fields: [groupIdField],
	execute: async (context) => {
		let check: AdminCheck | undefined;
		const groups = await readEachItem(context, async (itemIndex) => await readGroupId(context, itemIndex));
		return await eachRequest(context, groups, async (wawp, groupId) => {
			const outcome = await requestWithRetry(wawp, readGroupCall(groupId));
			const group = groupFrom(outcome, groupId);
			if (!group) {
				const rights = await rightsBehind(wawp, groupId, outcome);
				throw describeFailure(outcome, { doing: 'read the details', groupId, rights, check: 'check the group' });
			}
			check ??= new AdminCheck(wawp, false);
			return groupOutput(group, await check.isAdmin(group));
		});
	},
};
