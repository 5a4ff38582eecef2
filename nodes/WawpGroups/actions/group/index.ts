/** The operations of the resource, one line for each. `resources.ts` sorts them by name. */
export { createGroup } from './create.operation';
export { deleteGroup } from './delete.operation';
export { getGroup } from './get.operation';
export { getJoinInfo } from './getJoinInfo.operation';
export { getManyGroups } from './getMany.operation';
export { joinGroup } from './join.operation';
export { leaveGroup } from './leave.operation';
export { lockGroup } from './lock.operation';
export { refreshGroups } from './refresh.operation';
export { unlockGroup } from './unlock.operation';
export { updateGroup } from './update.operation';
