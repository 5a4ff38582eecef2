import type { Resource } from '../operation';
import { getInviteCode } from './get.operation';
import { revokeInviteCode } from './revoke.operation';

export const inviteCode: Resource = {
	value: 'inviteCode',
	name: 'Invite Code',
	operations: [getInviteCode, revokeInviteCode],
	defaultOperation: revokeInviteCode.value,
};
