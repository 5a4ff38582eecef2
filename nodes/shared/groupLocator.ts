import type { INodeParameterResourceLocator, INodeProperties, INodePropertyMode } from 'n8n-workflow';

interface LocatorField extends Pick<INodeProperties, 'displayName' | 'name' | 'description'> {
	/** The modes after "From List". */
	modes: INodePropertyMode[];
}

/** A required field in which you choose a group from a searchable list, or enter something else. */
export const groupLocator = ({ modes, ...field }: LocatorField): INodeProperties => ({
	...field,
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
		...modes,
	],
});

/** Whether the value of such a field has a mode. The value is bare if the whole field is an expression. */
export const isLocator = (parameter: unknown): parameter is INodeParameterResourceLocator =>
	typeof parameter === 'object' && parameter !== null && '__rl' in parameter;
