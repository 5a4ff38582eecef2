import type { Resource } from '../operation';
import { getInviteCode } from './getInviteCode.operation';
import { revokeInviteCode } from './revokeInviteCode.operation';
import { sendInviteLink } from './sendInviteLink.operation';

export const inviteCode: Resource = {
	value: 'inviteCode',
	name: 'Invite Code',
	operations: [getInviteCode, revokeInviteCode, sendInviteLink],
	defaultOperation: revokeInviteCode.value,
};
