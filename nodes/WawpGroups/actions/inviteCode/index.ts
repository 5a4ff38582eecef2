import type { Resource } from '../operation';
import { getInviteCode } from './get.operation';
import { revokeInviteCode } from './revoke.operation';
import { sendInviteLink } from './send.operation';

export const inviteCode: Resource = {
	value: 'inviteCode',
	name: 'Invite Code',
	operations: [getInviteCode, revokeInviteCode, sendInviteLink],
	defaultOperation: revokeInviteCode.value,
};
