import type { Delivery } from '../../../nodes/wawp/events/delivery';
import type { GroupEvent } from '../../../nodes/wawp/events/groupEvents';
import type { GroupId } from '../../../nodes/wawp/ids/groupId';
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
	'joinBurst',
];

const settingsFor = (events: TriggerEvent[], changed: Partial<TriggerSettings> = {}): TriggerSettings => ({
	events: new Set(events),
	groups: new Set(),
	joinMethods: new Set<JoinMethod>(['link', 'added', 'unknown']),
	burst: { threshold: 3, window: 60_000, quiet: 600_000 },
	afterBurst: 0,
	...changed,
});

const person = (...ids: ParticipantId[]) => ({ id: ids[0]!, ids });
const join = (id: string, groupId: GroupId = GROUP, joinMethod: JoinMethod = 'link'): GroupEvent => ({
	event: 'memberJoined',
	groupId,
	participant: person(`${id}@c.us`),
	joinMethod,
});
const left = (id: string): GroupEvent => ({ event: 'memberLeft', groupId: GROUP, participant: person(`${id}@c.us`) });
const update = (subject: string | null, description: string | null = null): GroupEvent => ({
	event: 'groupUpdated',
	groupId: GROUP,
	subject,
	description,
});
const newCode = (code: string): GroupEvent => ({ event: 'inviteCodeChanged', groupId: GROUP, code });

/** A trigger that receives deliveries. Each has its own ID, unless the test gives one. */
function trigger(settings: TriggerSettings) {
	const memory = new TriggerMemory();
	let deliveries = 0;
	const react = (
		events: GroupEvent[],
		{ at = 0, now = NOW, eventId = `evt_${++deliveries}`, fingerprint = 'f' }: DeliveryOptions = {},
	) => memory.react({ eventId, time: NOW + at, events }, fingerprint, now, settings);
	return {
		memory,
		react,
		/** The items in short: the participant, or else the event. */
		receive: (events: GroupEvent[], options?: DeliveryOptions) =>
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
		['a leave, with joins selected', settingsFor(['memberJoined', 'joinBurst']), left('1')],
		['an update, with joins selected', settingsFor(['memberJoined', 'joinBurst']), update('S')],
		['a join, with leaves selected', settingsFor(['memberLeft']), join('1')],
		['another group', settingsFor(ALL, { groups: new Set([OTHER]) }), join('1')],
		['another join method', settingsFor(ALL, { joinMethods: new Set<JoinMethod>(['added']) }), join('1')],
	])('%s', (_what, settings, event) => {
		const { memory, receive } = trigger(settings);
		expect(receive([event])).toEqual([]);
		expect(memory.size).toEqual({ deliveries: 0, events: 0, groups: 0, joins: 0 });
	});

	test.each<TriggerEvent>(['memberJoined', 'joinBurst'])('joins are remembered for %s', (event) => {
		const { memory, receive } = trigger(settingsFor([event]));
		receive([join('1')]);
		expect(memory.size).toMatchObject({ deliveries: 1, events: 1 });
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
	test.each<[string, DeliveryOptions, DeliveryOptions, number]>([
		['is recognized by its ID', { eventId: 'a', fingerprint: 'f' }, { eventId: 'a', fingerprint: 'g' }, 0],
		['is recognized by its bytes if it has no ID', { eventId: null }, { eventId: null }, 0],
		['is a new one with other bytes', { eventId: null, fingerprint: 'f' }, { eventId: null, fingerprint: 'g' }, 1],
		['is a new one with another ID, even with the same bytes', { eventId: 'a' }, { eventId: 'b' }, 1],
		['is recognized for 10 minutes', { eventId: 'a' }, { eventId: 'a', now: NOW + 599_999 }, 0],
		['is a new one after 10 minutes', { eventId: 'a' }, { eventId: 'a', now: NOW + 600_000 }, 1],
	])('%s', (_what, first, second, items) => {
		const { receive } = trigger(settingsFor(ALL));
		receive([join('1')], first);
		expect(receive([join('2')], second)).toHaveLength(items);
	});
});

describe('an event that another delivery reported already', () => {
	const both: GroupEvent = { event: 'memberJoined', groupId: GROUP, participant: person('1@c.us', '9@lid'), joinMethod: 'link' };
	const masked: GroupEvent = { ...both, participant: person('9@lid') };

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
		expect(memory.size).toMatchObject({ deliveries: 0, events: 0 });
		expect(receive(wave, { eventId: 'a' })).toEqual(['1@c.us', '2@c.us', '3@c.us', 'joinBurst']);
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
				timestamp: '2026-11-22T12:00:10.000Z',
			},
			{
				event: 'joinBurst',
				eventId: 'x',
				groupId: GROUP,
				joinCount: 3,
				windowSeconds: 60,
				participantIds: ['1@c.us', '2@c.us', '3@c.us'],
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
		expect(receive([join('5')], { at: 10_001 })).toEqual([]);
		expect(receive([join('6')], { at: -60_000 })).toEqual(['6@c.us']);
		expect(receive([join('7')], { at: -60_001 })).toEqual([]);
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
