import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { redactFor } from '../../../wawp/transport/request';
import { failItem } from '../eachItem';

/**
 * Runs a task once for all input items: it reads the items of other nodes.
 *
 * @param task returns the JSON of the output items
 * @returns the output items, paired with the first input item; one error item if the task fails
 * @throws NodeApiError or NodeOperationError if the failure ends the run
 */
export async function once(
	context: IExecuteFunctions,
	task: () => Promise<IDataObject[]> | IDataObject[],
): Promise<INodeExecutionData[]> {
	try {
		return (await task()).map((json) => ({ json, pairedItem: { item: 0 } }));
	} catch (error) {
		return [failItem(context, error, 0, await redactFor(context))];
	}
}
