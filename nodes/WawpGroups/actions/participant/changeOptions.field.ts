import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { toBoolean, toOptions } from '../../../shared/options';

export const changeOptionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Verify',
			name: 'verify',
			type: 'boolean',
			default: true,
			description:
				'Whether to read the participants after the change, and compare each person with the list. Costs one more request per group.',
		},
	],
};

/** @throws WawpFailure of kind `badInput` if the value is neither true nor false */
export const readVerify = (context: IExecuteFunctions, itemIndex: number): boolean =>
	toBoolean(toOptions(context.getNodeParameter(changeOptionsField.name, itemIndex, {})).verify ?? true, 'Verify');
