import type { IDataObject } from 'n8n-workflow';
import type { GroupDetails } from '../../../wawp/groups/groupDetails';
import { subjectOf } from '../../../wawp/groups/groupList';

/** The JSON of a group. Null: Wawp does not say. */
export const groupOutput = (group: GroupDetails, isAdmin: boolean | null): IDataObject => ({
	groupId: group.id,
	subject: subjectOf(group),
	description: group.description,
	ownerId: group.ownerId,
	isAdmin,
	participantCount: group.participantCount,
	onlyAdminsCanSend: group.onlyAdminsCanSend,
	onlyAdminsCanEdit: group.onlyAdminsCanEdit,
	createdAt: group.createdAt,
});
