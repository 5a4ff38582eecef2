import { groupIdField } from '../../../shared/groupId.field';
import { deleteGroup as deleteChat } from '../../../wawp/groups/membership';
import type { Operation } from '../operation';
import { changeGroups } from './changeGroups';

export const deleteGroup: Operation = {
	value: 'delete',
	name: 'Delete Group',
	action: 'Delete WhatsApp group',
	description:
		'Delete the chat of a WhatsApp group from the account, while the group itself stays for everyone else (to end it, remove all participants, then leave it)',
	isFinal: true,
	isUndocumented: true,
	fields: [groupIdField],
	execute: async (context) =>
		await changeGroups(context, 'deleted', async (wawp, groupId, memory) => ({
			groupId,
			deleted: true,
			verified: await deleteChat(wawp, groupId, memory),
		})),
};
