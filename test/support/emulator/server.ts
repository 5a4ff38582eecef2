import { EventEmitter, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { accessTokenOf, credentialsFrom, instanceIdOf, toCall, type CredentialPlace, type RecordedCall } from './call';
import { codeReply } from './calls/inviteCode';
import { Dispatch } from './dispatch';
import { Faults, type Fault } from './faults';
import { facts, type FactId } from './facts';
import { callFacts, routes, type CallName } from './routes';
import { Replay, type Recording } from './recording';
import type { Route } from './route';
import { json, type Reply } from './reply';
import { outsideReply, whatsAppRefusal, type CodeShape } from './shapes';
import { faultyReply } from './faultyReply';
import { Instance } from './world';

/**
 * Emulates the Wawp API on loopback, over real HTTP. It keeps the history of all invite codes and can produce faults.
 *
 * Emits `call` when a request arrives, and `responded` when its response was sent or its connection was dropped.
 */
export class Emulator extends EventEmitter<{ call: [RecordedCall]; responded: [RecordedCall] }> {
	readonly faults = new Faults();
	readonly calls: RecordedCall[] = [];
	readonly instances = new Map<string, Instance>();
	/** Sends events to the webhooks of all instances. */
	readonly dispatch = new Dispatch();
	/** The responses that differ from what a fact says, by the fact. */
	readonly instead = new Map<FactId, Reply>();
	/** Where the credentials are accepted. */
	credentialsIn: Record<'GET' | 'others', readonly CredentialPlace[]> = { GET: ANYWHERE, others: ANYWHERE };
	/** Answers all calls from a recording. */
	private replay: Replay | undefined;
	/** Overrides the shape of the engine. */
	codeShape: CodeShape | undefined;
	/** Minimum time of every response, in ms. */
	latency = 0;
	/** How many requests per second are accepted. The others get a 429. 0: all. */
	perSecond = 0;
	/** The Retry-After of such a 429, in seconds. Undefined: none. */
	retryAfter: string | undefined;
	/** How many requests got this 429 since the last reset. */
	refused = 0;
	/** When the accepted requests of the last second arrived, in ms. */
	private accepted: number[] = [];
	/** Waits for the latency. A test with a clock of its own replaces it. */
	pause: (ms: number) => Promise<void> = async (ms) => await wait(ms);
	private readonly app: FastifyInstance;
	url = '';

	/** @param tls the key and the certificate for HTTPS. Default: HTTP */
	constructor(private readonly tls?: { key: string; cert: string }) {
		super();
		const options = { forceCloseConnections: true, routerOptions: { maxParamLength: 20_000 }, bodyLimit: 20_000_000 };
		this.app = fastify({ ...options, https: tls ?? null });
		this.app.removeAllContentTypeParsers();
		this.app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
			done(null, body);
		});
		for (const [name, { method, path }] of callFacts) {
			this.app.route({ method, url: path, handler: async (request, reply) => await this.respond(name, request, reply) });
		}
		this.app.setNotFoundHandler(async (request, reply) => {
			const call = this.record('unknown', request);
			await send(
				reply,
				this.replayed(call) ??
					json(404, { message: `Cannot ${request.method} ${request.url}`, error: 'Not Found', statusCode: 404 }),
			);
		});
	}

	/** @param port 0 for any free port */
	async start(port = 0): Promise<this> {
		await this.app.listen({ port, host: '127.0.0.1' });
		this.url = `${this.tls ? 'https' : 'http'}://127.0.0.1:${(this.app.server.address() as AddressInfo).port}`;
		return this;
	}

	async stop(): Promise<void> {
		this.dispatch.stop();
		await this.app.close();
	}

	addInstance(id: string, accessToken: string): Instance {
		const instance: Instance = new Instance(id, accessToken, (group, change) => this.dispatch.publish(instance, group, change));
		this.instances.set(id, instance);
		return instance;
	}

	/** Answers all calls from a recording of the contract kit, and sends its deliveries to the webhook that is registered meanwhile. */
	play(recording: Recording): void {
		this.replay = new Replay(recording, ({ url, hmac }, { body, signing }) => {
			this.dispatch.replay({ url, hmac, retries: { delay: 0, attempts: 1 } }, body, signing ?? 'none');
		});
	}

	private replayed(call: RecordedCall): Reply | undefined {
		const [instance] = this.instances.values();
		return this.replay?.replyTo(call, instance);
	}

	/** Clears the recorded calls, the planned faults, the code shape and the differences from the facts. Instances and groups stay. */
	reset(): void {
		this.calls.length = 0;
		this.refused = 0;
		this.accepted = [];
		this.faults.clear();
		this.codeShape = undefined;
		this.replay = undefined;
		this.instead.clear();
		this.credentialsIn = { GET: ANYWHERE, others: ANYWHERE };
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

	private async respond(name: CallName, request: FastifyRequest, reply: FastifyReply): Promise<void> {
		const call = this.record(name, request);
		reply.raw.once('close', () => this.emit('responded', call));
		const replayed = this.replayed(call);
		if (replayed) {
			await send(reply, replayed);
			return;
		}
		const { groupId } = (request as FastifyRequest<{ Params: { groupId?: string } }>).params;
		const fault = this.isOverLimit() ? this.overLimit() : this.faults.take(name, groupId);
		const latency = this.latency + (fault?.latency ?? 0);
		if (latency > 0) await this.pause(latency);
		const outcome = fault ? this.applyFault(fault, name, call, groupId) : this.act(name, call, groupId);
		if (typeof outcome === 'object') {
			if (!fault && outcome.status >= 300) call.isRefused = true;
			await send(reply, outcome);
			return;
		}
		// A hanging connection stays open until the caller times out or the emulator stops.
		reply.hijack();
		if (outcome === 'drop') reply.raw.destroy();
		if (outcome === 'trickle') trickle(reply.raw);
	}

	private isOverLimit(): boolean {
		if (this.perSecond === 0) return false;
		const now = performance.now();
		this.accepted = this.accepted.filter((at) => at > now - 1_000);
		if (this.accepted.length >= this.perSecond) return ++this.refused > 0;
		this.accepted.push(now);
		return false;
	}

	private overLimit(): Fault {
		return { kind: 'rate limit', ...(this.retryAfter !== undefined && { retryAfter: this.retryAfter }) };
	}

	private applyFault(fault: Fault, name: CallName, call: RecordedCall, groupId: string | undefined): Reply | Unfinished {
		const instance = this.instances.get(instanceIdOf(call));
		const group = groupId === undefined ? undefined : instance?.groups.get(groupId);
		if (fault.kind === 'unchanged' && instance && group?.role === 'admin')
			return codeReply(instance, group.liveCode, this.codeShape);
		if (fault.kind === 'somebody else') group?.rotate('somebody else');
		if (fault.kind === 'somebody else' || fault.kind === 'unchanged' || fault.kind === 'slow')
			return this.act(name, call, groupId);
		if (fault.kind === 'headers') return { ...this.act(name, call, groupId), headers: fault.headers };
		if (fault.moment === 'after the change') this.act(name, call, groupId);
		return isUnfinished(fault) ? fault.kind : faultyReply(fault, call);
	}

	/** Makes the requested change and returns the response. The caller may drop that response to simulate a lost one. */
	private act(name: CallName, call: RecordedCall, groupId: string | undefined): Reply {
		const { instance, refused } = this.authorize(call);
		if (!instance) return refused;
		const different = this.instead.get(callFacts.get(name)!.fact);
		if (different) return different;
		const route: Route = routes[name];
		const request = { call, instance, codeShape: this.codeShape };
		if (route.needs === 'account') return route.act(request);
		if (instance.status !== 'WORKING') return this.instead.get('sessionNotWorking') ?? sessionNotWorking(instance);
		if (route.needs === 'session') return route.act(request);
		const group = instance.groups.get(groupId ?? '');
		if (!group) return this.instead.get('refusals') ?? noSuchGroup(instance, groupId ?? '');
		const reply = route.act({ ...request, group });
		// NOWEB loads all groups of the account for it, and reports each of them (seen in WAHA 2026.2.1).
		if (instance.engine === 'NOWEB' && READS_OF_A_GROUP.has(name)) for (const loaded of instance.groups.values()) loaded.read();
		return reply;
	}

	private authorize(call: RecordedCall): { instance: Instance; refused?: never } | { instance?: never; refused: Reply } {
		const accepted = credentialsFrom(call, this.credentialsIn[call.method === 'GET' ? 'GET' : 'others']);
		const id = instanceIdOf(accepted);
		const token = accessTokenOf(accepted);
		if (id === '' || token === '') return { refused: this.refusal('missingParameter') };
		const instance = this.instances.get(id);
		if (![...this.instances.values()].some(({ accessToken }) => accessToken === token)) {
			return { refused: this.refusal('badToken') };
		}
		if (!instance || instance.accessToken !== token) return { refused: this.refusal('unknownInstance') };
		return { instance };
	}

	private refusal(fact: 'missingParameter' | 'badToken' | 'unknownInstance'): Reply {
		const { status, body } = facts[fact].response;
		return this.instead.get(fact) ?? json(status, body);
	}
}

const READS_OF_A_GROUP: ReadonlySet<CallName> = new Set(['group', 'participants', 'readSend', 'readEdit']);

const ANYWHERE: readonly CredentialPlace[] = ['body', 'query', 'header', 'bearer'];

/** Most engines do not tell a group that does not exist from one that the account is not in. */
const noSuchGroup = (instance: Instance, groupId: string): Reply =>
	instance.outsideTexts === 'WhatsApp' ? whatsAppRefusal('item-not-found', 404) : outsideReply(instance, groupId);

function sessionNotWorking({ status }: Instance): Reply {
	const { response } = facts.sessionNotWorking;
	return json(response.status, { ...response.body, status });
}

type Unfinished = 'drop' | 'hang' | 'trickle';

const isUnfinished = (fault: Fault): fault is Fault & { kind: Unfinished } => ['drop', 'hang', 'trickle'].includes(fault.kind);

/** Sends a byte every few milliseconds while the connection is open. */
function trickle(response: ServerResponse): void {
	response.writeHead(200);
	const timer = setInterval(() => response.write('X'), 10);
	response.once('close', () => {
		clearInterval(timer);
	});
}

const send = async (reply: FastifyReply, { status, body, contentType, headers = {} }: Reply): Promise<void> => {
	await reply.code(status).type(contentType).headers(headers).send(body);
};
