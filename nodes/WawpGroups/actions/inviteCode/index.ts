import type { Resource } from '../operation';
import { getInviteCode } from './getInviteCode.operation';
import { revokeInviteCode } from './revokeInviteCode.operation';

export const inviteCode: Resource = {
	value: 'inviteCode',
	name: 'Invite Code',
	operations: [getInviteCode, revokeInviteCode],
	defaultOperation: revokeInviteCode.value,
};
