import type { Resource } from '../operation';
import { addParticipants, demoteParticipants, promoteParticipants, removeParticipants } from './change.operations';
import { getManyParticipants } from './getMany.operation';

export const participant: Resource = {
	value: 'participant',
	name: 'Participant',
	operations: [addParticipants, demoteParticipants, getManyParticipants, promoteParticipants, removeParticipants],
	defaultOperation: getManyParticipants.value,
};
