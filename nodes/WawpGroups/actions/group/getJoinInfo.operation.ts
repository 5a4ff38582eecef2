import type { INodeProperties } from 'n8n-workflow';
import { EXAMPLE_LINK, JOIN_INFO_FAILURES, joinInfoCall, joinInfoFrom, toInviteCode } from '../../../wawp/inviteCode/joinInfo';
import { describeFailure } from '../../../wawp/outcome/describeFailure';
import { requestWithRetry } from '../../../wawp/transport/retry';
import { eachItem } from '../eachItem';
import type { Operation } from '../operation';
import { groupOutput } from './groupOutput';

const inviteCodeField: INodeProperties = {
	displayName: 'Invite Code',
	name: 'inviteCode',
	type: 'string',
	default: '',
	required: true,
	placeholder: `e.g. ${EXAMPLE_LINK}`,
	hint: 'A code or a full link',
	description: 'The invite code or link of the group',
};

export const getJoinInfo: Operation = {
	value: 'getJoinInfo',
	name: 'Get Join Info',
	action: 'Get join info of WhatsApp group',
	description: 'Read which WhatsApp group an invite code or link leads to, without joining it',
	fields: [inviteCodeField],
	execute: async (context) =>
		await eachItem(context, async (wawp, itemIndex) => {
			const code = toInviteCode(context.getNodeParameter(inviteCodeField.name, itemIndex));
			const outcome = await requestWithRetry(wawp, joinInfoCall(code));
			const group = joinInfoFrom(outcome);
			// The response does not list all participants, so the rights of the account are unknown.
			if (group) return { ...groupOutput(group, null), code };
			throw describeFailure(outcome, { doing: `look up the invite code ${code}`, check: '', explanations: JOIN_INFO_FAILURES });
		}),
};
