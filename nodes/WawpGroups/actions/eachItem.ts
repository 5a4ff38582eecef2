import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { WawpFailure } from '../../wawp/outcome/wawpFailure';
import { toNodeError } from '../../shared/nodeError';
import type { Redact } from '../../wawp/transport/redaction';
import { connect, redactFor, type Wawp } from '../../wawp/transport/request';
import { showHint, waited } from './hint';
import { collectLinks, lookUpLinks, type LookUpOptions } from './inviteLinks';
import { isToolCall } from './toolCall';

/**
 * Runs a task for each input item, one after another, and pairs each result with its item.
 *
 * @param task returns the JSON of one or more output items
 * @returns the output items; an item whose task fails becomes an error item
 * @throws NodeApiError or NodeOperationError if a failure ends the run
 */
export async function eachItem(
	context: IExecuteFunctions,
	task: (wawp: Wawp, itemIndex: number) => Promise<IDataObject | IDataObject[]>,
): Promise<INodeExecutionData[]> {
	return await eachRequest(context, [...context.getInputData().keys()], task);
}

/**
 * Does the same with what `readEachItem` has read.
 *
 * @param requests for each item, what the task needs, or the error of the item
 */
export async function eachRequest<ItemRequest>(
	context: IExecuteFunctions,
	requests: ReadonlyArray<ItemRequest | Error>,
	task: (wawp: Wawp, request: ItemRequest) => Promise<IDataObject | IDataObject[]>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	let wawp: Wawp | undefined;
	for (const [itemIndex, request] of requests.entries()) {
		try {
			if (request instanceof Error) throw request;
			wawp ??= await connect(context);
			const result = await task(wawp, request);
			output.push(...[result].flat().map((json) => ({ json, pairedItem: { item: itemIndex } })));
		} catch (error) {
			output.push(failItem(context, error, itemIndex, wawp?.redact));
		}
	}
	if (wawp) showHint(context, waited(wawp));
	return output;
}

/**
 * Reads the parameters of all items before the first request. If some name their group by an invite link, finds these groups, and reads
 * all items once more.
 *
 * @param read reads the parameters of one item
 * @param optionsOf how links are looked up, by the first valid item
 * @returns for each item, the result of `read` or the error that it threw
 * @throws NodeApiError or NodeOperationError with "On Error: Stop Workflow", for an invalid item, before any request is sent, or for a
 * link whose group cannot be found
 */
export async function readEachItem<ItemRequest>(
	context: IExecuteFunctions,
	read: (itemIndex: number) => ItemRequest | Promise<ItemRequest>,
	optionsOf: (request: ItemRequest) => LookUpOptions = () => ({}),
): Promise<Array<ItemRequest | Error>> {
	const codes = collectLinks(context);
	const requests = await tryEachItem(context, read);
	const first = requests.find((request): request is ItemRequest => !(request instanceof Error));
	if (codes.size === 0 || first === undefined) return requests;
	await lookUpLinks(context, codes, optionsOf(first));
	return await tryEachItem(context, read);
}

async function tryEachItem<ItemRequest>(
	context: IExecuteFunctions,
	read: (itemIndex: number) => ItemRequest | Promise<ItemRequest>,
): Promise<Array<ItemRequest | Error>> {
	const requests: Array<ItemRequest | Error> = [];
	for (const itemIndex of context.getInputData().keys()) {
		try {
			requests.push(await read(itemIndex));
		} catch (error) {
			// Somebody may have typed a secret into a field, and the error quotes it.
			const failure = hideIn(error as Error, await redactFor(context));
			if (!context.continueOnFail()) failItem(context, failure, itemIndex);
			requests.push(failure);
		}
	}
	return requests;
}

const hideIn = (error: Error, redact: Redact): Error =>
	error instanceof WawpFailure
		? new WawpFailure(error.kind, redact(error.message), redact(error.nextStep), error.httpStatus)
		: error;

/**
 * Handles a failed item. With "On Error: Continue" the item becomes an error item, because a thrown error would send the input
 * items to the success branch.
 *
 * @returns the error item
 * @throws NodeApiError or NodeOperationError if the failure ends the run
 */
export function failItem(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
	redact: Redact = String,
): INodeExecutionData {
	const nodeError = toNodeError(context.getNode(), error, { redact, itemIndex });
	if (endsRun(context, error)) throw nodeError;
	const pairedItem = { item: itemIndex };
	// The model gets nothing but `json`.
	if (isToolCall(context)) return { json: { error: textFor(nodeError) }, pairedItem };
	// Not in `json.error`: Retry On Fail would then run the whole node again.
	return { json: {}, error: nodeError, pairedItem };
}

/** The text of an error for the model. n8n joins both parts like this when a tool throws. */
const textFor = ({ message, description }: ReturnType<typeof toNodeError>): string =>
	description ? `${message}\n\nDetails: ${description}` : message;

/** Adds what a run has already done to the failure that ends it. The user may have no other place to find it. */
export function withDone(context: IExecuteFunctions, error: unknown, did: string, names: readonly string[]): unknown {
	if (!(error instanceof WawpFailure) || !endsRun(context, error) || names.length === 0) return error;
	return error.withNextStep(`Already ${did} in this run: ${names.join(', ')}`);
}

/** Whether the run ends: after every failure with "On Error: Stop Workflow", and always after a cancellation. */
export const endsRun = (context: IExecuteFunctions, error: unknown): boolean =>
	!context.continueOnFail() || (error instanceof WawpFailure && error.kind === 'canceled');
