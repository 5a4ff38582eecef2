import type { Outcome, NoResponse } from '../../nodes/wawp/outcome/outcome';
import { requestedWaitMs } from '../../nodes/wawp/transport/requestedWait';
import type { Redact } from '../../nodes/wawp/transport/redaction';

/** Where a request has the credentials. `tokenHeader`: the token in `access-token`, the instance in the query. */
export type Place = 'body' | 'query' | 'header' | 'tokenHeader' | 'bearer' | 'none';

/** Whose credentials a request has. */
export type Whose = 'own' | 'wrong token' | 'wrong instance';

export interface KitRequest {
	method: string;
	/** After the base URL, without the query. */
	path: string;
	/** Without the credentials. */
	query: Record<string, string>;
	/** Without the credentials. */
	body: Record<string, unknown>;
	place: Place;
	whose: Whose;
}

export interface KitResponse {
	status: number;
	contentType: string;
	/** What its headers say about limits. */
	limits: Record<string, string>;
	/** The exact bytes. */
	bytes: Buffer;
	ms: number;
}

/** One request and its response, or the reason why there is none. */
export interface Exchange {
	request: KitRequest;
	response?: KitResponse;
	noResponse?: NoResponse['reason'];
}

export const textOf = ({ response }: Exchange): string => response?.bytes.toString('utf8') ?? '';

/** The exchange as the node's parsers get it: with the secrets already hidden. */
export function outcomeOf(exchange: Exchange, redact: Redact): Outcome {
	const { response, noResponse = 'dropped' } = exchange;
	if (!response) return { kind: 'noResponse', reason: noResponse, mayHaveArrived: true };
	const { status } = response;
	const waitMs = waitOf(response);
	return { kind: 'response', status, text: redact(textOf(exchange)), ...(waitMs !== undefined && { waitMs }) };
}

/** How long a response asks to wait, in ms. */
export const waitOf = ({ status, limits }: KitResponse): number | undefined =>
	requestedWaitMs({ statusCode: status, headers: limits }, Date.now());

/** The JSON value of a response. Undefined if it is no JSON. */
export function jsonOf(exchange: Exchange): unknown {
	try {
		return JSON.parse(textOf(exchange)) as unknown;
	} catch {
		return undefined;
	}
}
