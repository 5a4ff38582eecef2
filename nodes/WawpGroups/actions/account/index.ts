import type { Resource } from '../operation';
import { getAccountStatus } from './getStatus.operation';

export const account: Resource = {
	value: 'account',
	name: 'Account',
	operations: [getAccountStatus],
	defaultOperation: getAccountStatus.value,
};
