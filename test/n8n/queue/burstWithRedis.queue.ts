import type { ExecutionStatus, IDataObject, INodeCredentials } from 'n8n-workflow';
import { deliver, type Attempt } from '../../support/emulator/deliveries';
import { eventsFor } from '../../support/emulator/events';
import { startSampleEmulator } from '../../support/emulator/sample';
import type { WebhookEntry } from '../../support/emulator/webhooks';
import type { Group } from '../../support/emulator/world';
import { assign } from '../../support/examples';
import { provideDataTable, type DataTable } from '../../support/n8n/dataTables';
import { RestClient } from '../../support/n8n/restClient';
import { executionsOf, readExecution, saveCredential, type SavedWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { publishExample } from '../server/example';
import { answerQuestion, questionLinkIn } from '../server/wavePage';
import { credentialData, CREDENTIAL_TYPE } from '../wawpNode';
import { Cluster } from './cluster';
import { redisCommand } from './redis';

const ADMIN_CHAT = '201000000009@c.us';
const ON_CALL_CHAT = '201000000008@c.us';

describe('the example with Redis, with two webhook processors and two workers', () => {
	const cluster = new Cluster(['webhooks', 'webhooks2']);
	const attempts: Attempt[] = [];
	let sample: Awaited<ReturnType<typeof startSampleEmulator>>;
	let rest: RestClient;
	let counting: SavedWorkflow;
	let answering: SavedWorkflow;
	let webhook: WebhookEntry;
	let log: DataTable;
	let groups = 0;
	let people = 0;
	/** The number of executions of the counting workflow that the deliveries so far must have started. */
	let started = 0;

	beforeAll(async () => {
		await cluster.start();
		sample = await startSampleEmulator();
		rest = await new RestClient(cluster.url('main')).signIn();
		const wawp = { name: 'Wawp account', type: CREDENTIAL_TYPE, data: credentialData(sample.emulator.url) };
		const redis = { name: 'Redis', type: 'redis', data: { host: '127.0.0.1', port: cluster.redisPort, database: 0 } };
		const credentials: INodeCredentials = { [CREDENTIAL_TYPE]: await saveCredential(rest, wawp) };
		const text = 'string';
		const columns = { groupName: text, groupId: text, participantId: text, joinedAt: text, waveId: text } as const;
		log = await provideDataTable(rest, 'WhatsApp waves', { ...columns, outcome: text, decidedBy: text });
		answering = await publishExample(
			{ rest, credentials },
			'stop-spam-wave.json',
			{ Settings: assign({ adminChat: ADMIN_CHAT }) },
			{},
			['Join Burst'],
		);
		counting = await publishExample(
			{ rest, credentials },
			'burst-with-redis.json',
			{
				'Stop the Spam Wave': (parameters) => ({
					...parameters,
					workflowId: { __rl: true, mode: 'list', value: answering.id },
				}),
				'Tell the Admins': (parameters) => ({ ...parameters, sendTo: { __rl: true, mode: 'id', value: ON_CALL_CHAT } }),
			},
			{ 'n8n-nodes-base.redis': { redis: await saveCredential(rest, redis) } },
		);
		webhook = await until('the webhook is registered', () => sample.instance.webhooks.own()[0]);
		// The test itself routes the deliveries, as a load balancer would.
		sample.instance.webhooks.delete(webhook.url);
		for (const name of ['webhooks', 'webhooks2'] as const)
			await until(`${name} serves the webhook`, async () => (await fetch(urlAt(name), { method: 'POST' })).status === 401);
	});

	afterAll(async () => {
		for (const { id, status } of await executionsOf(rest, answering))
			if (status === 'waiting') await rest.post(`/executions/${id}/stop`);
		await cluster.stop();
		await sample.emulator.stop();
	});

	type Processor = 'webhooks' | 'webhooks2';

	const urlAt = (name: Processor) => webhook.url.replace(cluster.url('main'), cluster.url(name));
	const newGroup = () => sample.instance.addGroup(`12036300000020000${++groups}@g.us`, `Guarded Group ${groups}`);
	const nextPerson = () => `${990000000000 + ++people}@c.us`;
	const messagesTo = (chatId: string) =>
		sample.instance.messages.filter((message) => message.chatId === chatId).map(({ message }) => message);

	/** Somebody joins, and the processors get the same delivery, one after another. @returns the person */
	async function join(group: Group, processors: Processor[], at = Date.now()): Promise<string> {
		const members = [group.addMember(nextPerson())];
		const [body] = eventsFor(sample.instance, group, { kind: 'joined', members, joinMethod: 'link' }, { at, sentAt: at });
		// Each process recognizes the deliveries that it has seen.
		started += new Set(processors).size;
		for (const name of processors) {
			const { signing } = sample.instance;
			const onAttempt = (attempt: Attempt) => attempts.push(attempt);
			await deliver({ ...webhook, url: urlAt(name) }, body!, { signing, faster: 100, onAttempt });
		}
		return members[0]!.id;
	}

	/** Waits until all deliveries were counted. @returns the items that the answering workflow got about a group, by execution */
	async function calls(group: Group): Promise<IDataObject[][]> {
		await until(
			'all joins were counted',
			async () => {
				const done = await withStatus(counting, ['success', 'error']);
				return done.filter(({ mode }) => mode !== 'error').length === started;
			},
			{ seconds: 60 },
		);
		// n8n saves what an execution has done when it ends or waits for the answer.
		await until(
			'the calls wait for an answer, or have ended',
			async () => {
				const all = await executionsOf(rest, answering);
				return all.length === (await withStatus(answering, ['success', 'error', 'waiting'])).length;
			},
			{ seconds: 60 },
		);
		const executions = await Promise.all(
			(await executionsOf(rest, answering)).map(async ({ id }) => await readExecution(rest, id)),
		);
		return executions
			.map(({ data }) => {
				const { runData } = data.resultData;
				return (runData['When Executed by Another Workflow']?.[0]?.data?.main?.[0] ?? []).map(({ json }) => json);
			})
			.filter((items) => items.some(({ groupId }) => groupId === group.id));
	}

	it('counts people and not deliveries', async () => {
		const group = newGroup();
		const joined: string[] = [];
		for (let person = 0; person < 4; person++) joined.push(await join(group, ['webhooks', 'webhooks2', 'webhooks']));
		expect(await calls(group)).toEqual([]);
		joined.push(await join(group, ['webhooks2', 'webhooks']));
		expect(await calls(group)).toEqual([[expect.objectContaining({ event: 'joinBurst', joinCount: 5, participantIds: joined })]]);
	});

	it('a wave over both raises exactly one alarm; the answer removes everybody', async () => {
		const group = newGroup();
		sample.instance.messages.length = 0;
		// Neither processor sees five people.
		const wave = await Promise.all(
			Array.from({ length: 8 }, async (_, at) => await join(group, [at % 2 === 0 ? 'webhooks' : 'webhooks2'])),
		);
		const items = (await calls(group)).flat();
		expect(items.filter(({ event }) => event === 'joinBurst')).toMatchObject([
			{ joinCount: 5, burstNumber: 1, afterReconnect: false, windowSeconds: 60 },
		]);
		expect(items.filter(({ event }) => event === 'memberJoined')).toHaveLength(3);
		expect(await rowsOf(group)).toHaveLength(8);
		expect(group.revocations).toBe(1);
		expect(messagesTo(ADMIN_CHAT)).toEqual([expect.stringMatching(/^\d people joined/)]);

		// Any webhook processor can serve the page; the link has the address of a worker here.
		const link = new URL(questionLinkIn(messagesTo(ADMIN_CHAT)[0]!)!);
		await answerQuestion(link.href.replace(link.origin, cluster.url('webhooks2')));
		await until('the admins get the result', () => messagesTo(ADMIN_CHAT).length === 2);
		expect(messagesTo(ADMIN_CHAT)[1]).toMatch(/^8 of 8 people were removed from /);
		expect(wave.filter((person) => group.members.has(person))).toEqual([]);
		await until('the outcomes are noted', async () => (await rowsOf(group)).every(({ outcome }) => outcome === 'removed'));
	});

	it('the window slides, also over the start of a clock minute', async () => {
		const minute = Math.floor(Date.now() / 60_000) * 60_000 - 180_000;
		const at = (seconds: number) => minute + seconds * 1_000;
		const across = newGroup();
		for (const seconds of [-25, -20, -15]) await join(across, ['webhooks'], at(seconds));
		for (const seconds of [10, 35]) await join(across, ['webhooks2'], at(seconds));
		expect(await calls(across)).toMatchObject([[{ joinCount: 5 }]]);

		const sliding = newGroup();
		for (let person = 0; person < 4; person++) await join(sliding, ['webhooks'], at(-31));
		const within = [await join(sliding, ['webhooks2'], at(30))];
		for (const seconds of [40, 50, 60]) within.push(await join(sliding, ['webhooks'], at(seconds)));
		expect(await calls(sliding)).toEqual([]);
		within.push(await join(sliding, ['webhooks2'], at(90)));
		expect(await calls(sliding)).toMatchObject([[{ joinCount: 5, participantIds: within }]]);
	});

	it('tells the admins once when it cannot count, and forgets lists', async () => {
		const [group, other] = [newGroup(), newGroup()];
		const list = ({ id }: Group) => `wawp-joins:${counting.id}:${id}`;
		await redisCommand(cluster.redisPort, 'SET', list(group), 'not a list');
		await join(group, ['webhooks']);
		const told = await until('the admins are told', () => messagesTo(ON_CALL_CHAT)[0]);
		await join(group, ['webhooks2']);
		await join(other, ['webhooks']);
		expect(await calls(group)).toEqual([]);
		await until('both failures were handled', async () => {
			const handled = (await executionsOf(rest, counting)).filter(({ mode }) => mode === 'error');
			return handled.length === 2 && handled.every(({ status }) => status === 'success');
		});
		expect(told).toMatch(/^A SPAM WAVE MAY BE MISSED.*WRONGTYPE.*\/executions\/\d+$/);
		expect(messagesTo(ON_CALL_CHAT)).toHaveLength(1);
		const [seconds] = await redisCommand(cluster.redisPort, 'TTL', list(other));
		expect(Number(seconds)).toBeGreaterThan(700);
	});

	it('accepts every delivery', () => {
		expect(attempts.every(({ status }) => status === 200)).toBe(true);
	});

	const withStatus = async (workflow: SavedWorkflow, statuses: ExecutionStatus[]) =>
		(await executionsOf(rest, workflow)).filter(({ status }) => statuses.includes(status));
	const rowsOf = async (group: Group) => (await log.rows()).filter(({ groupId }) => groupId === group.id);
});
