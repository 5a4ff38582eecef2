import type { Resource } from '../operation';
import { createGroup } from './create.operation';
import { deleteGroup } from './delete.operation';
import { getGroup } from './get.operation';
import { getJoinInfo } from './getJoinInfo.operation';
import { getManyGroups } from './getMany.operation';
import { joinGroup } from './join.operation';
import { leaveGroup } from './leave.operation';
import { lockGroup } from './lock.operation';
import { refreshGroups } from './refresh.operation';
import { unlockGroup } from './unlock.operation';
import { updateGroup } from './update.operation';

export const group: Resource = {
	value: 'group',
	name: 'Group',
	operations: [
		createGroup,
		deleteGroup,
		getGroup,
		getJoinInfo,
		getManyGroups,
		joinGroup,
		leaveGroup,
		lockGroup,
		refreshGroups,
		unlockGroup,
		updateGroup,
	],
	defaultOperation: getManyGroups.value,
};
