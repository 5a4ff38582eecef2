import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { toBoolean, toOptions } from '../../../shared/options';
import type { JsonObject } from '../../../wawp/outcome/json';
import { badInput } from '../../../wawp/outcome/wawpFailure';
import { toChoices, type Form } from '../../../wawp/questions/question';

const onlyFor = (responseType: Form['type'], field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { responseType: [responseType] } },
});

/** How a list of choices can be answered. */
export const choiceOptions: INodeProperties[] = [
	{
		displayName: 'Allow Several Choices',
		name: 'allowSeveral',
		type: 'boolean',
		default: true,
		description: 'Whether more than one choice, or none, can be the answer',
		displayOptions: { show: { '/responseType': ['choose'] } },
	},
	{
		displayName: 'Choices Text',
		name: 'choicesText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Whoever is checked will be removed',
		description: 'What it means to check a choice. The page shows it above the choices.',
		displayOptions: { show: { '/responseType': ['choose'] } },
	},
];

/** The names and values of an approval are those of n8n's own nodes: n8n shows them in a human review tool. */
export const responseFields: INodeProperties[] = [
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		default: 'approval',
		options: [
			{ name: 'Approval', value: 'approval', description: 'One or two buttons' },
			{ name: 'Choose', value: 'choose', description: 'Choices to check, from a list' },
			{ name: 'Free Text', value: 'freeText', description: 'A text' },
		],
	},
	onlyFor('approval', {
		displayName: 'Approval Options',
		name: 'approvalOptions',
		type: 'fixedCollection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [
					{
						displayName: 'Type of Approval',
						name: 'approvalType',
						type: 'options',
						default: 'single',
						options: [
							{ name: 'Approve Only', value: 'single' },
							{ name: 'Approve and Disapprove', value: 'double' },
						],
					},
					{ displayName: 'Approve Button Label', name: 'approveLabel', type: 'string', default: 'Approve' },
					{
						displayName: 'Disapprove Button Label',
						name: 'disapproveLabel',
						type: 'string',
						default: 'Decline',
						displayOptions: { show: { approvalType: ['double'] } },
					},
				],
			},
		],
	}),
	onlyFor('choose', {
		displayName: 'Choices',
		name: 'choices',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.choices }}',
		description:
			'An expression that returns a list of objects with "value" and "label". With "checked": true, a choice is checked at first.',
	}),
];

/**
 * Reads how the question can be answered.
 *
 * @throws WawpFailure of kind `badInput` if the choices are invalid
 */
export function readForm(context: IExecuteFunctions, options: JsonObject): Form {
	const type = context.getNodeParameter('responseType', 0, 'approval') as string;
	if (type === 'freeText') return { type };
	if (type === 'choose') {
		return {
			type,
			choices: toChoices(context.getNodeParameter('choices', 0)),
			several: toBoolean(options.allowSeveral ?? true, 'Allow Several Choices'),
			about: labelFrom(options.choicesText, 'Choose'),
		};
	}
	if (type !== 'approval') throw badInput(`There is no response type "${type}"`, 'Choose one in the "Response Type" field');
	const { values } = toOptions(context.getNodeParameter('approvalOptions', 0, {}));
	const { approvalType, approveLabel, disapproveLabel } = toOptions(values);
	return {
		type,
		approve: labelFrom(approveLabel, 'Approve'),
		...(approvalType === 'double' && { decline: labelFrom(disapproveLabel, 'Decline') }),
	};
}

/** A text of a field, or the fallback if it is empty. */
export const labelFrom = (value: unknown, fallback: string): string =>
	typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
