import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import { badInput } from '../outcome/wawpFailure';

export const CREDENTIAL_TYPE = 'wawpGroupsApi';
export const DEFAULT_BASE_URL = 'https://api.wawp.net';

/** Where the credentials travel: in the parameters of a call (its JSON body, or always its query), or in headers. */
export type CredentialPlace = 'body' | 'query' | 'header';

/** A "Wawp Groups API" credential, checked: one WhatsApp number at one address. */
export interface Account {
	/** Without trailing slash and `/v2`, e.g. `https://api.wawp.net`. */
	baseUrl: string;
	instanceId: string;
	accessToken: string;
	place: CredentialPlace;
}

/**
 * Checks what a person entered into the credential.
 *
 * @throws WawpFailure of kind `badInput` that names the field
 */
export function toAccount(data: ICredentialDataDecryptedObject): Account {
	return {
		baseUrl: toBaseUrl(data.baseUrl),
		instanceId: required(data.instanceId, 'Instance ID'),
		accessToken: required(data.accessToken, 'Access Token'),
		place: data.sendCredentialsIn === 'query' || data.sendCredentialsIn === 'header' ? data.sendCredentialsIn : 'body',
	};
}

/** The values that must not leave the node. */
export const secretsOf = ({ accessToken, instanceId }: Account) => [accessToken, instanceId];

/**
 * Puts the credentials where the credential says. Documented are the body of POST pages and the query of all samples;
 * `access-token` comes from Wawp's OpenAPI file and `X-Instance-ID` from one public client: together they were seen nowhere.
 */
export function authenticate(account: Account, request: IHttpRequestOptions): IHttpRequestOptions {
	const { instanceId, accessToken, place } = account;
	const addressed = { ...request, baseURL: account.baseUrl };
	if (place !== 'header') {
		return withParameters(addressed, place, { instance_id: instanceId, access_token: accessToken });
	}
	return { ...addressed, headers: { ...request.headers, 'access-token': accessToken, 'X-Instance-ID': instanceId } };
}

/** Adds parameters of the API: to the query in `query` mode and for calls without a body, else to the JSON body. */
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
		throw badCredential(`The base URL must be the bare address of the API without anything after the host, ${EXAMPLE}`);
	}
	return url.origin;
}

function parseUrl(text: string): URL {
	try {
		return new URL(text);
	} catch {
		throw badCredential(`The base URL is not a valid address; enter one such as ${DEFAULT_BASE_URL}`);
	}
}

function required(value: unknown, field: string): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') throw badCredential(`The "${field}" of the Wawp Groups API credential is empty`);
	// Node would refuse such a header only when the request is made, which then looks like a lost one.
	if (!/^[\x21-\x7e]+$/.test(text))
		throw badCredential(
			`The "${field}" of the Wawp Groups API credential holds a space, a line break or a letter that no Wawp credential has`,
		);
	return text;
}

const badCredential = (message: string) =>
	badInput(message, 'Open the "Wawp Groups API" credential, correct the field and save it');
