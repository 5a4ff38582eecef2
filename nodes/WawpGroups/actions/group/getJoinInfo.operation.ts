import { lookUp } from '../../../wawp/inviteCode/joinInfo';
import { eachItem } from '../eachItem';
import type { Operation } from '../operation';
import { groupOutput } from './groupOutput';
import { inviteCodeField, readInviteCode } from './inviteCode.field';

export const getJoinInfo: Operation = {
	value: 'getJoinInfo',
	name: 'Get Join Info',
	action: 'Get join info of WhatsApp group',
	description: 'Read which WhatsApp group an invite code or link leads to, without joining it',
	fields: [inviteCodeField],
	execute: async (context) =>
		await eachItem(context, async (wawp, itemIndex) => {
			const code = readInviteCode(context, itemIndex);
			// The response does not list all participants, so the rights of the account are unknown.
			return { ...groupOutput(await lookUp(wawp, code), null), code };
		}),
};
