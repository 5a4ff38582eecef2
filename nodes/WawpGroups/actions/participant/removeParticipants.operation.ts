import { groupIdField } from '../../../shared/groupId.field';
import type { Operation } from '../operation';
import { changeParticipants } from './changeParticipants';
import { participantsField } from './participants.field';

export const removeParticipants: Operation = {
	value: 'remove',
	name: 'Remove Participants',
	action: 'Remove participants from group',
	description: 'Take people out of a group',
	fields: [groupIdField, participantsField],
	execute: async (context) => await changeParticipants(context, 'remove'),
};
