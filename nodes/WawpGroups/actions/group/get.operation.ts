import type { INodeProperties } from 'n8n-workflow';
import { groupIdField, readGroupId } from '../../../shared/groupId.field';
import { readBoolean } from '../../../shared/options';
import { readGroupCall } from '../../../wawp/groups/groupCalls';
import { groupFrom } from '../../../wawp/groups/groupDetails';
import { pictureUrlFrom } from '../../../wawp/groups/groupPicture';
import { rightsBehind } from '../../../wawp/groups/ownRights';
import { readPictureCall } from '../../../wawp/groups/undocumentedCalls';
import { describeFailure } from '../../../wawp/outcome/describeFailure';
import { requestWithRetry } from '../../../wawp/transport/retry';
import { eachRequest, readEachItem } from '../eachItem';
import type { Operation } from '../operation';
import { AdminCheck } from './adminCheck';
import { groupOutput } from './groupOutput';

const includePictureField: INodeProperties = {
	displayName: 'Include Picture',
	name: 'includePicture',
	type: 'boolean',
	default: false,
	description: 'Whether to output the address of the picture as pictureUrl. Costs one more request for each item.',
};

export const getGroup: Operation = {
	value: 'get',
	name: 'Get Group',
	action: 'Get WhatsApp group',
	description: 'Read the subject, the owner and the settings of a WhatsApp group, and whether the account is an admin of it',
	fields: [groupIdField, includePictureField],
	execute: async (context) => {
		let check: AdminCheck | undefined;
		const requests = await readEachItem(context, async (itemIndex) => ({
			groupId: await readGroupId(context, itemIndex),
			includePicture: readBoolean(context, itemIndex, includePictureField),
		}));
		return await eachRequest(context, requests, async (wawp, { groupId, includePicture }) => {
			const outcome = await requestWithRetry(wawp, readGroupCall(groupId));
			const group = groupFrom(outcome, groupId);
			if (!group) {
				const rights = await rightsBehind(wawp, groupId, outcome);
				throw describeFailure(outcome, { doing: 'read the details', groupId, rights, check: 'check the group' });
			}
			check ??= new AdminCheck(wawp, false);
			const json = groupOutput(group, await check.isAdmin(group));
			if (!includePicture) return json;
			return { ...json, pictureUrl: pictureUrlFrom(await requestWithRetry(wawp, readPictureCall(groupId))) };
		});
	},
};
