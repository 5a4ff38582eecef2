import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { badInput } from '../../wawp/outcome/wawpFailure';

export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
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
 * How many results an item asks for. The limit is applied by this node: whether Wawp's lists can be cut by the server is not known.
 *
 * @throws WawpFailure of kind `badInput`
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false)) return Infinity;
	const value: unknown = context.getNodeParameter('limit', itemIndex, 50);
	const limit = typeof value === 'string' ? Number(value) : value;
	if (typeof limit === 'number' && Number.isInteger(limit) && limit >= 1) return limit;
	throw badInput('The limit must be a whole number of at least 1', 'Correct "Limit", or switch on "Return All"');
}
