import type { INodeProperties } from 'n8n-workflow';
import { groupIdField } from '../../../shared/groupId.field';
import { readBoolean } from '../../../shared/options';
import type { Operation } from '../operation';
import { changeSettings } from './securityRun';

const sendField: INodeProperties = {
	displayName: 'Only Admins Can Send',
	name: 'onlyAdminsCanSend',
	type: 'boolean',
	default: false,
	description:
		'Whether only admins can send messages afterwards. To restore what "Lock Group" found, use an expression with its output field onlyAdminsCanSend.',
};

const editField: INodeProperties = {
	displayName: 'Only Admins Can Edit',
	name: 'onlyAdminsCanEdit',
	type: 'boolean',
	default: false,
	description:
		'Whether only admins can edit the group info afterwards. To restore what "Lock Group" found, use an expression with its output field onlyAdminsCanEdit.',
};

export const unlockGroup: Operation = {
	value: 'unlock',
	name: 'Unlock Group',
	action: 'Unlock WhatsApp group',
	description: 'Let everyone send messages in a WhatsApp group and edit its info again, or restore what Lock Group found',
	isUndocumented: true,
	fields: [groupIdField, sendField, editField],
	execute: async (context) =>
		await changeSettings(context, (itemIndex) => ({
			// An empty value is invalid: the expression does not find the output of Lock Group.
			onlyAdminsCanSend: readBoolean(context, itemIndex, sendField),
			onlyAdminsCanEdit: readBoolean(context, itemIndex, editField),
		})),
};
