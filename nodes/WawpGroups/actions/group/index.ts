import type { Resource } from '../operation';
import { getManyGroups } from './getMany.operation';

export const group: Resource = {
	value: 'group',
	name: 'Group',
	operations: [getManyGroups],
	defaultOperation: getManyGroups.value,
};
