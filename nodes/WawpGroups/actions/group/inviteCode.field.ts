import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { EXAMPLE_LINK, toInviteCode } from '../../../wawp/inviteCode/joinInfo';

export const inviteCodeField: INodeProperties = {
	displayName: 'Invite Code',
	name: 'inviteCode',
	type: 'string',
	default: '',
	required: true,
	placeholder: `e.g. ${EXAMPLE_LINK}`,
	hint: 'A code or a full link',
	description: 'The invite code or link of the group',
};

/**
 * @returns the bare code
 * @throws WawpFailure of kind `badInput` if the value is neither a code nor a link
 */
export const readInviteCode = (context: IExecuteFunctions, itemIndex: number): string =>
	toInviteCode(context.getNodeParameter(inviteCodeField.name, itemIndex));
