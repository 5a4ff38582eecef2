import dns from 'node:dns';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { NoResponse } from '../../../../nodes/wawp/outcome/outcome';
import { clock } from '../../../../nodes/wawp/transport/clock';
import { connect, type WawpCall } from '../../../../nodes/wawp/transport/request';
import { groupById, runNode } from '../../../support/engine/runNode';
import { HandClock } from '../../../support/clocks';
import { useFastClock } from '../../../support/engine/fastClock';

const GROUP = '120363000000000001@g.us';
const SECRETS = { instanceId: 'emulated0001', accessToken: 'emulated-access-token' };
const CALL: WawpCall = { method: 'GET', path: '/groups' };

/** A connection with a request helper from the test instead of n8n's. */
async function connection(helper: () => unknown, signal?: AbortSignal, { isRun = true } = {}) {
	const request = jest.fn<Promise<unknown>, unknown[]>(async () => await Promise.resolve().then(helper));
	const context = {
		getCredentials: async () => await Promise.resolve({ ...SECRETS, baseUrl: 'https://wawp.example' }),
		getNode: () => ({ credentials: { wawpGroupsApi: { id: '1', name: 'Wawp account' } } }),
		...(isRun && { getExecutionCancelSignal: () => signal }),
		helpers: { httpRequestWithAuthentication: request },
	} as unknown as IAllExecuteFunctions;
	return { wawp: await connect(context), sent: request };
}

const response = (statusCode: number, body: unknown = '', headers = {}) => ({ statusCode, headers, body });

/** Sends a byte every few milliseconds while the connection is open. */
async function trickle(reply: ServerResponse, target: Pick<ServerResponse | Socket, 'write'>): Promise<void> {
	while (!reply.destroyed) {
		target.write('H');
		await wait(20);
	}
}

/** An error like those of n8n's helper: the code may be on any of its causes. */
function failing(...codes: Array<string | undefined>): Error {
	return codes.reduceRight<Error | undefined>(
		(cause, code) => Object.assign(new Error('broken', { cause }), code !== undefined && { code }),
		undefined,
	)!;
}

describe('a missing response', () => {
	test.each<[string, Error, NoResponse['reason'], boolean]>([
		['a refused connection', failing('ECONNREFUSED'), 'refused', false],
		['an unreachable host', failing('EHOSTUNREACH'), 'refused', false],
		['an unreachable network', failing('ENETUNREACH'), 'refused', false],
		['a host that does not exist', failing('ENOTFOUND'), 'unresolved', false],
		['an unavailable name server', failing('EAI_AGAIN'), 'unresolved', false],
		['a self-signed certificate', failing('DEPTH_ZERO_SELF_SIGNED_CERT'), 'certificate', false],
		['an expired certificate', failing('CERT_HAS_EXPIRED'), 'certificate', false],
		[
			'a server without TLS',
			Object.assign(failing('EPROTO'), { message: 'write EPROTO: wrong version number' }),
			'certificate',
			false,
		],
		['a protocol error after the handshake', failing('EPROTO'), 'dropped', true],
		['a broken TLS record', failing('ERR_SSL_BAD_RECORD_TYPE'), 'dropped', true],
		['another version of TLS', failing('ERR_SSL_WRONG_VERSION_NUMBER'), 'certificate', false],
		['a timeout of the request', failing('ECONNABORTED'), 'timeout', true],
		['a timeout of the connection', failing('ETIMEDOUT'), 'timeout', true],
		['a reset connection', failing('ECONNRESET'), 'dropped', true],
		['a broken pipe', failing('EPIPE'), 'dropped', true],
		['a cancel', failing('ERR_CANCELED'), 'canceled', true],
		['an error without a code', failing(undefined), 'dropped', true],
		['a code on the cause', failing(undefined, 'ECONNREFUSED'), 'refused', false],
		['a code on the cause of a cause', failing('ERR_BAD_REQUEST', undefined, 'ENOTFOUND'), 'unresolved', false],
		['a cancel that caused a reset', failing('ECONNRESET', 'ERR_CANCELED'), 'canceled', true],
	])('is classified by the code of the error: %s', async (_name, error, reason, mayHaveArrived) => {
		const { wawp } = await connection(() => {
			throw error;
		});
		expect(await wawp.request(CALL)).toEqual({ kind: 'noResponse', reason, mayHaveArrived });
	});

	test('counts as canceled after a cancel, even if the error has no code', async () => {
		const controller = new AbortController();
		const { wawp } = await connection(() => {
			controller.abort();
			throw new Error('canceled');
		}, controller.signal);
		expect(await wawp.request(CALL)).toEqual({ kind: 'noResponse', reason: 'canceled', mayHaveArrived: true });
	});

	test('counts as a dropped connection if the code is not text', async () => {
		const { wawp } = await connection(async () => await Promise.reject(Object.assign(new Error(), { code: 42 })));
		expect(await wawp.request(CALL)).toEqual({ kind: 'noResponse', reason: 'dropped', mayHaveArrived: true });
	});
});

describe('a response', () => {
	test('is returned with its status and without the secrets', async () => {
		const { wawp } = await connection(() => response(500, 'token emulated-access-token of emulated0001'));
		expect(await wawp.request(CALL)).toEqual({ kind: 'response', status: 500, text: 'token [hidden] of [hidden]' });
	});

	test('without a body is empty', async () => {
		const { wawp } = await connection(() => response(204, undefined));
		expect(await wawp.request(CALL)).toEqual({ kind: 'response', status: 204, text: '' });
	});

	test.each([
		['2', 2_000],
		[undefined, undefined],
		[['2', '3'], undefined],
	])('has the wait of its headers: Retry-After %j', async (sent, expected) => {
		const { wawp } = await connection(() => response(429, '', { 'retry-after': sent }));
		expect(await wawp.request(CALL)).toEqual({
			kind: 'response',
			status: 429,
			text: '',
			...(expected && { waitMs: expected }),
		});
	});
});

test('each request has a timeout of 30 s by default and does not follow redirects', async () => {
	const { wawp, sent } = await connection(() => response(200));
	await wawp.request(CALL);
	await wawp.request({ ...CALL, timeout: 5, query: { limit: 1 }, groupId: GROUP });
	expect(sent.mock.calls.map(([, options]) => options)).toMatchObject([
		{ method: 'GET', url: '/v2/groups', timeout: 30_000, disableFollowRedirect: true },
		{ timeout: 5, qs: { limit: 1, id: GROUP } },
	]);
});

describe('the pacing of a connection', () => {
	const real = { ...clock };
	let time: HandClock;
	beforeEach(() => {
		time = new HandClock();
		Object.assign(clock, { now: time.now, random: time.random, pause: time.pause });
	});
	afterEach(() => {
		Object.assign(clock, real);
	});

	test.each([
		['HTTP 429', response(429, '', { 'retry-after': '7' }), 7_000],
		["WhatsApp's limit inside a 500", response(500, '{"exception":{"message":"rate-overlimit","data":429}}'), 2_000],
	])('makes all requests wait after %s', async (_name, limit, wait) => {
		const responses = [limit];
		const { wawp, sent } = await connection(() => responses.shift() ?? response(200));
		await wawp.request(CALL);
		const others = Promise.all([wawp.request(CALL), wawp.request(CALL)]);
		await time.advance(wait - 1);
		expect(sent).toHaveBeenCalledTimes(1);
		await time.advance(1);
		await others;
		expect(sent).toHaveBeenCalledTimes(3);
	});

	const usedUp = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '40', 'retry-after': '90' };

	test.each([
		['a success', response(200, '', usedUp), {}, 40_000],
		['a success in the editor or in a webhook method, where somebody waits', response(200, '', usedUp), { isRun: false }, 0],
		['a refusal of one group', response(500, '{"exception":{"message":"forbidden","data":403}}', usedUp), {}, 0],
	])('after the last request that a limit allows, waits for its reset: %s', async (_name, last, context, wait) => {
		const { wawp, sent } = await connection(() => last, undefined, context);
		await wawp.request(CALL);
		const next = wawp.request(CALL);
		await time.advance(wait - 1);
		expect(sent).toHaveBeenCalledTimes(wait > 0 ? 1 : 2);
		await time.advance(1);
		await next;
		expect(sent).toHaveBeenCalledTimes(2);
		expect(wawp.pacing.waitedForLimits).toBe(wait);
	});

	test('starts with a short wait again after a request that succeeded', async () => {
		const responses = [response(429), response(200), response(429)];
		const { wawp } = await connection(() => responses.shift());
		for (let i = 0; i < 3; i++) {
			const request = wawp.request(CALL);
			await time.advance(60_000);
			await request;
		}
		expect(wawp.pacing.waitedForLimits).toBe(4_000);
	});

	test('sends nothing after the run is canceled', async () => {
		const controller = new AbortController();
		const { wawp, sent } = await connection(() => response(200), controller.signal);
		wawp.pacing.limited(100_000);
		const request = wawp.request(CALL);
		controller.abort();
		expect(await request).toEqual({ kind: 'noResponse', reason: 'canceled', mayHaveArrived: false });
		expect(sent).not.toHaveBeenCalled();
	});
});

describe("through n8n's own helper", () => {
	useFastClock();
	const servers: Server[] = [];
	afterEach(async () => {
		for (const server of servers.splice(0)) {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	});

	/** Starts a real server on loopback and records its requests. */
	async function serve(listener: RequestListener): Promise<{ url: string; requests: IncomingMessage[] }> {
		const requests: IncomingMessage[] = [];
		const server = createServer((request, reply) => {
			requests.push(request);
			listener(request, reply);
		});
		servers.push(server);
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
	}

	const run = async (operation: 'get' | 'revoke', baseUrl: string, options = {}) =>
		await runNode({
			parameters: { resource: 'inviteCode', operation, groupId: groupById(GROUP), ...(operation === 'revoke' && { options }) },
			credential: { ...SECRETS, baseUrl },
		});

	/** The address of a server that no longer listens. */
	async function closedAddress(): Promise<string> {
		const { url } = await serve(() => undefined);
		const server = servers.pop()!;
		server.close();
		await once(server, 'close');
		return url;
	}

	test('a refused connection means that the request did not arrive', async () => {
		const { error } = await run('get', await closedAddress());
		expect(error?.message).toBe(`Could not read the invite code of group ${GROUP}: Wawp could not be reached [item 0]`);
	});

	test('an unknown host means that the request did not arrive', async () => {
		const lookup = jest.spyOn(dns, 'lookup').mockImplementation((_host: string, ...rest: unknown[]) => {
			(rest.at(-1) as (error: Error) => void)(
				Object.assign(new Error('getaddrinfo ENOTFOUND wawp.invalid'), { code: 'ENOTFOUND' }),
			);
		});
		const { error } = await run('get', 'https://wawp.invalid');
		expect(lookup).toHaveBeenCalled();
		lookup.mockRestore();
		expect(error?.message).toContain('Wawp could not be reached');
	});

	test('a server without TLS means that the request did not arrive', async () => {
		const { url, requests } = await serve((_request, reply) => reply.end());
		const { error } = await run('get', url.replace('http:', 'https:'));
		expect(error?.message).toContain('Wawp could not be reached');
		expect(requests).toEqual([]);
	});

	test.each<[string, (request: IncomingMessage, reply: ServerResponse) => void]>([
		['that never arrives', () => undefined],
		['that arrives byte by byte', (_request, reply) => void trickle(reply, reply.writeHead(200))],
		[
			'whose head arrives byte by byte',
			(_request, reply) => {
				reply.socket!.write('HTTP/1.1 200 OK\r\nx-slow: ');
				void trickle(reply, reply.socket!);
			},
		],
		['whose connection is dropped', (request) => request.socket.destroy()],
		[
			'that is truncated',
			(_request, reply) => {
				reply.writeHead(200, { 'content-length': 100 });
				reply.write('{"code":"NEW4');
				reply.socket?.end();
			},
		],
	])('a request with a response %s may have had an effect', async (_name, listener) => {
		const { url, requests } = await serve(listener);
		const { error } = await run('revoke', url, { verify: false, maxRetries: 0, timeout: 200 });
		expect(error?.message).toBe(
			`It is not known whether the invite code of group ${GROUP} was revoked: Wawp did not respond [item 0]`,
		);
		expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
	});

	test('a response without an end is cut off and unreadable', async () => {
		let sent = 0;
		const { url } = await serve((_request, reply) => {
			const part = 'X'.repeat(100_000);
			const more = () => {
				while (!reply.destroyed && sent < 100_000_000) {
					sent += part.length;
					if (!reply.write(part)) return void reply.once('drain', more);
				}
			};
			more();
		});
		const { error } = await run('get', url);
		expect(error?.message).toContain('Wawp returned no usable response');
		expect(sent).toBeLessThan(20_000_000);
	});

	test.each([301, 302, 303, 307, 308])(
		'a redirect (%d) is not followed, and the token reaches no other server',
		async (status) => {
			const other = await serve((_request, reply) => reply.end('{"code":"STOLEN"}'));
			const { url, requests } = await serve((_request, reply) =>
				reply.writeHead(status, { location: `${other.url}/v2/x` }).end(),
			);
			for (const operation of ['get', 'revoke'] as const) {
				const { error, success } = await run(operation, url, { maxRetries: 0 });
				expect(error?.message).toContain('the base URL redirects to another address');
				expect(success).toEqual([]);
			}
			expect(requests.length).toBeGreaterThan(0);
			expect(other.requests).toEqual([]);
		},
	);

	test('a body is read as text, for any content type', async () => {
		for (const type of ['text/html', 'application/json', 'application/octet-stream', 'x']) {
			const { url } = await serve((_request, reply) => reply.writeHead(200, { 'content-type': type }).end('NEW456DEF'));
			const { success } = await run('get', url);
			expect(success[0]?.json.code).toBe('NEW456DEF');
		}
	});
});
