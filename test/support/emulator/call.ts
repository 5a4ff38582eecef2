import type { FastifyRequest } from 'fastify';

/** One request, as it arrived. */
export interface RecordedCall {
	/** The name of the route, or `unknown`. */
	name: string;
	method: string;
	/** The path and query as sent, percent-encoded. */
	url: string;
	headers: Record<string, string | string[] | undefined>;
	body: Record<string, unknown>;
	query: Record<string, unknown>;
	/** All places that contained a credential. */
	credentialsIn: CredentialPlace[];
	/** Whether the emulator itself refused it, without a planned fault. */
	isRefused?: true;
}

export type CredentialPlace = 'body' | 'query' | 'header' | 'bearer';

/** Records a request. A body that is not a JSON object is recorded as an empty object. */
export function toCall(name: RecordedCall['name'], request: FastifyRequest): RecordedCall {
	const body = parseBody(request.body);
	const query = request.query as Record<string, unknown>;
	return {
		name,
		method: request.method,
		url: request.url,
		headers: request.headers,
		body,
		query,
		credentialsIn: credentialPlaces(request.headers, body, query),
	};
}

function parseBody(body: unknown): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(typeof body === 'string' ? body : '');
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}

const string = (value: unknown) => (typeof value === 'string' ? value : '');

const bearerOf = (headers: RecordedCall['headers']) => /^Bearer (.+)$/.exec(string(headers.authorization))?.[1] ?? '';

type Credentials = Pick<RecordedCall, 'body' | 'query' | 'headers'>;

/** What an API sees that reads credentials only from some places. `X-Instance-ID` belongs to both kinds of headers. */
export function credentialsFrom({ body, query, headers }: RecordedCall, places: readonly CredentialPlace[]): Credentials {
	const { 'access-token': token, authorization, 'x-instance-id': id } = headers;
	return {
		body: places.includes('body') ? body : {},
		query: places.includes('query') ? query : {},
		headers: {
			...(places.includes('header') && { 'access-token': token }),
			...(places.includes('bearer') && { authorization }),
			...((places.includes('header') || places.includes('bearer')) && { 'x-instance-id': id }),
		},
	};
}

export const instanceIdOf = ({ body, query, headers }: Credentials) =>
	string(body.instance_id) || string(query.instance_id) || string(headers['x-instance-id']);

export const accessTokenOf = ({ body, query, headers }: Credentials) =>
	string(body.access_token) || string(query.access_token) || string(headers['access-token']) || bearerOf(headers);

function credentialPlaces(
	headers: RecordedCall['headers'],
	body: RecordedCall['body'],
	query: RecordedCall['query'],
): RecordedCall['credentialsIn'] {
	const places: RecordedCall['credentialsIn'] = [];
	if ('instance_id' in body || 'access_token' in body) places.push('body');
	if ('instance_id' in query || 'access_token' in query) places.push('query');
	if ('access-token' in headers || 'x-instance-id' in headers) places.push('header');
	if (bearerOf(headers) !== '') places.push('bearer');
	return places;
}
