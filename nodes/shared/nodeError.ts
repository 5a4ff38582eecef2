import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { WawpFailure } from '../wawp/outcome/wawpFailure';
import type { Redact } from '../wawp/transport/redaction';

/**
 * Builds the error that n8n shows and stores. The error contains only text: n8n stores every property of an error, and the
 * errors of n8n's request helper contain the request with the credentials.
 *
 * @param error a WawpFailure, or an error that n8n threw while it read a parameter or the credential
 * @param redact hides secrets in the message and the description
 * @param itemIndex also added to the message, in n8n's notation, because the error branch shows only the message
 * @returns a NodeApiError for a failed call, otherwise a NodeOperationError
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
	// n8n replaces the whole message with a generic one if it contains a word such as ENOENT. An invite code or a name may
	// contain one.
	nodeError.message = message;
	return nodeError;
}

function nextStepOf(error: unknown): string {
	if (error instanceof WawpFailure) return error.nextStep;
	return error instanceof Error && 'description' in error && typeof error.description === 'string' ? error.description : '';
}
