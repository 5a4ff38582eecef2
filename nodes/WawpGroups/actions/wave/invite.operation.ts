import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { toMessageText } from '../../../wawp/messages/messageText';
import { connect } from '../../../wawp/transport/request';
import type { Operation } from '../operation';
import { InviteRun } from './inviteRun';
import { once } from './once';
import { readRemoved, readRows, readWave, removedField, rowsField, waveField } from './wave.fields';

const messageField: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 3 },
	default: 'Our group {group} has a new invite link. The old one no longer works. Join here: {link}',
	required: true,
	description: 'What each person gets. {group} is the name of the group and {link} its current invite link.',
};

export const inviteWaiting: Operation = {
	value: 'invite',
	name: 'Invite Waiting People',
	action: 'Invite waiting people after WhatsApp wave',
	description: 'Send the new invite link to the people who wait for it, each once: the rows with the outcome "waiting"',
	fields: [waveField, rowsField, removedField, messageField],
	execute: async (context) =>
		await once(context, async () => {
			const run = new InviteRun(context, await connect(context), toMessageText(context.getNodeParameter(messageField.name, 0)));
			return (await run.inviteAll(readWave(context), readRows(context), readRemoved(context))) as unknown as IDataObject[];
		}),
};
