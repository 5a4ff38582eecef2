import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { authenticate, withParameters, type Account } from '../../nodes/wawp/transport/account';
import type { WawpCall } from '../../nodes/wawp/transport/request';
import { toNoResponse } from '../../nodes/wawp/transport/response';
import { waitOf, type Exchange, type KitRequest, type KitResponse, type Place, type Whose } from './exchange';

export interface SendOptions {
	/** Default: the place that was seen to work. */
	place?: Place;
	whose?: Whose;
	/** A request that changes something is not cut off by Ctrl-C: its effect would be unknown. */
	changes?: boolean;
	/** Sent although the kit was interrupted, to restore something. */
	restores?: boolean;
}

export interface ClientOptions {
	account: Account;
	signal: AbortSignal;
	/** Waits after a rate limit. */
	pause: (ms: number) => Promise<void>;
}

const TIMEOUT = 30_000;
const TIMEOUT_OF_RESTORES = 10_000;
/** How long a change that is in flight may go on after Ctrl-C. */
const GRACE = 5_000;
const MAX_REPEATS = 2;
const DEFAULT_BACKOFF = 10_000;
const MAX_BACKOFF = 60_000;

/** A plain HTTP client that sends the calls of the node and keeps the exact bytes of all responses. */
export class Client {
	readonly exchanges: Exchange[] = [];
	/** The places that were seen to work. */
	places: Record<'GET' | 'others', Place> = { GET: 'query', others: 'body' };
	/** ms between two requests, so that the kit provokes no rate limit. */
	gap = 0;
	/** Learns from each response before anything else happens with it. */
	onExchange: (exchange: Exchange) => void = () => undefined;

	/** Ends the changes in flight, a while after Ctrl-C. */
	private readonly late = new AbortController();

	constructor(private readonly options: ClientOptions) {
		options.signal.addEventListener('abort', () => setTimeout(() => this.late.abort(), GRACE).unref(), { once: true });
	}

	/** Sends a call. Waits out a rate limit, at most twice. @throws the reason of the signal if the kit was interrupted */
	async send(call: WawpCall, options: SendOptions = {}): Promise<Exchange> {
		for (let repeats = 0; ; repeats++) {
			if (!options.restores && this.exchanges.length > 0) await this.options.pause(this.gap);
			if (!options.restores) this.options.signal.throwIfAborted();
			const exchange = await this.sendOnce(call, options);
			this.exchanges.push(exchange);
			this.onExchange(exchange);
			if (!options.restores) this.options.signal.throwIfAborted();
			if (exchange.response?.status !== 429 || repeats === MAX_REPEATS) return exchange;
			await this.options.pause(Math.min(waitOf(exchange.response) ?? DEFAULT_BACKOFF, MAX_BACKOFF));
		}
	}

	private async sendOnce(call: WawpCall, options: SendOptions): Promise<Exchange> {
		const place = options.place ?? this.places[call.method === 'GET' ? 'GET' : 'others'];
		const whose = options.whose ?? 'own';
		const request = requestOf(call, place, whose);
		const { url, init } = toFetch(this.options.account, call, { place, whose });
		const began = performance.now();
		try {
			const response = await fetch(url, { ...init, signal: this.deadline(options) });
			const bytes = Buffer.from(await response.arrayBuffer());
			return { request, response: toKitResponse(response, bytes, performance.now() - began) };
		} catch (error) {
			return { request, noResponse: toNoResponse(error).reason };
		}
	}

	private deadline({ changes, restores }: SendOptions): AbortSignal {
		const { signal } = this.options;
		const timeout = AbortSignal.timeout(restores ? TIMEOUT_OF_RESTORES : TIMEOUT);
		if (restores) return timeout;
		return AbortSignal.any([timeout, changes ? this.late.signal : signal]);
	}
}

function requestOf(call: WawpCall, place: Place, whose: Whose): KitRequest {
	const { method, path, groupId, query = {}, body = {} } = call;
	const parameters = groupId === undefined ? {} : { id: groupId };
	const inQuery = method === 'GET' || place === 'query' || place === 'tokenHeader';
	return {
		method,
		path: `/v2${path}`,
		query: texts({ ...query, ...(inQuery && parameters) }),
		body: method === 'GET' ? {} : { ...body, ...(!inQuery && parameters) },
		place,
		whose,
	};
}

/** The request as the node sends it, or with the credentials in a place that the node does not use. */
function toFetch(account: Account, call: WawpCall, { place, whose }: { place: Place; whose: Whose }) {
	const { method, path, groupId, query, body } = call;
	const { instanceId, accessToken } = credentialsOf(account, whose);
	const base: IHttpRequestOptions = { method, url: `/v2${path}`, ...(query && { qs: query }), ...(body && { body }) };
	const nodePlace = place === 'body' || place === 'header' ? place : 'query';
	const plain = groupId === undefined ? base : withParameters(base, nodePlace, { id: groupId });
	const request = ((): IHttpRequestOptions => {
		switch (place) {
			case 'none':
				return plain;
			case 'tokenHeader':
				return { ...plain, qs: { ...plain.qs, instance_id: instanceId }, headers: { 'access-token': accessToken } };
			case 'bearer':
				return { ...plain, headers: { Authorization: `Bearer ${accessToken}`, 'X-Instance-ID': instanceId } };
			default:
				return authenticate({ ...account, instanceId, accessToken, place }, plain);
		}
	})();
	const search = new URLSearchParams(texts(request.qs)).toString();
	const hasBody = method !== 'GET';
	return {
		url: `${account.baseUrl}${request.url}${search === '' ? '' : `?${search}`}`,
		init: {
			method,
			redirect: 'manual' as const,
			headers: {
				accept: 'application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, image/*;q=0.8, */*;q=0.7',
				// n8n's own, because a firewall may judge by it.
				'user-agent': 'n8n',
				...(hasBody && { 'content-type': 'application/json' }),
				...(request.headers as Record<string, string> | undefined),
			},
			...(hasBody && { body: JSON.stringify(request.body ?? {}) }),
		},
	};
}

/** Wrong credentials have the length of the right ones and nothing else in common with them. */
const credentialsOf = ({ instanceId, accessToken }: Account, whose: Whose) => ({
	instanceId: whose === 'wrong instance' ? '0'.repeat(instanceId.length) : instanceId,
	accessToken: whose === 'wrong token' ? '0'.repeat(accessToken.length) : accessToken,
});

const texts = (values: IDataObject = {}): Record<string, string> =>
	Object.fromEntries(
		Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
	);

const LIMIT_HEADER = /^(?:retry-after|(?:x-)?ratelimit-(?:limit|remaining|reset))$/;

const toKitResponse = ({ status, headers }: Response, bytes: Buffer, ms: number): KitResponse => ({
	status,
	contentType: headers.get('content-type') ?? '',
	limits: Object.fromEntries([...headers].filter(([name]) => LIMIT_HEADER.test(name))),
	bytes,
	ms: Math.round(ms),
});
