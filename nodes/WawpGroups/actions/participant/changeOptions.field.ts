import type { IExecuteFunctions } from 'n8n-workflow';
import { optionsField, toBoolean, toOptions } from '../../../shared/options';

export const changeOptionsField = optionsField([
	{
		displayName: 'Verify',
		name: 'verify',
		type: 'boolean',
		default: true,
		description:
			'Whether to read the participants after the change, and compare each person with the list. Costs one more request per group.',
	},
]);

/** @throws WawpFailure of kind `badInput` if the value is neither true nor false */
export const readVerify = (context: IExecuteFunctions, itemIndex: number): boolean =>
	toBoolean(toOptions(context.getNodeParameter(changeOptionsField.name, itemIndex, {})).verify ?? true, 'Verify');
