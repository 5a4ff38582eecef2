import type { Resource } from '../operation';
import { getGroup } from './get.operation';
import { getJoinInfo } from './getJoinInfo.operation';
import { getManyGroups } from './getMany.operation';
import { lockGroup } from './lock.operation';
import { unlockGroup } from './unlock.operation';

export const group: Resource = {
	value: 'group',
	name: 'Group',
	operations: [getGroup, getJoinInfo, getManyGroups, lockGroup, unlockGroup],
	defaultOperation: getManyGroups.value,
};
