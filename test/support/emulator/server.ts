import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { accessTokenOf, instanceIdOf, toCall, type RecordedCall } from './call';
import { codeReply } from './calls/inviteCode';
import { Dispatch } from './dispatch';
import { Faults, type Fault } from './faults';
import { routes, type CallName } from './routes';
import type { Route } from './route';
import { json, type Reply } from './reply';
import { whatsAppRefusal, type CodeShape } from './shapes';
import { spoiledReply } from './spoiledReply';
import { Instance } from './world';

/** A stand-in for the Wawp API on loopback: real HTTP, a memory of every code, and faults on command. */
export class Emulator extends EventEmitter<{ call: [RecordedCall]; answered: [RecordedCall] }> {
	readonly faults = new Faults();
	readonly calls: RecordedCall[] = [];
	readonly instances = new Map<string, Instance>();
	/** Of events, to the webhooks of all instances. */
	readonly dispatch = new Dispatch();
	/** Overrides the shape of the engine. */
	codeShape: CodeShape | undefined;
	/** ms that every answer takes at least */
	latency = 0;
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
		for (const [name, { method, path }] of Object.entries(routes) as Array<[CallName, Route]>) {
			this.app.route({ method, url: path, handler: async (request, reply) => await this.answer(name, request, reply) });
		}
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
		this.dispatch.stop();
		await this.app.close();
	}

	addInstance(id: string, accessToken: string): Instance {
		const instance: Instance = new Instance(id, accessToken, (group, happening) =>
			this.dispatch.tell(instance, group, happening),
		);
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
		const call = toCall(name, request);
		this.calls.push(call);
		this.emit('call', call);
		return call;
	}

	private async answer(name: CallName, request: FastifyRequest, reply: FastifyReply): Promise<void> {
		const call = this.record(name, request);
		reply.raw.once('close', () => this.emit('answered', call));
		const { groupId } = (request as FastifyRequest<{ Params: { groupId?: string } }>).params;
		const fault = this.faults.take(name, groupId);
		await pause(this.latency + (fault?.latency ?? 0));
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
		if (fault.kind === 'unchanged' && instance && group?.role === 'admin') return codeReply(instance, group, this.codeShape);
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
		const route: Route = routes[name];
		const request = { call, instance, codeShape: this.codeShape };
		if (route.needs === 'account') return route.act(request);
		if (instance.status !== 'WORKING') return sessionNotWorking(instance);
		if (route.needs === 'session') return route.act(request);
		const group = instance.groups.get(groupId ?? '');
		return group ? route.act({ ...request, group }) : whatsAppRefusal('item-not-found', 404);
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

const sessionNotWorking = ({ status }: Instance) =>
	json(422, {
		error: 'Session status is not as expected. Try again later or restart the session',
		status,
		expected: ['WORKING'],
	});

const pause = async (ms: number) => {
	if (ms > 0) await wait(ms);
};

const send = async (reply: FastifyReply, { status, body, contentType, headers = {} }: Reply): Promise<void> => {
	await reply.code(status).type(contentType).headers(headers).send(body);
};
