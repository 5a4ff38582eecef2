import type { IDataObject } from 'n8n-workflow';
import type { Delivery } from '../../../nodes/wawp/events/delivery';
import type { GroupEvent, MemberChange, MemberEvent } from '../../../nodes/wawp/events/groupEvents';
import type { GroupId } from '../../../nodes/wawp/ids/groupId';
import type { SessionEvent } from '../../../nodes/wawp/events/sessionStatus';
import type { JoinMethod } from '../../../nodes/wawp/events/joinMethod';
import type { ParticipantId } from '../../../nodes/wawp/ids/participantId';
import type { TriggerEvent } from '../../../nodes/WawpGroupsTrigger/events';
import { TriggerMemory } from '../../../nodes/WawpGroupsTrigger/memory';
import type { TriggerSettings } from '../../../nodes/WawpGroupsTrigger/settings';

const GROUP = '120363000000000001@g.us';
const OTHER = '120363000000000002@g.us';
const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const ALL: TriggerEvent[] = [
	'memberJoined',
	'memberLeft',
	'memberPromoted',
	'memberDemoted',
	'groupUpdated',
	'inviteCodeChanged',
	'sessionStatusChanged',
	'joinBurst',
];

const settingsFor = (events: TriggerEvent[], changed: Partial<TriggerSettings> = {}): TriggerSettings => ({
	events: new Set(events),
	groups: new Set(),
	joinMethods: new Set<JoinMethod>(['link', 'added', 'unknown']),
	waves: { quiet: 600_000, fast: { threshold: 3, window: 60_000 } },
	afterBurst: 0,
	...changed,
});

const person = (...ids: ParticipantId[]) => ({ id: ids[0]!, ids });
/** A change of a person, who joined by link unless the test says otherwise. */
const change = (event: MemberChange, participant = person('1@c.us'), more: Partial<JoinEvent> = {}): GroupEvent => ({
	groupId: GROUP,
	participant,
	actorId: null,
	joinMethod: 'link',
	isBatch: false,
	...more,
	event,
});
const join = (id: string, groupId: GroupId = GROUP, joinMethod: JoinMethod = 'link') =>
	change('memberJoined', person(`${id}@c.us`), { groupId, joinMethod });
const left = (id: string) => change('memberLeft', person(`${id}@c.us`));
const update = (subject: string | null, description: string | null = null, isComplete = false): GroupEvent => ({
	event: 'groupUpdated',
	groupId: GROUP,
	subject,
	description,
	state: { values: { ...(subject !== null && { subject }), ...(description !== null && { description }) }, isComplete },
});
const setting = (values: Record<string, string>): GroupEvent => ({
	event: 'groupUpdated',
	groupId: GROUP,
	subject: null,
	description: null,
	state: { values, isComplete: false },
});
const newCode = (code: string, isComplete = false): GroupEvent => ({
	event: 'inviteCodeChanged',
	groupId: GROUP,
	code,
	state: { values: { invite: code }, isComplete },
});
const session = (status: string): SessionEvent => ({
	event: 'sessionStatusChanged',
	status,
	isWorking: status === 'WORKING',
});

type JoinEvent = Extract<MemberEvent, { event: 'memberJoined' }>;

/** A trigger that receives deliveries. Each has its own ID, unless the test gives one. */
function trigger(settings: TriggerSettings) {
	const memory = new TriggerMemory();
	let deliveries = 0;
	const react = (
		events: Delivery['events'],
		{ at = 0, now = NOW, eventId = `evt_${++deliveries}`, fingerprint = 'f', ...more }: DeliveryOptions = {},
	) =>
		memory.react(
			{ eventId, time: NOW + at, statedTime: NOW + at, events, hasOwnTime: false, isFromOtherInstance: false, ...more },
			fingerprint,
			now,
			settings,
		);
	return {
		memory,
		react,
		/** The items in short: the participant, or else the event. */
		receive: (events: Delivery['events'], options?: DeliveryOptions) =>
			react(events, options).items.map((item) => (typeof item.participantId === 'string' ? item.participantId : item.event)),
	};
}

interface DeliveryOptions {
	/** ms from NOW to the events. */
	at?: number;
	/** When the delivery is received, in ms since 1970. */
	now?: number;
	eventId?: Delivery['eventId'];
	fingerprint?: string;
	hasOwnTime?: boolean;
	isFromOtherInstance?: boolean;
	statedTime?: number;
}

test('each selected event becomes an item, in order', () => {
	const { receive } = trigger(settingsFor(ALL));
	expect(receive([join('1'), left('2'), update('S'), newCode('C')])).toEqual([
		'1@c.us',
		'2@c.us',
		'groupUpdated',
		'inviteCodeChanged',
	]);
});

describe('an event that is not selected makes no item and is not remembered', () => {
	test.each<[string, TriggerSettings, GroupEvent]>([
		['a leave, with promotions selected', settingsFor(['memberPromoted']), left('1')],
		['an update, with joins selected', settingsFor(['memberJoined', 'joinBurst']), update('S')],
		['a join, with demotions selected', settingsFor(['memberDemoted']), join('1')],
		['a leave in another group, with joins selected', settingsFor(['memberJoined'], { groups: new Set([OTHER]) }), left('1')],
		['another group', settingsFor(ALL, { groups: new Set([OTHER]) }), join('1')],
		['another join method', settingsFor(ALL, { joinMethods: new Set<JoinMethod>(['added']) }), join('1')],
	])('%s', (_what, settings, event) => {
		const { memory, receive } = trigger(settings);
		expect(receive([event])).toEqual([]);
		expect(memory.size).toEqual({ deliveries: 0, changes: 0, states: 0, groups: 0, joins: 0 });
	});

	test.each<TriggerEvent>(['memberJoined', 'joinBurst'])('joins are remembered for %s', (event) => {
		const { memory, receive } = trigger(settingsFor([event]));
		receive([join('1')]);
		expect(memory.size).toMatchObject({ deliveries: 1, changes: 1 });
	});

	test('join methods apply only to joins', () => {
		const { receive } = trigger(settingsFor(ALL, { joinMethods: new Set() }));
		expect(receive([left('1'), update('S'), join('2')])).toEqual(['1@c.us', 'groupUpdated']);
	});

	test('an event of a selected group makes an item', () => {
		const { receive } = trigger(settingsFor(ALL, { groups: new Set([GROUP]) }));
		expect(receive([join('1'), join('2', OTHER)])).toEqual(['1@c.us']);
	});
});

describe('a repeated delivery', () => {
	const LATER = { at: 60_000, now: NOW + 60_000 };
	const AT_THE_END = { at: 660_000, now: NOW + 660_000 };
	const AHEAD = { statedTime: NOW + 3_600_000 };
	const LATE = { at: 4_260_000, now: NOW + 4_260_000 };

	test.each<[string, DeliveryOptions, DeliveryOptions, number]>([
		['is recognized by its ID', { eventId: 'a', fingerprint: 'f' }, { ...LATER, eventId: 'a', fingerprint: 'g' }, 0],
		['is recognized by its bytes if it has no ID', { eventId: null }, { ...LATER, eventId: null }, 0],
		['is a new one with other bytes', { eventId: null, fingerprint: 'f' }, { ...LATER, eventId: null, fingerprint: 'g' }, 1],
		['is a new one with another ID, even with the same bytes', { eventId: 'a' }, { ...LATER, eventId: 'b' }, 1],
		['is recognized as long as it is young enough', { eventId: 'a' }, { eventId: 'a', now: NOW + 660_000 }, 0],
		['is recognized for the window and 10 minutes', { eventId: 'a' }, { ...AT_THE_END, eventId: 'a' }, 0],
		['is a new one later', { eventId: 'a' }, { eventId: 'a', at: 660_001, now: NOW + 660_001 }, 1],
		['is recognized while a clock that is ahead keeps it young', { ...AHEAD, eventId: 'a' }, { ...AT_THE_END, eventId: 'a' }, 0],
		['is recognized until that clock says that it is old', { ...AHEAD, eventId: 'a' }, { ...LATE, eventId: 'a' }, 0],
	])('%s', (_what, first, second, items) => {
		const { receive } = trigger(settingsFor(ALL));
		receive([join('1')], first);
		expect(receive([join('1')], second)).toHaveLength(items);
	});

	test('is a new one if it has the ID of another event', () => {
		const { receive } = trigger(settingsFor(ALL));
		expect(receive([join('1')], { eventId: 'a' })).toHaveLength(1);
		expect(receive([join('1', OTHER)], { eventId: 'a' })).toHaveLength(1);
	});
});

describe('a delivery is ignored as a whole', () => {
	test.each<[string, DeliveryOptions, string | undefined]>([
		['for another instance', { isFromOtherInstance: true }, 'it belongs to another instance'],
		['older than the window and 10 minutes of retries', { at: -660_001 }, 'it is too old'],
		['not if it is younger', { at: -660_000 }, undefined],
	])('%s', (_what, options, reason) => {
		const { react } = trigger(settingsFor(ALL));
		const { items, ignored } = react([join('1')], options);
		expect([items.length, ignored]).toEqual([reason ? 0 : 1, reason]);
	});
});

describe('an event that another delivery reported already', () => {
	const both = change('memberJoined', person('1@c.us', '9@lid'));
	const masked = change('memberJoined', person('9@lid'));

	test.each<[string, GroupEvent, GroupEvent]>([
		['the same join', join('1'), join('1')],
		['the same join with another method', join('1', GROUP, 'unknown'), join('1', GROUP, 'added')],
		['a join with the other ID of the person', both, masked],
		['a join with both IDs of a person known by one', masked, both],
		['the same update', update('S', 'D'), update('S', 'D')],
		['the same code', newCode('C'), newCode('C')],
	])('makes no item: %s', (_what, first, second) => {
		const { receive } = trigger(settingsFor(ALL));
		expect(receive([first])).toHaveLength(1);
		expect(receive([second])).toEqual([]);
	});

	test.each<[string, GroupEvent, GroupEvent]>([
		['another person', join('1'), join('2')],
		['another group', join('1'), join('1', OTHER)],
		['another change', join('1'), left('1')],
		['another subject', update('S'), update('T')],
		['another description', update('S', 'D'), update('S', 'E')],
		['a removed description', update('S', null), update('S', '')],
		['texts that are equal only when joined', update('a","b', 'c'), update('a', 'b","c')],
		['another code', newCode('C'), newCode('D')],
	])('is a new one: %s', (_what, first, second) => {
		const { receive } = trigger(settingsFor(ALL));
		receive([first]);
		expect(receive([second])).toHaveLength(1);
	});

	test.each([
		[5_000, 0],
		[-5_000, 0],
		[5_001, 1],
		[-5_001, 1],
	])('is a duplicate up to 5 seconds apart: %d ms', (at, items) => {
		const { receive } = trigger(settingsFor(ALL));
		receive([left('1')]);
		expect(receive([left('1')], { at })).toHaveLength(items);
	});

	test('is recognized for 10 minutes', () => {
		const { receive } = trigger(settingsFor(ALL));
		receive([left('1')]);
		expect(receive([left('1')], { now: NOW + 599_999 })).toEqual([]);
		expect(receive([left('1')], { now: NOW + 600_000 })).toEqual(['1@c.us']);
	});

	test('is dropped alone, beside new events', () => {
		const { receive } = trigger(settingsFor(ALL));
		receive([left('1')]);
		expect(receive([left('1'), left('2')])).toEqual(['2@c.us']);
	});
});

describe('forgetting a delivery', () => {
	test('makes the delivery, its events and its burst new again', () => {
		const { memory, react, receive } = trigger(settingsFor(ALL));
		const wave = [join('1'), join('2'), join('3')];
		react(wave, { eventId: 'a' }).forget();
		expect(memory.size).toMatchObject({ deliveries: 0, changes: 0 });
		expect(receive(wave, { eventId: 'a' })).toEqual(['1@c.us', '2@c.us', '3@c.us', 'joinBurst']);
	});

	test('does not affect an earlier join of the same person', () => {
		const { react, receive } = trigger(settingsFor(ALL));
		receive([join('1')]);
		react([join('1')], { at: 60_000, eventId: 'b' }).forget();
		expect(receive([join('1')], { at: 1_000 })).toEqual([]);
		expect(receive([join('1')], { at: 60_000, eventId: 'b' })).toEqual(['1@c.us']);
	});

	test('does not affect an earlier delivery', () => {
		const { react, receive } = trigger(settingsFor(ALL));
		receive([join('1'), join('2'), join('3')]);
		react([join('1'), join('4')], { eventId: 'b' }).forget();
		expect(receive([join('1'), join('4')], { eventId: 'b' })).toEqual(['4@c.us']);
	});

	test('that was a duplicate or was not selected has no effect', () => {
		const { react, receive } = trigger(settingsFor(['memberJoined']));
		receive([join('1')], { eventId: 'a' });
		react([join('1')], { eventId: 'a' }).forget();
		react([left('1')], { eventId: 'a' }).forget();
		expect(receive([join('1')], { eventId: 'a' })).toEqual([]);
	});
});

describe('a burst', () => {
	const late = settingsFor(['memberJoined', 'memberLeft', 'joinBurst'], { afterBurst: 10_000 });
	const wave = [join('1'), join('2'), join('3')];

	test('follows the joins that complete it', () => {
		const { react } = trigger(settingsFor(ALL));
		react([join('1'), join('2')]);
		expect(react([join('3')], { at: 10_000, eventId: 'x' }).items).toEqual([
			{
				event: 'memberJoined',
				eventId: 'x',
				groupId: GROUP,
				participantId: '3@c.us',
				joinMethod: 'link',
				actorId: null,
				waveId: '120363000000000001-1795348810000',
				timestamp: '2026-11-22T12:00:10.000Z',
			},
			{
				event: 'joinBurst',
				eventId: 'x',
				groupId: GROUP,
				joinCount: 3,
				windowSeconds: 60,
				participantIds: ['1@c.us', '2@c.us', '3@c.us'],
				waveId: '120363000000000001-1795348810000',
				burstNumber: 1,
				pattern: 'fast',
				actorId: null,
				afterReconnect: false,
				timestamp: '2026-11-22T12:00:10.000Z',
			},
		]);
	});

	test('is reported without the joins if only bursts are selected', () => {
		expect(trigger(settingsFor(['joinBurst'])).receive(wave)).toEqual(['joinBurst']);
	});

	test('is not detected if it is not selected', () => {
		const { memory, receive } = trigger(settingsFor(['memberJoined']));
		receive(wave);
		expect(memory.size).toMatchObject({ groups: 0, joins: 0 });
	});

	test.each<[string, GroupEvent[]]>([
		['people who leave', [left('1'), left('2'), left('3')]],
		['joins and leaves together', [join('1'), left('2'), left('3')]],
		['joins that were reported already', [join('0'), join('1')]],
	])('does not result from %s', (_what, events) => {
		const { receive } = trigger(late);
		receive([join('0')]);
		expect(receive(events)).not.toContain('joinBurst');
	});

	test('lets single joins through within the seconds after it and within its window', () => {
		const { receive } = trigger(late);
		expect(receive(wave)).toEqual(['joinBurst']);
		expect(receive([join('4')], { at: 10_000 })).toEqual(['4@c.us']);
		expect(receive([join('5')], { at: 10_001, now: NOW + 10_001 })).toEqual([]);
		expect(receive([join('6')], { at: -60_000 })).toEqual(['6@c.us']);
		expect(receive([join('7')], { at: -60_001 })).toEqual([]);
	});

	test('that was found late lets single joins through for as long, whatever their times', () => {
		const { receive } = trigger(late);
		const found = NOW + 30_000;
		expect(receive(wave, { now: found })).toEqual(['joinBurst']);
		expect(receive([join('4')], { at: 30_000, now: found + 10_000 })).toEqual(['4@c.us']);
		expect(receive([join('5')], { at: 30_000, now: found + 10_001 })).toEqual([]);
		expect(receive([join('6')], { at: -60_001, now: found })).toEqual([]);
	});

	test('that has not happened holds back single joins and no other events', () => {
		expect(trigger(late).receive([join('1'), left('2')])).toEqual(['2@c.us']);
	});

	test('of another group does not let single joins through', () => {
		const { receive } = trigger(late);
		receive(wave);
		expect(receive([join('4', OTHER)])).toEqual([]);
	});
});

describe('a wave has a name', () => {
	const settings = settingsFor(['memberJoined', 'joinBurst'], {
		waves: { quiet: 60_000, fast: { threshold: 3, window: 60_000 } },
	});
	const waveIds = (items: IDataObject[]) => items.map(({ event, waveId }) => [event, waveId]);

	/** Plays three joins at each of these times (ms). @returns the wave of each burst */
	const wavesAt = (...times: number[]) => {
		const { react } = trigger(settings);
		return times.flatMap((at, wave) =>
			[1, 2, 3]
				.flatMap((person) => react([join(`${wave}${person}`)], { at, now: NOW + at }).items)
				.filter(({ event }) => event === 'joinBurst')
				.map(({ waveId, burstNumber }) => [burstNumber, waveId]),
		);
	};

	test('all bursts of a wave share it, and the next wave has another one', () => {
		const [first, second, third] = wavesAt(0, 90_000, 1_000_000);
		expect([first, second]).toEqual([
			[1, `120363000000000001-${NOW}`],
			[2, `120363000000000001-${NOW}`],
		]);
		expect(third).toEqual([1, `120363000000000001-${NOW + 1_000_000}`]);
	});

	test('late joiners have it; people who came before the burst or much later, or were added, have none', () => {
		for (const afterBurst of [0, 600_000]) {
			const { react } = trigger({ ...settings, afterBurst });
			const before = react([join('1'), join('2')]).items;
			react([join('3')]);
			const wave = `120363000000000001-${NOW}`;
			const late = (id: string, at: number, method: JoinMethod = 'link') =>
				waveIds(react([join(id, GROUP, method)], { at, now: NOW + at }).items);
			expect(waveIds(before).filter(([, id]) => id !== null)).toEqual([]);
			expect(late('4', 30_000)).toEqual([['memberJoined', wave]]);
			expect(late('5', 40_000, 'added')).toEqual([['memberJoined', null]]);
			expect(late('6', 5_000_000)).toEqual(afterBurst === 0 ? [['memberJoined', null]] : []);
		}
	});

	test('each group has its own', () => {
		const { react } = trigger(settings);
		const of = (groupId: GroupId) => react([1, 2, 3].map((id) => join(`${id}`, groupId))).items.at(-1)!.waveId;
		expect(of(GROUP)).not.toBe(of(OTHER));
	});
});

describe('people whom one person adds', () => {
	const ADDER = '99@c.us';
	const addedByOne = { quiet: 60_000, fast: { threshold: 3, window: 60_000 }, addedByOne: { threshold: 3, window: 60_000 } };
	const settings = settingsFor(['memberJoined', 'joinBurst'], { waves: addedByOne });
	const added = (id: string, actorId: ParticipantId | null = ADDER) =>
		change('memberJoined', person(`${id}@c.us`), { joinMethod: 'added', actorId });

	test('are a burst that names this person, and late joiners of it', () => {
		const { react } = trigger(settings);
		react([added('1'), added('2')]);
		const [third, burst] = react([added('3')]).items;
		expect(burst).toMatchObject({
			event: 'joinBurst',
			pattern: 'addedByOne',
			actorId: ADDER,
			participantIds: ['1@c.us', '2@c.us', '3@c.us'],
			waveId: third!.waveId,
		});
		expect(burst!.waveId).toMatch(/-added$/);
		expect(react([added('4')], { at: 5_000 }).items).toMatchObject([{ participantId: '4@c.us', waveId: burst!.waveId }]);
		expect(react([added('5', '98@c.us')], { at: 5_000 }).items).toMatchObject([{ participantId: '5@c.us', waveId: null }]);
	});

	test.each<[string, TriggerSettings, Array<ParticipantId | null>]>([
		['by different people', settings, [ADDER, '98@c.us', '97@c.us']],
		['by nobody knows whom', settings, [null, null, null]],
		[
			'with the pattern off',
			settingsFor(['joinBurst'], { waves: { ...addedByOne, addedByOne: undefined } }),
			[ADDER, ADDER, ADDER],
		],
	])('are no burst: %s', (_how, chosen, adders) => {
		const { receive } = trigger(chosen);
		expect(adders.flatMap((actorId, at) => receive([added(String(at), actorId)]))).not.toContain('joinBurst');
	});

	test('are no burst if it is the own account', () => {
		const { memory, receive } = trigger(settings);
		memory.known.learnOwn([ADDER]);
		expect(receive([added('1'), added('2'), added('3')])).not.toContain('joinBurst');
	});

	test('are a burst again if n8n could not start the execution', () => {
		const { react } = trigger(settings);
		const { forget } = react([added('1'), added('2'), added('3')]);
		forget();
		expect(react([added('1'), added('2'), added('3')]).items.at(-1)).toMatchObject({ pattern: 'addedByOne', burstNumber: 1 });
	});
});

describe('a burst and the way people joined', () => {
	test.each<JoinMethod>(['added', 'invited'])('never counts people who were %s', (method) => {
		const { receive } = trigger(settingsFor(ALL));
		const expected = ['1', '2', '3', '4'].map((id) => join(id, GROUP, method));
		expect(receive(expected)).toEqual(['1@c.us', '2@c.us', '3@c.us', '4@c.us']);
		expect(receive([join('5'), join('6', GROUP, 'unknown')])).not.toContain('joinBurst');
		expect(receive([join('7')])).toContain('joinBurst');
	});

	test('guests are no late joiners, and pass where joins by link are selected', () => {
		const joinMethods = new Set<JoinMethod>(['link']);
		const late = trigger(settingsFor(['memberJoined', 'joinBurst'], { joinMethods, afterBurst: 600_000 }));
		late.receive([join('1'), join('2'), join('3')]);
		expect(late.receive([join('4', GROUP, 'invited'), join('5')], { at: 1_000 })).toEqual(['5@c.us']);
		const all = trigger(settingsFor(['memberJoined'], { joinMethods }));
		expect(all.react([join('4', GROUP, 'invited')]).items).toMatchObject([{ joinMethod: 'invited', waveId: null }]);
	});

	test('somebody who turns out to be a guest counts no longer', () => {
		const { receive } = trigger(settingsFor(['joinBurst']));
		receive([join('1'), join('2')]);
		receive([join('2', GROUP, 'invited')], { at: 1_000 });
		expect(receive([join('3')], { at: 2_000 })).toEqual([]);
	});

	test.each<[string, DeliveryOptions, boolean]>([
		['right after the session came back', { now: NOW + 1 }, true],
		['up to 2 minutes after it', { now: NOW + 120_000, at: 60_000 }, true],
		['later', { now: NOW + 120_001, at: 60_000 }, false],
		['with a time of the engine', { now: NOW + 1, hasOwnTime: true }, false],
	])('is marked if its joins may be old: %s', (_what, options, afterReconnect) => {
		const { react } = trigger(settingsFor(['joinBurst']));
		react([session('STOPPED')]);
		expect(react([session('WORKING')]).items).toEqual([]);
		const { items } = react([join('1'), join('2'), join('3')], options);
		expect(items).toMatchObject([{ event: 'joinBurst', afterReconnect }]);
	});

	test.each<[string, Array<[status: string, at: number]>, DeliveryOptions, boolean]>([
		['while the session is away', [['STOPPED', 0]], {}, true],
		[
			'while it starts',
			[
				['WORKING', -900_000],
				['STARTING', 0],
			],
			{ now: NOW + 600_000 },
			true,
		],
		[
			'after a newer WORKING, the news of its end was lost',
			[
				['WORKING', -900_000],
				['WORKING', 0],
			],
			{},
			true,
		],
		[
			'not after the same WORKING, told again',
			[
				['WORKING', -900_000],
				['WORKING', -900_000],
			],
			{},
			false,
		],
		[
			'not after an older WORKING',
			[
				['WORKING', -900_000],
				['WORKING', -950_000],
			],
			{},
			false,
		],
		['not before any news of the session', [], {}, false],
	])('is marked if its joins may be old: %s', (_what, statuses, options, afterReconnect) => {
		const { react } = trigger(settingsFor(['joinBurst']));
		for (const [status, at] of statuses) react([session(status)], { at, now: NOW + at });
		expect(react([join('1'), join('2'), join('3')], options).items).toMatchObject([{ afterReconnect }]);
	});

	test('is marked if the news of the reconnect comes after the first joins', () => {
		const { react } = trigger(settingsFor(['joinBurst']));
		react([session('WORKING')], { at: -900_000, now: NOW - 900_000 });
		react([join('1'), join('2')]);
		react([session('WORKING')], { at: 1_000, now: NOW + 1_000 });
		expect(react([join('3')], { now: NOW + 2_000, hasOwnTime: true }).items).toMatchObject([{ afterReconnect: true }]);
	});

	test('is not marked if the news of the reconnect comes after joins with a time of the engine', () => {
		const { react } = trigger(settingsFor(['joinBurst']));
		react([join('1'), join('2')], { hasOwnTime: true });
		react([session('WORKING')], { at: 1_000, now: NOW + 1_000 });
		expect(react([join('3')], { now: NOW + 2_000, hasOwnTime: true }).items).toMatchObject([{ afterReconnect: false }]);
	});
});

describe('people who one event reports together, without the method', () => {
	const batch = ['1', '2', '3', '4'].map((id) =>
		change('memberJoined', person(`${id}@c.us`), { joinMethod: 'unknown', isBatch: true }),
	);
	const alone = (joinMethod: JoinMethod) => ['1', '2', '3', '4'].map((id) => join(id, GROUP, joinMethod));

	test('are reported, and count for no burst', () => {
		expect(trigger(settingsFor(ALL)).receive(batch)).toEqual(['1@c.us', '2@c.us', '3@c.us', '4@c.us']);
	});

	test.each<[string, GroupEvent[], GroupEvent[], string[]]>([
		['count if another event says that they used the link', batch, alone('link'), ['joinBurst']],
		['do not count if another event does not say how they joined', batch, alone('unknown'), []],
		['do not count if another event says that they were added', batch, alone('added'), []],
	])('%s', (_what, first, second, items) => {
		const { receive } = trigger(settingsFor(ALL));
		receive(first);
		expect(receive(second)).toEqual(items);
	});

	test('are no late joiners of a wave', () => {
		const { receive } = trigger(settingsFor(['memberJoined', 'joinBurst'], { afterBurst: 10_000 }));
		expect(receive([join('7'), join('8'), join('9')])).toEqual(['joinBurst']);
		expect(receive(batch)).toEqual([]);
		expect(receive([join('6')])).toEqual(['6@c.us']);
	});

	test('count once for the link', () => {
		const { receive } = trigger(settingsFor(['joinBurst'], { waves: { quiet: 0, fast: { threshold: 2, window: 60_000 } } }));
		receive(batch);
		expect(receive(alone('link'))).toEqual(['joinBurst']);
		expect(receive(alone('link'), { at: 1 })).toEqual([]);
	});

	test('count again after n8n could not start the execution', () => {
		const { react, receive } = trigger(settingsFor(ALL));
		receive(batch);
		react(alone('link'), { eventId: 'a' }).forget();
		expect(receive(alone('link'), { eventId: 'a' })).toEqual(['joinBurst']);
	});
});

describe('somebody under two IDs', () => {
	const masked = (id: string) => change('memberJoined', person(`9${id}@lid`));

	test('counts once for a burst, even if the pair became known between the joins', () => {
		const { memory, react } = trigger(
			settingsFor(['joinBurst'], { waves: { quiet: 600_000, fast: { threshold: 5, window: 60_000 } } }),
		);
		expect(react([join('1'), join('2'), masked('1'), masked('2')]).items).toEqual([]);
		memory.known.learn(['1@c.us', '91@lid']);
		memory.known.learn(['2@c.us', '92@lid']);
		expect(react([join('3')]).items).toEqual([]);
		expect(react([join('4'), join('5')]).items).toMatchObject([
			{ joinCount: 5, participantIds: ['1@c.us', '2@c.us', '3@c.us', '4@c.us', '5@c.us'] },
		]);
	});

	test('is named by the number that became known after the join', () => {
		const { memory, react } = trigger(
			settingsFor(['joinBurst'], { waves: { quiet: 600_000, fast: { threshold: 2, window: 60_000 } } }),
		);
		react([masked('1')]);
		memory.known.learn(['1@c.us', '91@lid']);
		expect(react([join('2')]).items).toMatchObject([{ participantIds: ['1@c.us', '2@c.us'] }]);
	});
});

describe('a session', () => {
	test('is reported when its status changes', () => {
		const { react } = trigger(settingsFor(['sessionStatusChanged']));
		const statuses = ['WORKING', 'WORKING', 'FAILED', 'STARTING', 'WORKING'];
		expect(statuses.flatMap((status) => react([session(status)]).items.map((item) => item.status))).toEqual([
			'WORKING',
			'FAILED',
			'STARTING',
			'WORKING',
		]);
	});

	test('is not reported if it arrives after a newer one', () => {
		const { react } = trigger(settingsFor(['sessionStatusChanged']));
		expect(react([session('WORKING')], { at: 1_000 }).items).toHaveLength(1);
		expect(react([session('STOPPED')]).items).toEqual([]);
		expect(react([session('FAILED')], { at: 1_000 }).items).toHaveLength(1);
	});

	test('is reported again if n8n could not start the execution', () => {
		const { react } = trigger(settingsFor(['sessionStatusChanged']));
		react([session('WORKING')]);
		react([session('FAILED')], { eventId: 'a' }).forget();
		expect(react([session('FAILED')], { eventId: 'a' }).items).toHaveLength(1);
	});

	test('is reported whatever groups are selected', () => {
		const { react } = trigger(settingsFor(['sessionStatusChanged'], { groups: new Set([OTHER]) }));
		expect(react([session('FAILED')]).items).toHaveLength(1);
	});
});

describe('an update without a change makes no item', () => {
	test('if it repeats the last value, however much later', () => {
		const { receive } = trigger(settingsFor(ALL));
		expect(receive([update('S'), newCode('C')])).toEqual(['groupUpdated', 'inviteCodeChanged']);
		expect(receive([update('S'), newCode('C')], { at: 3_600_000, now: NOW + 3_600_000 })).toEqual([]);
		expect(receive([update('T')], { at: 3_600_001, now: NOW + 3_600_001 })).toEqual(['groupUpdated']);
	});

	test('if it is the first of a group and repeats the whole state', () => {
		const { receive } = trigger(settingsFor(ALL));
		expect(receive([update('S', 'D', true), newCode('C', true)])).toEqual([]);
		expect(receive([update('S', 'D', true), newCode('C2', true)], { at: 1 })).toEqual(['inviteCodeChanged']);
		expect(receive([update('S', 'E', true), newCode('C2', true)], { at: 2 })).toEqual(['groupUpdated']);
	});

	test('if it arrives after a newer one', () => {
		const { receive } = trigger(settingsFor(ALL));
		expect(receive([newCode('C2')], { at: 1_000 })).toEqual(['inviteCodeChanged']);
		expect(receive([newCode('C1')])).toEqual([]);
		expect(receive([newCode('C2')], { at: 2_000 })).toEqual([]);
	});
});

describe('different changes within 5 seconds are different events', () => {
	test('of settings', () => {
		const { receive } = trigger(settingsFor(ALL));
		const changes = [{ announce: 'true' }, { restrict: 'true' }, { announce: 'false' }, { announce: 'false' }];
		expect(changes.map((values, at) => receive([setting(values)], { at }).length)).toEqual([1, 1, 1, 0]);
	});

	test('of settings without a known name', () => {
		const { receive } = trigger(settingsFor(ALL));
		expect([1, 2].map((at) => receive([setting({})], { at }).length)).toEqual([1, 1]);
	});

	test.each<[string, MemberChange, MemberChange]>([
		['promoted, demoted, promoted', 'memberPromoted', 'memberDemoted'],
		['demoted, promoted, demoted', 'memberDemoted', 'memberPromoted'],
		['joined, left, joined', 'memberJoined', 'memberLeft'],
		['left, joined, left', 'memberLeft', 'memberJoined'],
	])('of a person who is %s', (_what, one, other) => {
		const { receive } = trigger(settingsFor(ALL));
		const told = [one, one, other, other, one, one].map((event, at) => receive([change(event)], { at }).length);
		expect(told).toEqual([1, 0, 1, 0, 1, 0]);

		const onlyOne = trigger(settingsFor([one]));
		const reported = [one, one, other, other, one, one].map((event, at) => onlyOne.receive([change(event)], { at }).length);
		expect(reported).toEqual([1, 0, 0, 0, 1, 0]);
	});

	test('of a person who is removed and joins again: both joins count in a burst', () => {
		const { receive } = trigger(settingsFor(['joinBurst'], { waves: { quiet: 1_000, fast: { threshold: 3, window: 60_000 } } }));
		expect(receive([join('1'), join('2'), join('3')])).toEqual(['joinBurst']);
		receive([left('1'), left('2'), left('3')], { at: 1_000 });
		expect(receive([join('1'), join('2'), join('3')], { at: 2_000 })).toEqual(['joinBurst']);
	});
});

describe('forgetting a delivery that changed a group', () => {
	test('makes its values new again', () => {
		const { react, receive } = trigger(settingsFor(ALL));
		receive([newCode('C1')]);
		react([newCode('C2')], { at: 1, eventId: 'a' }).forget();
		expect(receive([newCode('C2')], { at: 1, eventId: 'a' })).toEqual(['inviteCodeChanged']);
	});

	test('makes all values of one delivery new again', () => {
		const { react, receive } = trigger(settingsFor(ALL));
		react([update('S'), newCode('C')], { eventId: 'a' }).forget();
		expect(receive([update('S'), newCode('C')], { eventId: 'a' })).toEqual(['groupUpdated', 'inviteCodeChanged']);
	});

	test('makes the first values of a group new again', () => {
		const { react, receive } = trigger(settingsFor(ALL));
		react([newCode('C1')], { eventId: 'a' }).forget();
		expect(receive([newCode('C1')], { eventId: 'a' })).toEqual(['inviteCodeChanged']);
	});
});

describe('late joiners', () => {
	const late = settingsFor(['memberJoined', 'joinBurst'], { afterBurst: 3_600_000 });
	const wave = [join('1'), join('2'), join('3')];

	test('are reported as long as the setting says, while other groups are busy', () => {
		const { receive } = trigger(late);
		receive(wave);
		for (let at = 0; at < 200; at++) receive([join('1', `${at}@g.us`)], { at: 1_000_000, now: NOW + 1_000_000 });
		expect(receive([join('4')], { at: 3_600_000, now: NOW + 3_600_000 })).toEqual(['4@c.us']);
		expect(receive([join('5')], { at: 3_600_001, now: NOW + 3_600_001 })).toEqual([]);
	});

	test('who joined before the second burst of a wave, and arrive after it, are reported', () => {
		const { receive } = trigger(
			settingsFor(['memberJoined', 'joinBurst'], {
				afterBurst: 1_000,
				waves: { quiet: 10_000, fast: { threshold: 3, window: 10_000 } },
			}),
		);
		expect(receive(wave)).toEqual(['joinBurst']);
		expect(receive([join('4')], { at: 5_000, now: NOW + 5_000 })).toEqual([]);
		expect(receive([join('5'), join('6')], { at: 15_000, now: NOW + 15_000 })).toEqual(['joinBurst']);
		expect(receive([join('7')], { at: 5_000, now: NOW + 20_000 })).toEqual(['7@c.us']);
	});
});
