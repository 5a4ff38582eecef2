import type { Resource } from '../operation';
import { getManyGroups } from './getMany.operation';
import { lockGroup } from './lock.operation';
import { unlockGroup } from './unlock.operation';

export const group: Resource = {
	value: 'group',
	name: 'Group',
	operations: [getManyGroups, lockGroup, unlockGroup],
	defaultOperation: getManyGroups.value,
};
