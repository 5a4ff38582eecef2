import { groupIdField } from '../../../shared/groupId.field';
import type { Operation } from '../operation';
import { changeParticipants } from './changeParticipants';
import { participantsField } from './participants.field';

export const promoteParticipants: Operation = {
	value: 'promote',
	name: 'Promote Participants',
	action: 'Promote participants of group',
	description: 'Make people admins of a group',
	fields: [groupIdField, participantsField],
	execute: async (context) => await changeParticipants(context, 'promote'),
};
