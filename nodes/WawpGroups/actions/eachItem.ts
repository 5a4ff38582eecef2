import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { clock } from '../../wawp/transport/clock';
import { WawpFailure } from '../../wawp/outcome/wawpFailure';
import { toNodeError } from '../../shared/nodeError';
import { Pacing } from '../../wawp/transport/pacing';
import type { Redact } from '../../wawp/transport/redaction';
import { connect, type Wawp } from '../../wawp/transport/request';

/**
 * Runs a task for each input item, one after another, and pairs each result with its item.
 *
 * @param task gives the json of the output item, or of several; its errors are turned into n8n's
 */
export async function eachItem(
	context: IExecuteFunctions,
	task: (wawp: Wawp, itemIndex: number, pacing: Pacing) => Promise<IDataObject | IDataObject[]>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	const pacing = new Pacing({ clock, signal: context.getExecutionCancelSignal() });
	let wawp: Wawp | undefined;
	for (const itemIndex of context.getInputData().keys()) {
		try {
			wawp ??= await connect(context, pacing);
			const result = await task(wawp, itemIndex, pacing);
			output.push(...[result].flat().map((json) => ({ json, pairedItem: { item: itemIndex } })));
		} catch (error) {
			output.push(failItem(context, error, itemIndex, wawp?.redact));
		}
	}
	return output;
}

/**
 * What each item asks for, or why that can't be told.
 *
 * @throws NodeApiError or NodeOperationError in a run that has to stop at one of its items: it sends nothing at all
 */
export function readEachItem<Wish>(context: IExecuteFunctions, read: (itemIndex: number) => Wish): Array<Wish | Error> {
	return context.getInputData().map((_item, itemIndex) => {
		try {
			return read(itemIndex);
		} catch (error) {
			if (!context.continueOnFail()) failItem(context, error, itemIndex);
			return error as Error;
		}
	});
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
