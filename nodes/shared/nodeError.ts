import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { WawpFailure } from '../wawp/outcome/wawpFailure';
import type { Redact } from '../wawp/transport/redaction';

/**
 * The error as n8n shows and stores it. It is built from text alone: n8n keeps whatever else an error carries, and the
 * errors of its request helper carry the request with the credentials.
 *
 * @param error a WawpFailure, or what n8n threw while it read a parameter or the credential
 * @param itemIndex is named in the message too, in n8n's own notation, because the error branch shows only the message
 */
export function toNodeError(
	node: INode,
	error: unknown,
	{ redact, itemIndex }: { redact: Redact; itemIndex?: number },
): NodeApiError | NodeOperationError {
	const item = itemIndex === undefined ? '' : ` [item ${itemIndex}]`;
	const message = redact(error instanceof Error ? error.message : String(error)) + item;
	const description = redact(nextStepOf(error));
	const options = { message, description, ...(itemIndex !== undefined && { itemIndex }) };
	const nodeError =
		error instanceof WawpFailure && error.kind !== 'badInput'
			? new NodeApiError(node, { message }, { ...options, ...(error.httpStatus && { httpCode: String(error.httpStatus) }) })
			: new NodeOperationError(node, message, options);
	// n8n swaps the whole message for a general one when it contains a word such as ENOENT, which a code or a name may do.
	nodeError.message = message;
	return nodeError;
}

function nextStepOf(error: unknown): string {
	if (error instanceof WawpFailure) return error.nextStep;
	return error instanceof Error && 'description' in error && typeof error.description === 'string' ? error.description : '';
}
