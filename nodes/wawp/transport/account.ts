import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import { badInput } from '../outcome/wawpFailure';

export const CREDENTIAL_TYPE = 'wawpGroupsApi';
export const DEFAULT_BASE_URL = 'https://api.wawp.net';

/**
 * Where the credentials are sent: in the parameters of a call (the JSON body where possible, or always the query), or in headers.
 */
export type CredentialPlace = 'body' | 'query' | 'header';

/** A validated "Wawp Groups API" credential: one WhatsApp number at one address. */
export interface Account {
	/** Without a trailing slash and `/v2`, e.g. `https://api.wawp.net`. */
	baseUrl: string;
	instanceId: string;
	accessToken: string;
	/** The secret that the user chose for webhooks registered by hand. Empty if there is none. */
	webhookSecret: string;
	place: CredentialPlace;
}

/**
 * Validates the fields of the credential. Trims them, and uses the default for an empty base URL.
 *
 * @throws WawpFailure of kind `badInput` that names the field
 */
export function toAccount(data: ICredentialDataDecryptedObject): Account {
	return {
		baseUrl: toBaseUrl(data.baseUrl),
		instanceId: required(data.instanceId, 'Instance ID'),
		accessToken: required(data.accessToken, 'Access Token'),
		webhookSecret: typeof data.webhookSecret === 'string' ? data.webhookSecret.trim() : '',
		place: data.sendCredentialsIn === 'query' || data.sendCredentialsIn === 'header' ? data.sendCredentialsIn : 'body',
	};
}

/**
 * Names an account, and something of it, in the memory of the process. It is hashed: it contains the token and outlives the run.
 *
 * @param parts what of the account, e.g. a group ID
 */
export const accountKey = ({ baseUrl, instanceId, accessToken }: Account, ...parts: string[]): string =>
	createHash('sha256')
		.update(JSON.stringify([baseUrl, instanceId, accessToken, ...parts]))
		.digest('hex');

// Characters that are the same in a URL, since the secret may be a part of it.
const STRONG_SECRET = /^[A-Za-z0-9_-]{16,}$/;

/** Whether a webhook secret can be used. Others are refused. */
export const isStrongSecret = (secret: string): boolean => STRONG_SECRET.test(secret);

/** The values that must never leave the node. A weak webhook secret protects nothing, and may be a part of any number or link. */
export const secretsOf = ({ accessToken, instanceId, webhookSecret }: Account): string[] => [
	accessToken,
	instanceId,
	...(isStrongSecret(webhookSecret) ? [webhookSecret] : []),
];

/**
 * Adds the base URL and the credentials to a request, in the place that the credential selects. Wawp documents the body (on POST
 * pages) and the query (in all samples). `access-token` is from Wawp's OpenAPI file, `X-Instance-ID` from one public client. No
 * known code uses these two headers together.
 *
 * @returns a copy of the request
 */
export function authenticate(account: Account, request: IHttpRequestOptions): IHttpRequestOptions {
	const { instanceId, accessToken, place } = account;
	const addressed = { ...request, baseURL: account.baseUrl };
	if (place !== 'header') {
		return withParameters(addressed, place, { instance_id: instanceId, access_token: accessToken });
	}
	return { ...addressed, headers: { ...request.headers, 'access-token': accessToken, 'X-Instance-ID': instanceId } };
}

/**
 * Adds API parameters to a request: to the query in `query` mode and for methods without a body, else to the JSON body.
 *
 * @returns a copy of the request
 */
export function withParameters(
	request: IHttpRequestOptions,
	place: CredentialPlace,
	parameters: IDataObject,
): IHttpRequestOptions {
	if (place === 'query' || !hasBody(request.method)) return { ...request, qs: { ...request.qs, ...parameters } };
	return { ...request, body: { ...(request.body as IDataObject | undefined), ...parameters } };
}

const hasBody = (method: IHttpRequestMethods = 'GET') => method !== 'GET' && method !== 'HEAD';

const EXAMPLE = `e.g. ${DEFAULT_BASE_URL}`;

function toBaseUrl(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') return DEFAULT_BASE_URL;
	if (!/^https?:\/\//i.test(text)) throw badCredential(`The base URL must begin with https:// or http://, ${EXAMPLE}`);
	const url = parseUrl(text);
	if (url.username || url.password || url.search || url.hash || !/^\/*(?:v2\/*)?$/.test(url.pathname)) {
		throw badCredential(`The base URL must be the address of the API without anything after the host, ${EXAMPLE}`);
	}
	return url.origin;
}

function parseUrl(text: string): URL {
	try {
		return new URL(text);
	} catch {
		throw badCredential(`The base URL is not a valid address; enter an address such as ${DEFAULT_BASE_URL}`);
	}
}

function required(value: unknown, field: string): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') throw badCredential(`The "${field}" of the Wawp Groups API credential is empty`);
	// Node rejects such a header only when it sends the request, and the failure then looks like a dropped connection.
	if (!/^[\x21-\x7e]+$/.test(text))
		throw badCredential(
			`The "${field}" of the Wawp Groups API credential contains a space, a line break or a character that Wawp does not use`,
		);
	return text;
}

/** @returns a failure that names the field of the credential */
export const badCredential = (message: string) =>
	badInput(message, 'Open the "Wawp Groups API" credential, correct the field and save it');
