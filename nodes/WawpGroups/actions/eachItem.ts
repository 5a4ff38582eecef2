import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { WawpFailure } from '../../wawp/outcome/wawpFailure';
import { toNodeError } from '../../shared/nodeError';
import type { Redact } from '../../wawp/transport/redaction';
import { connect, type Wawp } from '../../wawp/transport/request';

/**
 * Runs a task for each input item, one after another, and pairs each result with its item.
 *
 * @param task gives the json of the output item, or of several; its errors are turned into n8n's
 */
export async function eachItem(
	context: IExecuteFunctions,
	task: (wawp: Wawp, itemIndex: number) => Promise<IDataObject | IDataObject[]>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	let wawp: Wawp | undefined;
	for (const itemIndex of context.getInputData().keys()) {
		try {
			wawp ??= await connect(context);
			const result = await task(wawp, itemIndex);
			output.push(...[result].flat().map((json) => ({ json, pairedItem: { item: itemIndex } })));
		} catch (error) {
			output.push(failItem(context, error, itemIndex, wawp?.redact));
		}
	}
	return output;
}

/**
 * Reads the parameters of all items before the first request.
 *
 * @returns what each item asks for, or why it cannot be read
 * @throws NodeApiError or NodeOperationError in a run that has to stop at one of its items: then nothing is sent at all
 */
export async function readEachItem<ItemRequest>(
	context: IExecuteFunctions,
	read: (itemIndex: number) => ItemRequest | Promise<ItemRequest>,
): Promise<Array<ItemRequest | Error>> {
	const requests: Array<ItemRequest | Error> = [];
	for (const itemIndex of context.getInputData().keys()) {
		try {
			requests.push(await read(itemIndex));
		} catch (error) {
			if (!context.continueOnFail()) failItem(context, error, itemIndex);
			requests.push(error as Error);
		}
	}
	return requests;
}

/**
 * What a failed item becomes: with "On Error: Continue" an error item, since an error thrown there would send the input items to
 * the success branch.
 *
 * @throws NodeApiError or NodeOperationError where the failure ends the run
 */
export function failItem(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
	redact: Redact = String,
): INodeExecutionData {
	const nodeError = toNodeError(context.getNode(), error, { redact, itemIndex });
	if (endsRun(context, error)) throw nodeError;
	// Not `json.error`: Retry On Fail would run the whole node again for it.
	return { json: {}, error: nodeError, pairedItem: { item: itemIndex } };
}

export const endsRun = (context: IExecuteFunctions, error: unknown): boolean =>
	!context.continueOnFail() || (error instanceof WawpFailure && error.kind === 'canceled');
