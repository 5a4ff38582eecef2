import type { IDataObject } from 'n8n-workflow';
import type { GroupDetails } from '../../../wawp/groups/groupDetails';
import type { GroupId } from '../../../wawp/ids/groupId';
import { subjectOf } from '../../../wawp/groups/groupList';

/** A group of which only the ID is known. */
export const unknownGroup = (id: GroupId): GroupDetails => ({
	id,
	name: id,
	description: null,
	participants: [],
	participantCount: null,
	size: null,
	ownerId: null,
	onlyAdminsCanSend: null,
	onlyAdminsCanEdit: null,
	createdAt: null,
	isLoaded: false,
});

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
