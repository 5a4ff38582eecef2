import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from '../../wawp/nodeError';
import { connect, type Wawp } from '../../wawp/request';

/**
 * Runs a task for each input item, one after another, and pairs each result with its item. A failed item ends the run, or with
 * "On Error: Continue" becomes an error item: thrown errors would send the input items to the success branch instead.
 *
 * @param task gives the json of the output item; its errors are turned into n8n's
 */
export async function eachItem(
	context: IExecuteFunctions,
	task: (wawp: Wawp, itemIndex: number) => Promise<IDataObject>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	let wawp: Wawp | undefined;
	for (const itemIndex of context.getInputData().keys()) {
		try {
			wawp ??= await connect(context);
			output.push({ json: await task(wawp, itemIndex), pairedItem: { item: itemIndex } });
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, { redact: wawp?.redact ?? String, itemIndex });
			if (!context.continueOnFail()) throw nodeError;
			// Not `json.error`: Retry On Fail would run the whole node again for it.
			output.push({ json: {}, error: nodeError, pairedItem: { item: itemIndex } });
		}
	}
	return output;
}
