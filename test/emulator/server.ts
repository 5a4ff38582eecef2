import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Faults, type CallName, type Fault, type SpoiledAnswer } from './faults';
import {
	codeShapeOf,
	codeShapes,
	groupList,
	HTML_PAGE,
	json,
	refusal,
	text,
	whatsAppRefusal,
	type CodeShape,
	type Reply,
} from './shapes';
import { Instance, type Group } from './world';

/** One request as it arrived. */
export interface RecordedCall {
	name: CallName | 'unknown';
	method: string;
	/** As sent, percent-encoded, with the query. */
	url: string;
	headers: Record<string, string | string[] | undefined>;
	body: Record<string, unknown>;
	query: Record<string, unknown>;
	/** Every place that held a credential. */
	credentialsIn: Array<'body' | 'query' | 'header' | 'bearer'>;
}

/** A stand-in for the Wawp API on loopback: real HTTP, a memory of every code, and faults on command. */
export class Emulator extends EventEmitter<{ call: [RecordedCall]; answered: [RecordedCall] }> {
	readonly faults = new Faults();
	readonly calls: RecordedCall[] = [];
	readonly instances = new Map<string, Instance>();
	/** Overrides the shape of the engine. */
	codeShape: CodeShape | undefined;
	private readonly app: FastifyInstance = fastify({
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 20_000 },
		bodyLimit: 20_000_000,
	});
	url = '';

	constructor() {
		super();
		this.app.removeAllContentTypeParsers();
		this.app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
			done(null, body);
		});
		this.app.post('/v2/session/info', async (request, reply) => await this.answer('sessionInfo', request, reply));
		this.app.get('/v2/groups', async (request, reply) => await this.answer('groups', request, reply));
		this.app.get('/v2/groups/:groupId/invite-code', async (request, reply) => await this.answer('get', request, reply));
		this.app.post(
			'/v2/groups/:groupId/invite-code/revoke',
			async (request, reply) => await this.answer('revoke', request, reply),
		);
		this.app.setNotFoundHandler(async (request, reply) => {
			this.record('unknown', request);
			await send(reply, json(404, { message: `Cannot ${request.method} ${request.url}`, error: 'Not Found', statusCode: 404 }));
		});
	}

	/** @param port 0 for any free one */
	async start(port = 0): Promise<this> {
		await this.app.listen({ port, host: '127.0.0.1' });
		this.url = `http://127.0.0.1:${(this.app.server.address() as AddressInfo).port}`;
		return this;
	}

	async stop(): Promise<void> {
		await this.app.close();
	}

	addInstance(id: string, accessToken: string): Instance {
		const instance = new Instance(id, accessToken);
		this.instances.set(id, instance);
		return instance;
	}

	/** Forgets calls and planned faults; instances and groups stay. */
	reset(): void {
		this.calls.length = 0;
		this.faults.clear();
		this.codeShape = undefined;
	}

	/** Resolves when the next call arrives. */
	async nextCall(): Promise<RecordedCall> {
		const [call] = (await once(this, 'call')) as [RecordedCall];
		return call;
	}

	callsOf(name: RecordedCall['name']): RecordedCall[] {
		return this.calls.filter((call) => call.name === name);
	}

	private record(name: RecordedCall['name'], request: FastifyRequest): RecordedCall {
		const body = parseBody(request.body);
		const query = request.query as Record<string, unknown>;
		const call: RecordedCall = {
			name,
			method: request.method,
			url: request.url,
			headers: request.headers,
			body,
			query,
			credentialsIn: credentialPlaces(request.headers, body, query),
		};
		this.calls.push(call);
		this.emit('call', call);
		return call;
	}

	private async answer(name: CallName, request: FastifyRequest, reply: FastifyReply): Promise<void> {
		const call = this.record(name, request);
		reply.raw.once('close', () => this.emit('answered', call));
		const { groupId } = (request as FastifyRequest<{ Params: { groupId?: string } }>).params;
		const fault = this.faults.take(name, groupId);
		if (fault?.latency) await wait(fault.latency);
		const answer = fault ? this.misbehave(fault, name, call, groupId) : this.act(name, call, groupId);
		if (typeof answer === 'object') {
			await send(reply, answer);
			return;
		}
		// A hanging reply stays open until the caller gives up or the emulator stops.
		reply.hijack();
		if (answer === 'drop') reply.raw.destroy();
	}

	private misbehave(fault: Fault, name: CallName, call: RecordedCall, groupId: string | undefined): Reply | 'drop' | 'hang' {
		const instance = this.instances.get(instanceIdOf(call));
		const group = groupId === undefined ? undefined : instance?.groups.get(groupId);
		if (fault.kind === 'unchanged' && instance && group?.role === 'admin') return this.codeReply(instance, group);
		if (fault.kind === 'somebody else') group?.rotate('somebody else');
		if (fault.kind === 'somebody else' || fault.kind === 'unchanged' || fault.kind === 'slow')
			return this.act(name, call, groupId);
		if (fault.moment === 'after the change') this.act(name, call, groupId);
		return fault.kind === 'drop' || fault.kind === 'hang' ? fault.kind : spoiledReply(fault, call);
	}

	/** The change is made first and answered afterwards, so that an answer can be lost. */
	private act(name: CallName, call: RecordedCall, groupId: string | undefined): Reply {
		const { instance, refused } = this.authorize(call);
		if (!instance) return refused;
		if (name === 'sessionInfo') return sessionInfo(instance);
		if (instance.status !== 'WORKING') return sessionNotWorking(instance);
		if (name === 'groups') return groupList(instance);
		const group = instance.groups.get(groupId ?? '');
		if (!group) return whatsAppRefusal('item-not-found', 404);
		if (group.role !== 'admin') return refusal(instance.engine, group.role);
		if (name === 'revoke' && !instance.noOpRevoke) group.rotate();
		return this.codeReply(instance, group);
	}

	private codeReply(instance: Instance, group: Group): Reply {
		return codeShapes[this.codeShape ?? codeShapeOf[instance.engine]](group.liveCode);
	}

	private authorize(call: RecordedCall): { instance: Instance; refused?: never } | { instance?: never; refused: Reply } {
		const id = instanceIdOf(call);
		const token = accessTokenOf(call);
		if (id === '' || token === '') {
			return { refused: json(400, { code: 'missing_param', message: 'instance_id and access_token are required' }) };
		}
		const instance = this.instances.get(id);
		if (![...this.instances.values()].some(({ accessToken }) => accessToken === token)) {
			return { refused: json(401, { status: 401, message: 'Invalid access token', error: 'Unauthorized' }) };
		}
		if (!instance || instance.accessToken !== token) {
			return { refused: json(404, { code: 'invalid_session', message: 'The session does not exist' }) };
		}
		return { instance };
	}
}

function sessionInfo(instance: Instance): Reply {
	return json(200, {
		name: `wawp-${instance.id}`,
		status: instance.status,
		...(instance.status === 'SCAN_QR_CODE' && { qr: 'iVBORw0KGgo=' }),
		config: { webhooks: {}, proxy: null, metadata: { access_token: instance.accessToken, instance_id: instance.id } },
		me: { id: '201000000000@c.us', pushName: 'Test' },
	});
}

const sessionNotWorking = ({ status }: Instance) =>
	json(422, {
		error: 'Session status is not as expected. Try again later or restart the session',
		status,
		expected: ['WORKING'],
	});

function spoiledReply(fault: SpoiledAnswer, call: RecordedCall): Reply {
	switch (fault.kind) {
		case 'rate limit': {
			const reply = json(429, { status: 429, message: 'Too many requests', error: 'Too Many Requests' });
			return fault.retryAfter === undefined ? reply : { ...reply, headers: { 'retry-after': fault.retryAfter } };
		}
		case 'status':
			return fault.body === undefined
				? json(fault.status, { statusCode: fault.status, message: 'Internal server error' })
				: { ...text(fault.status, fault.body, fault.contentType), ...(fault.headers && { headers: fault.headers }) };
		case 'empty':
			return text(200, '');
		case 'undefined':
			return text(200, 'undefined');
		case 'html':
			return text(200, HTML_PAGE);
		case 'error under 200':
			return json(200, { code: 'wawp_upstream_error', message: 'The upstream did not answer' });
		case 'echo':
			return echo(call);
	}
}

/** WAHA's 500 repeats the request, credentials included. */
const echo = ({ url, method, body, query, headers }: RecordedCall) =>
	json(500, {
		statusCode: 500,
		exception: { message: `Request failed: ${method} ${url} ${JSON.stringify({ body, headers })}`, stack: `Error at ${url}` },
		request: { path: url, method, body, query, headers },
	});

const send = async (reply: FastifyReply, { status, body, contentType, headers = {} }: Reply): Promise<void> => {
	await reply.code(status).type(contentType).headers(headers).send(body);
};

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

const instanceIdOf = ({ body, query, headers }: RecordedCall) =>
	string(body.instance_id) || string(query.instance_id) || string(headers['x-instance-id']);

const accessTokenOf = ({ body, query, headers }: RecordedCall) =>
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
