import { groupIdField } from '../../../shared/groupId.field';
import type { Operation } from '../operation';
import { changeSettings } from './securityRun';

export const lockGroup: Operation = {
	value: 'lock',
	name: 'Lock Group',
	action: 'Lock WhatsApp group',
	description: 'Let only admins send messages in a WhatsApp group and edit its info',
	isUndocumented: true,
	fields: [groupIdField],
	execute: async (context) =>
		await changeSettings(context, () => ({ onlyAdminsCanSend: true, onlyAdminsCanEdit: true }), { isLock: true }),
};
