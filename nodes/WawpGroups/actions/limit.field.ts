import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readBoolean } from '../../shared/options';
import { badInput } from '../../wawp/outcome/wawpFailure';

const returnAllField: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limitFields: INodeProperties[] = [
	returnAllField,
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/**
 * Reads "Return All" and "Limit" of an item. The node applies the limit itself, because it is unknown whether Wawp can limit its
 * lists.
 *
 * @returns the maximum number of results; Infinity for all
 * @throws WawpFailure of kind `badInput` if the limit is not a whole number of at least 1
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (readBoolean(context, itemIndex, returnAllField)) return Infinity;
	const value: unknown = context.getNodeParameter('limit', itemIndex, 50);
	const limit = typeof value === 'string' ? Number(value) : value;
	if (typeof limit === 'number' && Number.isInteger(limit) && limit >= 1) return limit;
	throw badInput('The limit must be a whole number of at least 1', 'Correct "Limit", or turn on "Return All"');
}
