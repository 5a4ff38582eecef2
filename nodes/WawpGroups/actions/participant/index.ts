import type { Resource } from '../operation';
import { addParticipants } from './addParticipants.operation';
import { demoteParticipants } from './demoteParticipants.operation';
import { getManyParticipants } from './getMany.operation';
import { promoteParticipants } from './promoteParticipants.operation';
import { removeParticipants } from './removeParticipants.operation';

export const participant: Resource = {
	value: 'participant',
	name: 'Participant',
	operations: [addParticipants, demoteParticipants, getManyParticipants, promoteParticipants, removeParticipants],
	defaultOperation: getManyParticipants.value,
};
