import type { IDataObject } from 'n8n-workflow';
import { joinGroup as join } from '../../../wawp/groups/membership';
import { JOIN_FAILURES, lookUp } from '../../../wawp/inviteCode/joinInfo';
import { eachRequest, readEachItem, withDone } from '../eachItem';
import { counted, showHint } from '../hint';
import type { Operation } from '../operation';
import { retryMemory } from '../retryMemory';
import { onceInRun } from './changeGroups';
import { inviteCodeField, readInviteCode } from './inviteCode.field';

export const joinGroup: Operation = {
	value: 'join',
	name: 'Join Group',
	action: 'Join WhatsApp group',
	description: 'Let the account join the WhatsApp group that an invite code or link leads to',
	isUndocumented: true,
	fields: [inviteCodeField],
	execute: async (context) => {
		const codes = await readEachItem(context, (itemIndex) => readInviteCode(context, itemIndex));
		const output = await eachRequest(context, codes, async (wawp, code) => {
			return await onceInRun(context, code, async (memory) => {
				const { id: groupId, name: subject } = await lookUp(wawp, code);
				return { groupId, subject, ...(await join(wawp, groupId, code, memory, JOIN_FAILURES)) };
			}).catch((error: unknown) => {
				const asked = [...retryMemory<IDataObject>(context).values()].flatMap(({ groupId }) =>
					typeof groupId === 'string' ? groupId : [],
				);
				throw withDone(context, error, 'joined, or asked to join,', asked);
			});
		});
		const waiting = output.filter(({ json }) => json.joined === false).length;
		const unverified = output.filter(({ json: { joined, verified } }) => joined === true && verified === false).length;
		showHint(
			context,
			counted(waiting, 'group', 'not joined yet: probably an admin has to approve it'),
			counted(unverified, 'group', 'joined but not verified: look at WhatsApp, an admin may have to approve it'),
		);
		return output;
	},
};
