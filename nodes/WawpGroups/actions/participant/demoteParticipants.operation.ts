import { groupIdField } from '../../../shared/groupId.field';
import type { Operation } from '../operation';
import { changeParticipants } from './changeParticipants';
import { participantsField } from './participants.field';

export const demoteParticipants: Operation = {
	value: 'demote',
	name: 'Demote Participants',
	action: 'Demote participants of group',
	description: 'Take the admin rights of people in a group away',
	fields: [groupIdField, participantsField],
	execute: async (context) => await changeParticipants(context, 'demote'),
};
