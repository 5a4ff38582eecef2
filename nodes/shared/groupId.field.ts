import type { IExecuteFunctions } from 'n8n-workflow';
import { EXAMPLE_GROUP_ID, toGroupId, type GroupId } from '../wawp/ids/groupId';
import { groupLocator, isLocator } from './groupLocator';

export const groupIdField = groupLocator({
	displayName: 'Group',
	name: 'groupId',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: `e.g. ${EXAMPLE_GROUP_ID}`,
			hint: 'You can leave out @g.us',
		},
	],
});

/**
 * Reads the "Group" field of an item.
 *
 * @returns the group ID
 * @throws WawpFailure of kind `badInput` if the value is not a group ID
 */
export const readGroupId = async (context: IExecuteFunctions, itemIndex: number): Promise<GroupId> =>
	await resolveGroupId(context.getNodeParameter(groupIdField.name, itemIndex));

/**
 * Resolves a value of the "Group" field. All groups are resolved here. The function is asynchronous because a mode may need a
 * request.
 *
 * @param parameter a resource locator, or a bare value
 * @returns the group ID
 * @throws WawpFailure of kind `badInput` if the value is not a group ID
 */
export const resolveGroupId = async (parameter: unknown): Promise<GroupId> =>
	await Promise.resolve(toGroupId(isLocator(parameter) ? parameter.value : parameter));
