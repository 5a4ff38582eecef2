/** The operations of the resource, one line for each. `resources.ts` sorts them by name. */
export { addParticipants, demoteParticipants, promoteParticipants, removeParticipants } from './change.operations';
export { getManyParticipants } from './getMany.operation';
