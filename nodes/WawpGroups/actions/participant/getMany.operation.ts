import type { IDataObject } from 'n8n-workflow';
import { describeFailure } from '../../../wawp/outcome/describeFailure';
import { listParticipants } from '../../../wawp/groups/groupCalls';
import type { GroupId } from '../../../wawp/ids/groupId';
import type { Participant } from '../../../wawp/groups/participantList';
import { seeParticipants } from '../../../wawp/groups/seenPeople';
import { requestWithRetry } from '../../../wawp/transport/retry';
import { eachRequest, readEachItem } from '../eachItem';
import { groupIdField, readGroupId } from '../../../shared/groupId.field';
import { limitFields, readLimit } from '../limit.field';
import type { Operation } from '../operation';

export const getManyParticipants: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many participants of WhatsApp group',
	description: 'List the people in a WhatsApp group, with the role of each',
	fields: [groupIdField, ...limitFields],
	execute: async (context) => {
		const requests = await readEachItem(context, async (itemIndex) => ({
			groupId: await readGroupId(context, itemIndex),
			limit: readLimit(context, itemIndex),
		}));
		return await eachRequest(context, requests, async (wawp, { groupId, limit }) => {
			const outcome = await requestWithRetry(wawp, listParticipants(groupId));
			const participants = seeParticipants(wawp, outcome);
			if (!participants) throw describeFailure(outcome, { doing: 'list the participants', groupId, check: 'check the group' });
			return participants
				.filter(({ id }) => id !== null)
				.slice(0, limit)
				.map((participant) => toJson(groupId, participant));
		});
	},
};

const toJson = (groupId: GroupId, { id, phoneNumberId, lid, role }: Participant): IDataObject => ({
	groupId,
	participantId: id,
	phoneNumberId,
	lid,
	role,
	isAdmin: role !== 'participant',
	isSuperAdmin: role === 'superadmin',
});
