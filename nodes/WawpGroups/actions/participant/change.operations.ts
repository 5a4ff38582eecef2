import { groupIdField } from '../../../shared/groupId.field';
import type { ParticipantChange } from '../../../wawp/groups/participantChange';
import type { Operation } from '../operation';
import { changeParticipants } from './changeParticipants';
import { participantsField } from './participants.field';
import { changeOptionsField, removeOptionsField } from './changeOptions.field';

/** Creates one of the four operations. They differ only in their texts and in the request. */
const change = (value: ParticipantChange, texts: Pick<Operation, 'name' | 'action' | 'description' | 'isFinal'>): Operation => ({
	value,
	...texts,
	fields: [groupIdField, participantsField, value === 'remove' ? removeOptionsField : changeOptionsField],
	execute: async (context) => await changeParticipants(context, value),
});

export const addParticipants = change('add', {
	name: 'Add Participants',
	action: 'Add participants to WhatsApp group',
	description: 'Add people to a WhatsApp group, and show whose privacy settings require an invite link instead',
});

export const removeParticipants = change('remove', {
	name: 'Remove Participants',
	action: 'Remove participants from WhatsApp group',
	description: 'Remove people from a WhatsApp group, but never admins or protected people: they lose access to it at once',
	isFinal: true,
});

export const promoteParticipants = change('promote', {
	name: 'Promote Participants',
	action: 'Promote participants of WhatsApp group',
	description: 'Make people admins of a WhatsApp group: they can then remove participants and revoke the link',
});

export const demoteParticipants = change('demote', {
	name: 'Demote Participants',
	action: 'Demote participants of WhatsApp group',
	description: 'Remove admin rights from people in a WhatsApp group',
});
