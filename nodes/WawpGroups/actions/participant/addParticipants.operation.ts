import { groupIdField } from '../../../shared/groupId.field';
import type { Operation } from '../operation';
import { changeParticipants } from './changeParticipants';
import { participantsField } from './participants.field';

export const addParticipants: Operation = {
	value: 'add',
	name: 'Add Participants',
	action: 'Add participants to group',
	description: 'Add people to a group; those whose privacy settings forbid it are reported, so that they can get the invite link',
	fields: [groupIdField, participantsField],
	execute: async (context) => await changeParticipants(context, 'add'),
};
