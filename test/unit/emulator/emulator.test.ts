import { once } from 'node:events';
import type { Fault } from '../../support/emulator/faults';
import { SAMPLE_ACCOUNT, SAMPLE_GROUPS, startSampleEmulator } from '../../support/emulator/sample';
import { Emulator } from '../../support/emulator/server';
import { codeShapes, HTML_PAGE } from '../../support/emulator/shapes';
import { newCode, type Engine, type Group, type Instance, type SessionStatus } from '../../support/emulator/world';

const CREDENTIALS = { instance_id: SAMPLE_ACCOUNT.instanceId, access_token: SAMPLE_ACCOUNT.accessToken };
const QUERY = new URLSearchParams(CREDENTIALS).toString();
const GROUP = SAMPLE_GROUPS[0]!.id;
const OTHER = SAMPLE_GROUPS[1]!.id;

let emulator: Emulator;
let instance: Instance;
let group: Group;

beforeEach(async () => {
	({ emulator, instance } = await startSampleEmulator());
	group = instance.groups.get(GROUP)!;
});

afterEach(async () => {
	await emulator.stop();
});

interface Reply {
	status: number;
	text: string;
	type: string;
	retryAfter: string | null;
}

async function call(
	method: string,
	path: string,
	body?: object,
	headers: Record<string, string> = {},
	timeout = 5000,
): Promise<Reply> {
	const response = await fetch(`${emulator.url}${path}`, {
		method,
		headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
		...(body && { body: JSON.stringify(body) }),
		signal: AbortSignal.timeout(timeout),
	});
	return {
		status: response.status,
		text: await response.text(),
		type: response.headers.get('content-type') ?? '',
		retryAfter: response.headers.get('retry-after'),
	};
}

const pathOf = (id: string) => `/v2/groups/${encodeURIComponent(id)}/invite-code`;
const revoke = async (id = GROUP, timeout?: number) => await call('POST', `${pathOf(id)}/revoke`, CREDENTIALS, {}, timeout);
const read = async (id = GROUP) => await call('GET', `${pathOf(id)}?${QUERY}`);
const list = async () => await call('GET', `/v2/groups?${QUERY}`);
const session = async (body: object = CREDENTIALS) => await call('POST', '/v2/session/info', body);
const value = ({ text }: Reply) => JSON.parse(text) as unknown;

describe('codes', () => {
	test('a revoke makes the live code invalid and returns the new one', async () => {
		const before = group.liveCode;
		const reply = await revoke();
		expect(reply).toMatchObject({ status: 200, type: expect.stringContaining('application/json') as string });
		expect(value(reply)).toEqual({ code: group.liveCode });
		expect(group.liveCode).not.toBe(before);
		expect(group.isDead(before)).toBe(true);
		expect(group.isDead(group.liveCode)).toBe(false);
		expect(group.revocations).toBe(1);
	});

	test('a read returns the live code and changes nothing', async () => {
		expect(value(await read())).toEqual({ code: SAMPLE_GROUPS[0]!.firstCode });
		expect(value(await read())).toEqual({ code: SAMPLE_GROUPS[0]!.firstCode });
		expect(group.revocations).toBe(0);
	});

	test('the history lists every code with its creator', async () => {
		await revoke();
		group.rotate('somebody else');
		await revoke();
		expect(group.history.map(({ madeBy }) => madeBy)).toEqual(['creation', 'revoke', 'somebody else', 'revoke']);
		expect(new Set(group.history.map(({ code }) => code)).size).toBe(4);
		expect(group.revocations).toBe(2);
		expect(group.history.slice(0, -1).every(({ code }) => group.isDead(code))).toBe(true);
	});

	test('a revoke changes no other group', async () => {
		await revoke();
		expect(instance.groups.get(OTHER)!.history).toHaveLength(1);
	});

	test('a path works encoded and unencoded', async () => {
		await call('POST', `/v2/groups/${GROUP}/invite-code/revoke`, CREDENTIALS);
		await revoke();
		expect(group.revocations).toBe(2);
	});

	test('a new code has 22 letters and digits and is unique', () => {
		const codes = Array.from({ length: 100 }, newCode);
		expect(codes.every((code) => /^[A-Za-z0-9]{22}$/.test(code))).toBe(true);
		expect(new Set(codes).size).toBe(100);
	});

	test('a no-op revoke returns the unchanged code', async () => {
		instance.noOpRevoke = true;
		expect(value(await revoke())).toEqual({ code: SAMPLE_GROUPS[0]!.firstCode });
		expect(group.history).toHaveLength(1);
	});
});

describe('engines', () => {
	test.each<[Engine, (code: string) => string, RegExp]>([
		['WEBJS', (code) => JSON.stringify({ code }), /json/],
		['NOWEB', (code) => code, /html/],
		['GOWS', (code) => `https://chat.whatsapp.com/${code}`, /html/],
	])('%s returns a code in its own shape', async (engine, body, type) => {
		instance.engine = engine;
		expect(await read()).toMatchObject({ text: body(group.liveCode), type: expect.stringMatching(type) as string });
		const reply = await revoke();
		expect(reply.text).toBe(body(group.liveCode));
	});

	test.each(Object.keys(codeShapes) as Array<keyof typeof codeShapes>)(
		'codeShape overrides the shape of the engine: %s',
		async (shape) => {
			emulator.codeShape = shape;
			const { status, body, contentType } = codeShapes[shape](group.liveCode);
			expect(await read()).toMatchObject({ status, text: body, type: contentType });
		},
	);

	test.each<[Engine, unknown]>([
		[
			'GOWS',
			expect.arrayContaining([expect.objectContaining({ JID: GROUP, Name: 'Neighbours', Participants: [expect.anything()] })]),
		],
		['NOWEB', expect.objectContaining({ [GROUP]: expect.objectContaining({ id: GROUP, subject: 'Neighbours' }) as unknown })],
		[
			'WEBJS',
			expect.arrayContaining([expect.objectContaining({ id: { server: 'g.us', _serialized: GROUP }, name: 'Neighbours' })]),
		],
	])('%s lists the groups in its own shape', async (engine, expected) => {
		instance.engine = engine;
		const reply = await list();
		expect(reply.status).toBe(200);
		expect(value(reply)).toEqual(expected);
	});

	test.each<Engine>(['GOWS', 'NOWEB', 'WEBJS'])(
		'%s lists all groups of the account, with or without admin rights, and no others',
		async (engine) => {
			instance.engine = engine;
			group.role = 'none';
			instance.groups.get(OTHER)!.role = 'participant';
			const { text } = await list();
			expect(SAMPLE_GROUPS.map(({ id }) => text.includes(id))).toEqual([false, true, true]);
		},
	);

	test.each<[Engine, number, string | RegExp]>([
		['WEBJS', 200, 'undefined'],
		['NOWEB', 500, /^\{"statusCode":500,"message":"Internal server error"\}$/],
		['GOWS', 500, /"message":"not-authorized","data":401/],
	])('%s refuses a non-admin in its own way and changes nothing', async (engine, status, text) => {
		instance.engine = engine;
		group.role = 'participant';
		const expected = { status, text: expect.stringMatching(text) as string };
		expect([await read(), await revoke()]).toMatchObject([expected, expected]);
		expect(group.history).toHaveLength(1);
	});

	test.each<Engine>(['GOWS', 'NOWEB', 'WEBJS'])(
		'%s refuses a group that the account is not in, and an unknown group',
		async (engine) => {
			instance.engine = engine;
			group.role = 'none';
			expect(value(await revoke())).toMatchObject({ statusCode: 500, exception: { message: 'forbidden', data: 403 } });
			expect(value(await revoke('999@g.us'))).toMatchObject({
				statusCode: 500,
				exception: { message: 'item-not-found', data: 404 },
			});
			expect(group.history).toHaveLength(1);
		},
	);
});

describe('credentials', () => {
	const { instance_id: id, access_token: token } = CREDENTIALS;
	const places: Array<[string, string, object | undefined, Record<string, string>, string[]]> = [
		['the body', '', CREDENTIALS, {}, ['body']],
		['the query', `?${QUERY}`, undefined, {}, ['query']],
		['the headers', '', undefined, { 'access-token': token, 'X-Instance-ID': id }, ['header']],
		['the bearer header', '', undefined, { authorization: `Bearer ${token}`, 'X-Instance-ID': id }, ['header', 'bearer']],
		[
			'everywhere',
			`?${QUERY}`,
			CREDENTIALS,
			{ 'access-token': token, authorization: `Bearer ${token}` },
			['body', 'query', 'header', 'bearer'],
		],
		['two places', `?instance_id=${id}`, { access_token: token }, {}, ['body', 'query']],
	];

	test.each(places)('are read from %s, and the place is recorded', async (_name, query, body, headers, places) => {
		expect(await call('POST', `/v2/session/info${query}`, body, headers)).toHaveProperty('status', 200);
		expect(await call('POST', `${pathOf(GROUP)}/revoke${query}`, body, headers)).toHaveProperty('status', 200);
		expect(emulator.calls.map(({ credentialsIn }) => credentialsIn)).toEqual([places, places]);
	});

	test('are read from a body with any content type', async () => {
		expect(await call('POST', '/v2/session/info', CREDENTIALS, { 'content-type': 'text/plain' })).toHaveProperty('status', 200);
	});

	test.each([
		['none', {}],
		['no token', { instance_id: id }],
		['no instance', { access_token: token }],
		['empty ones', { instance_id: '', access_token: '' }],
		['a number for the instance', { instance_id: 5, access_token: token }],
	])('get missing_param if they are incomplete: %s', async (_name, body) => {
		const reply = await session(body);
		expect(reply.status).toBe(400);
		expect(value(reply)).toMatchObject({ code: 'missing_param' });
	});

	test('with an unknown token get 401, as documented', async () => {
		const reply = await session({ ...CREDENTIALS, access_token: 'another' });
		expect(reply.status).toBe(401);
		expect(value(reply)).toEqual({ status: 401, message: expect.any(String) as string, error: 'Unauthorized' });
	});

	test('for an unknown instance, or for an instance of another account, get invalid_session', async () => {
		emulator.addInstance('another00001', 'another-token');
		for (const instance_id of ['unknown00001', 'another00001']) {
			const reply = await session({ ...CREDENTIALS, instance_id });
			expect(reply.status).toBe(404);
			expect(value(reply)).toMatchObject({ code: 'invalid_session' });
		}
	});

	test('that are rejected change nothing', async () => {
		await call('POST', `${pathOf(GROUP)}/revoke`, { ...CREDENTIALS, access_token: 'another' });
		expect(group.history).toHaveLength(1);
	});
});

describe('the session', () => {
	test('returns its name, status and account, and leaks its credentials as the real API does', async () => {
		expect(value(await session())).toMatchObject({
			name: `wawp-${SAMPLE_ACCOUNT.instanceId}`,
			status: 'WORKING',
			config: { metadata: CREDENTIALS },
			me: { id: expect.stringMatching(/@c\.us$/) as string },
		});
	});

	test.each<SessionStatus>([
		'SCAN_QR_CODE',
		'STARTING',
		'STOPPED',
		'FAILED',
		'PASSKEY_REQUIRED',
		'PASSKEY_CONFIRMATION_REQUIRED',
	])('with status %s returns it and refuses all other calls with 422', async (status) => {
		instance.status = status;
		expect(value(await session())).toMatchObject({ status });
		for (const reply of [await revoke(), await read(), await list()]) {
			expect(reply.status).toBe(422);
			expect(value(reply)).toEqual({
				error: expect.stringMatching(/^Session status is not as expected/) as string,
				status,
				expected: ['WORKING'],
			});
		}
		expect(group.history).toHaveLength(1);
	});

	test('returns a QR code only while it waits for a scan', async () => {
		expect(value(await session())).not.toHaveProperty('qr');
		instance.status = 'SCAN_QR_CODE';
		expect(value(await session())).toHaveProperty('qr');
	});
});

/** Faults that replace the response: the name, the fault, and the expected response. */
const faultyReplies: Array<[string, Fault, object]> = [
	['a status', { kind: 'status', status: 503 }, { status: 503, text: expect.stringContaining('"statusCode":503') as string }],
	[
		'a status with a body',
		{ kind: 'status', status: 201, body: 'x', contentType: 'text/plain' },
		{ status: 201, text: 'x', type: 'text/plain' },
	],
	['a rate limit', { kind: 'rate limit' }, { status: 429, retryAfter: null }],
	['a rate limit with a time', { kind: 'rate limit', retryAfter: '3' }, { status: 429, retryAfter: '3' }],
	['an empty body', { kind: 'empty' }, { status: 200, text: '' }],
	['undefined', { kind: 'undefined' }, { status: 200, text: 'undefined' }],
	['an HTML page', { kind: 'html' }, { status: 200, text: HTML_PAGE }],
	['megabytes', { kind: 'huge' }, { status: 200, text: 'X'.repeat(6_000_000) }],
	[
		'an error under 200',
		{ kind: 'error under 200' },
		{ status: 200, text: expect.stringContaining('wawp_upstream_error') as string },
	],
	['an echo', { kind: 'echo' }, { status: 500, text: expect.stringContaining(SAMPLE_ACCOUNT.accessToken) as string }],
];

describe('a fault', () => {
	test.each(faultyReplies)('replaces the response before the change: %s', async (_name, fault, expected) => {
		emulator.faults.plan(fault);
		expect(await revoke()).toMatchObject(expected);
		expect(group.history).toHaveLength(1);
	});

	test.each(faultyReplies)('replaces the response after the change: %s', async (_name, fault, expected) => {
		emulator.faults.plan({ ...fault, moment: 'after the change' });
		expect(await revoke()).toMatchObject(expected);
		expect(group.revocations).toBe(1);
	});

	test.each([
		['before the change', 0],
		['after the change', 1],
	] as const)('can drop the connection %s', async (moment, revocations) => {
		emulator.faults.plan({ kind: 'drop', moment });
		await expect(revoke()).rejects.toThrow('fetch failed');
		expect(group.revocations).toBe(revocations);
	});

	test.each([
		['hang', 'before the change', 0],
		['hang', 'after the change', 1],
		['trickle', 'after the change', 1],
	] as const)('can leave the call without a complete response: %s, %s', async (kind, moment, revocations) => {
		emulator.faults.plan({ kind, moment });
		await expect(revoke(GROUP, 100)).rejects.toHaveProperty('name', 'TimeoutError');
		expect(group.revocations).toBe(revocations);
	});

	test('can delay a correct response', async () => {
		emulator.faults.plan({ kind: 'slow', latency: 100 });
		const began = performance.now();
		expect(value(await revoke())).toEqual({ code: group.liveCode });
		expect(performance.now() - began).toBeGreaterThanOrEqual(95);
		expect(group.revocations).toBe(1);
	});

	test('can return success with an unchanged code', async () => {
		emulator.faults.plan({ kind: 'unchanged' });
		expect(value(await revoke())).toEqual({ code: SAMPLE_GROUPS[0]!.firstCode });
		expect(group.history).toHaveLength(1);
	});

	test('can let another admin revoke the code first', async () => {
		emulator.faults.plan({ kind: 'somebody else', on: 'get' });
		expect(value(await read())).toEqual({ code: group.liveCode });
		expect(group.history.map(({ madeBy }) => madeBy)).toEqual(['creation', 'somebody else']);
	});

	test('occurs once by default, or as often as `times` says', async () => {
		emulator.faults.plan({ kind: 'empty' }, { kind: 'html', times: 2 });
		const texts = [await read(), await read(), await read(), await read()].map(({ text }) => text);
		expect(texts).toEqual(['', HTML_PAGE, HTML_PAGE, JSON.stringify({ code: group.liveCode })]);
	});

	test('occurs only on the call in `on`', async () => {
		emulator.faults.plan(
			{ kind: 'status', status: 501, on: 'revoke' },
			{ kind: 'status', status: 502, on: 'get' },
			{ kind: 'status', status: 503, on: 'groups' },
			{ kind: 'status', status: 504, on: 'sessionInfo' },
		);
		const replies = [await session(), await list(), await read(), await revoke()];
		expect(replies.map(({ status }) => status)).toEqual([504, 503, 502, 501]);
	});

	test('occurs only for the group in `group`', async () => {
		emulator.faults.plan({ kind: 'status', status: 503, group: OTHER });
		expect([(await read(GROUP)).status, (await read(OTHER)).status, (await read(OTHER)).status]).toEqual([200, 503, 200]);
	});

	test('is cleared by a reset, together with the calls and the code shape, but the codes stay', async () => {
		await revoke();
		emulator.codeShape = 'bare link';
		emulator.faults.plan({ kind: 'empty', times: 9 });
		emulator.reset();
		expect(emulator.calls).toHaveLength(0);
		expect(value(await read())).toEqual({ code: group.liveCode });
		expect(group.revocations).toBe(1);
	});
});

describe('the recorded calls', () => {
	test('contain each call as it arrived', async () => {
		await revoke();
		await list();
		expect(emulator.calls).toMatchObject([
			{
				name: 'revoke',
				method: 'POST',
				url: '/v2/groups/120363000000000001%40g.us/invite-code/revoke',
				body: CREDENTIALS,
				query: {},
			},
			{ name: 'groups', method: 'GET', url: `/v2/groups?${QUERY}`, body: {}, query: CREDENTIALS },
		]);
		expect(emulator.callsOf('revoke')).toHaveLength(1);
		expect(emulator.callsOf('get')).toHaveLength(0);
	});

	test('contain calls with a fault too', async () => {
		emulator.faults.plan({ kind: 'drop' });
		await expect(revoke()).rejects.toThrow('fetch failed');
		expect(emulator.callsOf('revoke')).toHaveLength(1);
	});

	test.each([
		['GET', '/v2/session'],
		['GET', '/v2/nothing'],
		['GET', '/'],
		['GET', '/v2/groups/1%40g.us/../../session/logout'],
		['POST', '/v2/groups/1@g.us/invite-code'],
	])('contain unknown calls, which get 404: %s %s', async (method, path) => {
		expect(await call(method, path)).toHaveProperty('status', 404);
		expect(emulator.callsOf('unknown')).toHaveLength(1);
	});

	test.each(['', 'not JSON', '[]', 'null', '"x"'])('have no parameters from a body that is not an object: %j', async (body) => {
		await fetch(`${emulator.url}/v2/session/info`, { method: 'POST', body });
		expect(emulator.calls[0]).toMatchObject({ body: {}, credentialsIn: [] });
	});

	test('are announced by nextCall', async () => {
		const next = emulator.nextCall();
		await read();
		expect(await next).toHaveProperty('name', 'get');
	});
});

describe('the server', () => {
	test('listens on loopback only', () => {
		expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
	});

	test('reports a port that is in use', async () => {
		const port = Number(new URL(emulator.url).port);
		await expect(startSampleEmulator(port)).rejects.toThrow(`Port ${port} is in use`);
	});

	test('stops while a call is in flight', async () => {
		const second = await new Emulator().start();
		second.addInstance(SAMPLE_ACCOUNT.instanceId, SAMPLE_ACCOUNT.accessToken);
		second.faults.plan({ kind: 'hang' });
		const arrived = once(second, 'call');
		const open = fetch(`${second.url}/v2/groups?${QUERY}`).catch((error: unknown) => error);
		await arrived;
		await second.stop();
		expect(await open).toHaveProperty('message', 'fetch failed');
		await expect(fetch(second.url)).rejects.toThrow('fetch failed');
	});

	test('accepts a group id of 10 kB and a body of 10 MB', async () => {
		expect(await call('POST', `${pathOf('1'.repeat(10_240))}/revoke`, CREDENTIALS)).toHaveProperty('status', 500);
		expect(await session({ ...CREDENTIALS, padding: 'x'.repeat(10_000_000) })).toHaveProperty('status', 200);
	});
});
