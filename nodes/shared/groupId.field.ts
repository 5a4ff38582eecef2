import type { IExecuteFunctions, INodeParameterResourceLocator, INodeProperties } from 'n8n-workflow';
import { EXAMPLE_GROUP_ID, toGroupId, type GroupId } from '../wawp/ids/groupId';

export const groupIdField: INodeProperties = {
	displayName: 'Group',
	name: 'groupId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a group...',
			typeOptions: { searchListMethod: 'searchGroups', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: `e.g. ${EXAMPLE_GROUP_ID}`,
			hint: 'You can leave out @g.us',
		},
	],
};

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

/** The value is bare if the whole field is an expression. */
const isLocator = (parameter: unknown): parameter is INodeParameterResourceLocator =>
	typeof parameter === 'object' && parameter !== null && '__rl' in parameter;
