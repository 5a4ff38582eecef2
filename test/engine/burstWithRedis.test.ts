import fc from 'fast-check';
import type { IDataObject, INode } from 'n8n-workflow';
import type { GroupEvent } from '../../nodes/wawp/events/groupEvents';
import type { JoinMethod } from '../../nodes/wawp/events/joinMethod';
import { TriggerMemory } from '../../nodes/WawpGroupsTrigger/memory';
import { redisStandIn, type RedisLists } from '../support/engine/redisStandIn';
import { runWorkflow } from '../support/engine/runWorkflow';
import { standIn, standIns } from '../support/engine/standIns';
import { assign, readExample } from '../support/examples';
import { expectAsyncProperty } from '../support/property';

const GROUP = '120363000000000001@g.us';
const KEY = `wawp-joins:test:${GROUP}`;
const NOON = Date.parse('2026-11-25T12:00:00.000Z');
const SETTINGS = { threshold: 3, windowSeconds: 60, quietSeconds: 60, afterBurstSeconds: 10 };
const example = readExample('burst-with-redis.json');

const iso = (seconds: number) => new Date(NOON + seconds * 1_000).toISOString();
const join = (person: string, seconds: number): IDataObject => ({
	event: 'memberJoined',
	eventId: `evt_${person}_${seconds}`,
	groupId: GROUP,
	participantId: `${person}@c.us`,
	joinMethod: 'link',
	timestamp: iso(seconds),
});

const filledIn = (node: INode): INode => {
	if (node.name === 'Settings') return { ...node, parameters: assign(SETTINGS)(node.parameters) };
	return node.name.startsWith('Let the ') ? { ...node, parameters: { ...node.parameters, amount: 0 } } : node;
};

/** The decisions of the example with Redis. `burstWithRedis.queue.ts` plays it with two real webhook processors and a real Redis. */
describe('the example with Redis', () => {
	let lists: RedisLists;
	let executions: number;
	let calls: IDataObject[][];

	beforeEach(() => {
		lists = new Map();
		executions = 0;
		calls = [];
	});

	/** Plays one execution. @param beforeRead what other executions do after this one has written its joins */
	async function play(items: IDataObject[], beforeRead: () => Promise<void> = async () => await Promise.resolve()) {
		const redis = redisStandIn(lists);
		const { run, error } = await runWorkflow({
			nodes: example.nodes.map(filledIn),
			connections: example.connections,
			start: 'Member Joined',
			input: items.map((json) => ({ json })),
			credential: undefined,
			executionId: String(++executions),
			standIns: {
				...standIns({}),
				'n8n-nodes-base.redis': {
					...redis,
					async execute() {
						if (this.getNodeParameter('operation', 0) === 'get') await beforeRead();
						return await redis.execute!.call(this);
					},
				},
				'n8n-nodes-base.stopAndError': standIn(['errorMessage'], (parameter) => {
					throw new Error(parameter('errorMessage') as string);
				}),
			},
		});
		const called = run.data.resultData.runData['Stop the Spam Wave']?.[0]?.data?.main?.[0]?.map(({ json }) => json);
		if (called) calls.push(called);
		return error?.message;
	}

	test.each([
		['do not count without a join method: somebody has probably added them', 'unknown', 0],
		['count if they used the link', 'link', 1],
	])('people who one event reports together %s', async (_what, joinMethod, alarms) => {
		await play(['1', '2', '3', '4', '5', '6'].map((person) => ({ ...join(person, 0), joinMethod })));
		expect(calls).toHaveLength(alarms);
	});

	test('guests, who got the link from the package, do not count', async () => {
		for (const person of ['1', '2', '3', '4', '5', '6']) await play([{ ...join(person, 0), joinMethod: 'invited' }]);
		expect(calls).toEqual([]);
	});

	test('a person alone without a join method counts', async () => {
		for (const person of ['1', '2', '3', '4', '5', '6']) await play([{ ...join(person, 0), joinMethod: 'unknown' }]);
		expect(calls.length).toBeGreaterThan(0);
	});

	const bursts = () => calls.flat().filter(({ event }) => event === 'joinBurst');
	const late = () => calls.flat().filter(({ event }) => event === 'memberJoined');

	const WAVE = `${GROUP.split('@')[0]}-${NOON + 2_000}`;

	it('raises one alarm, in the shape of the trigger, and then passes late joiners on', async () => {
		for (const [at, person] of ['1', '2', '3', '4'].entries()) await play([join(person, at)]);
		await play([join('5', 30)]);
		expect(calls).toEqual([
			[
				{
					event: 'joinBurst',
					eventId: 'evt_3_2',
					groupId: GROUP,
					groupSubject: null,
					pattern: 'fast',
					joinCount: 3,
					windowSeconds: 60,
					participantIds: ['1@c.us', '2@c.us', '3@c.us'],
					waveId: WAVE,
					burstNumber: 1,
					afterReconnect: false,
					actorId: null,
					timestamp: iso(2),
				},
			],
			[{ ...join('4', 3), waveId: WAVE }],
		]);
	});

	it('counts people and not deliveries', async () => {
		for (let copy = 0; copy < 3; copy++) for (const person of ['1', '2']) await play([join(person, copy)]);
		expect(calls).toEqual([]);
	});

	it('has one alarm when all executions write before the first one reads', async () => {
		const people = ['1', '2', '3', '4', '5'];
		let writing = 2 * people.length;
		let allHaveWritten = () => {};
		const written = new Promise<void>((resolve) => (allHaveWritten = resolve));
		const errors = await Promise.all(
			[...people, ...people].map(
				async (person) =>
					await play([join(person, Number(person))], async () => {
						if (--writing === 0) allHaveWritten();
						await written;
					}),
			),
		);
		expect(errors.filter(Boolean)).toEqual([]);
		expect(bursts()).toMatchObject([{ joinCount: 3 }]);
		expect(late()).toHaveLength(2);
	});

	it('decides as the trigger does, for joins in any order, one or more in a delivery', async () => {
		// Steps of 7 seconds: a second join of a person is either the same delivery, or clearly another join.
		const delivery = fc.record({
			people: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
			step: fc.nat(40),
		});
		await expectAsyncProperty(
			fc.asyncProperty(fc.array(delivery, { minLength: 10, maxLength: 25 }), async (deliveries) => {
				lists.clear();
				calls.length = 0;
				const memory = new TriggerMemory();
				const expected: IDataObject[] = [];
				for (const { people, step } of deliveries) {
					const items = people.map((person) => join(String(person), step * 7));
					await play(items);
					const { items: reported } = memory.react(
						{
							eventId: null,
							time: NOON + step * 7_000,
							statedTime: NOON + step * 7_000,
							events: items.map(({ participantId }): GroupEvent => ({
								event: 'memberJoined',
								groupId: GROUP,
								participant: { id: participantId as `${string}@c.us`, ids: [participantId as `${string}@c.us`] },
								actorId: null,
								joinMethod: 'link',
								isBatch: false,
							})),
							hasOwnTime: true,
							isFromOtherInstance: false,
						},
						JSON.stringify(items),
						NOON,
						{
							events: new Set(['joinBurst', 'memberJoined']),
							groups: new Set(),
							joinMethods: new Set<JoinMethod>(['link']),
							waves: { quiet: 60_000, fast: { threshold: SETTINGS.threshold, window: 60_000 } },
							afterBurst: 10_000,
						},
					);
					expected.push(
						...reported.filter(({ event }) => event === 'joinBurst').map((burst) => ({ ...burst, groupSubject: null })),
					);
				}
				expect(bursts().map((burst) => ({ ...burst, eventId: null }))).toEqual(expected);
			}),
			{ numRuns: 10 },
		);
	}, 60_000);

	it('fails visibly if Redis does not return the join', async () => {
		const lose = async () => {
			lists.set(KEY, [JSON.stringify({ people: ['2@c.us'], time: NOON, execution: 'other' })]);
			await Promise.resolve();
		};
		expect(await play([join('1', 0)], lose)).toContain('not in the list');
	});

	describe('a list that still grows', () => {
		const old = (count: number, seconds: number) =>
			Array.from({ length: count }, (_, at) =>
				JSON.stringify({ people: [`${1000 + at}@c.us`], time: NOON + (seconds + at * 61) * 1_000, execution: `old-${at}` }),
			);

		it('loses its oldest join', async () => {
			lists.set(KEY, old(101, -20_000));
			await play([join('1', 0)]);
			expect(lists.get(KEY)).toHaveLength(101);
			expect(lists.get(KEY)![0]).toContain('1001@c.us');
		});

		it.each([
			['is short', old(100, -20_000)],
			['is young', old(101, -9_000)],
			[
				'has an alarm of the last hour',
				[
					...old(101, -20_000),
					...['7', '8', '9'].map((person) => JSON.stringify({ people: [person], time: NOON - 60_000, execution: person })),
				],
			],
		])('loses nothing while it %s', async (_when, list) => {
			lists.set(KEY, list);
			await play([join('1', 0)]);
			expect(lists.get(KEY)).toHaveLength(list.length + 1);
		});
	});
});
