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
			hint: 'Digits alone are enough',
		},
	],
};

/**
 * The group that the "Group" field of an item names.
 *
 * @throws WawpFailure of kind `badInput` unless it is a group id
 */
export const readGroupId = async (context: IExecuteFunctions, itemIndex: number): Promise<GroupId> =>
	await resolveGroupId(context.getNodeParameter(groupIdField.name, itemIndex));

/**
 * The group in a value of the "Group" field. The one place that resolves groups: asynchronous, because a mode may need a request.
 *
 * @throws WawpFailure of kind `badInput` unless it is a group id
 */
export const resolveGroupId = async (parameter: unknown): Promise<GroupId> =>
	await Promise.resolve(toGroupId(isLocator(parameter) ? parameter.value : parameter));

/** An expression for the whole field gives a bare value instead. */
const isLocator = (parameter: unknown): parameter is INodeParameterResourceLocator =>
	typeof parameter === 'object' && parameter !== null && '__rl' in parameter;
