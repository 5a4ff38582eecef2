import { groupIdField } from '../../../shared/groupId.field';
import { leaveGroup as leave } from '../../../wawp/groups/membership';
import type { Operation } from '../operation';
import { changeGroups } from './changeGroups';

export const leaveGroup: Operation = {
	value: 'leave',
	name: 'Leave Group',
	action: 'Leave WhatsApp group',
	description: 'Leave a WhatsApp group, which the account then can no longer protect (only an invitation brings it back)',
	isFinal: true,
	isUndocumented: true,
	fields: [groupIdField],
	execute: async (context) =>
		await changeGroups(context, 'left', async (wawp, groupId, memory) => ({
			groupId,
			left: true,
			verified: await leave(wawp, groupId, memory),
		})),
};
