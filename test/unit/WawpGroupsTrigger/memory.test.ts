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

const wanting = (events: TriggerEvent[], changed: Partial<TriggerSettings> = {}): TriggerSettings => ({
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

/** A trigger that hears of one delivery after another; each has its own id, unless it is given. */
function trigger(settings: TriggerSettings) {
	const memory = new TriggerMemory();
	let deliveries = 0;
	const react = (events: GroupEvent[], { at = 0, now = NOW, eventId = `evt_${++deliveries}`, fingerprint = 'f' }: Heard = {}) =>
		memory.react({ eventId, time: NOW + at, events }, fingerprint, now, settings);
	return {
		memory,
		react,
		/** The items in short: who, or else what. */
		hear: (events: GroupEvent[], heard?: Heard) =>
			react(events, heard).items.map((item) => (typeof item.participantId === 'string' ? item.participantId : item.event)),
	};
}

interface Heard {
	/** ms from NOW to when it happened. */
	at?: number;
	/** When it is heard of. */
	now?: number;
	eventId?: Delivery['eventId'];
	fingerprint?: string;
}

test('each wanted event becomes an item, in their order', () => {
	const { hear } = trigger(wanting(ALL));
	expect(hear([join('1'), left('2'), update('S'), newCode('C')])).toEqual([
		'1@c.us',
		'2@c.us',
		'groupUpdated',
		'inviteCodeChanged',
	]);
});

describe('what is not wanted makes no item, and is not remembered', () => {
	test.each<[string, TriggerSettings, GroupEvent]>([
		['a leave where joins are wanted', wanting(['memberJoined', 'joinBurst']), left('1')],
		['an update where joins are wanted', wanting(['memberJoined', 'joinBurst']), update('S')],
		['a join where leaves are wanted', wanting(['memberLeft']), join('1')],
		['another group', wanting(ALL, { groups: new Set([OTHER]) }), join('1')],
		['another join method', wanting(ALL, { joinMethods: new Set<JoinMethod>(['added']) }), join('1')],
	])('%s', (_what, settings, event) => {
		const { memory, hear } = trigger(settings);
		expect(hear([event])).toEqual([]);
		expect(memory.size).toEqual({ deliveries: 0, events: 0, groups: 0, joins: 0 });
	});

	test.each<TriggerEvent>(['memberJoined', 'joinBurst'])('joins are for %s', (event) => {
		const { memory, hear } = trigger(wanting([event]));
		hear([join('1')]);
		expect(memory.size).toMatchObject({ deliveries: 1, events: 1 });
	});

	test('the join method is asked of joins only', () => {
		const { hear } = trigger(wanting(ALL, { joinMethods: new Set() }));
		expect(hear([left('1'), update('S'), join('2')])).toEqual(['1@c.us', 'groupUpdated']);
	});

	test('a chosen group is heard', () => {
		const { hear } = trigger(wanting(ALL, { groups: new Set([GROUP]) }));
		expect(hear([join('1'), join('2', OTHER)])).toEqual(['1@c.us']);
	});
});

describe('a delivery that comes again', () => {
	test.each<[string, Heard, Heard, number]>([
		['by its id', { eventId: 'a', fingerprint: 'f' }, { eventId: 'a', fingerprint: 'g' }, 0],
		['by its bytes, where it has no id', { eventId: null }, { eventId: null }, 0],
		['is another one with other bytes', { eventId: null, fingerprint: 'f' }, { eventId: null, fingerprint: 'g' }, 1],
		['is another one with another id, though the bytes are the same', { eventId: 'a' }, { eventId: 'b' }, 1],
		['is known for 10 minutes', { eventId: 'a' }, { eventId: 'a', now: NOW + 599_999 }, 0],
		['and no longer', { eventId: 'a' }, { eventId: 'a', now: NOW + 600_000 }, 1],
	])('%s', (_what, first, second, items) => {
		const { hear } = trigger(wanting(ALL));
		hear([join('1')], first);
		expect(hear([join('2')], second)).toHaveLength(items);
	});
});

describe('an event that another delivery told already', () => {
	const both: GroupEvent = { event: 'memberJoined', groupId: GROUP, participant: person('1@c.us', '9@lid'), joinMethod: 'link' };
	const masked: GroupEvent = { ...both, participant: person('9@lid') };

	test.each<[string, GroupEvent, GroupEvent]>([
		['the same join', join('1'), join('1')],
		['the same join with another method', join('1', GROUP, 'unknown'), join('1', GROUP, 'added')],
		['a join by the other id of the person', both, masked],
		['a join by both ids of a person known by one', masked, both],
		['the same update', update('S', 'D'), update('S', 'D')],
		['the same code', newCode('C'), newCode('C')],
	])('makes no item: %s', (_what, first, second) => {
		const { hear } = trigger(wanting(ALL));
		expect(hear([first])).toHaveLength(1);
		expect(hear([second])).toEqual([]);
	});

	test.each<[string, GroupEvent, GroupEvent]>([
		['somebody else', join('1'), join('2')],
		['another group', join('1'), join('1', OTHER)],
		['another change', join('1'), left('1')],
		['another subject', update('S'), update('T')],
		['another description', update('S', 'D'), update('S', 'E')],
		['a removed description', update('S', null), update('S', '')],
		['texts that only run together alike', update('a","b', 'c'), update('a', 'b","c')],
		['another code', newCode('C'), newCode('D')],
	])('is another one: %s', (_what, first, second) => {
		const { hear } = trigger(wanting(ALL));
		hear([first]);
		expect(hear([second])).toHaveLength(1);
	});

	test.each([
		[5_000, 0],
		[-5_000, 0],
		[5_001, 1],
		[-5_001, 1],
	])('is the same up to 5 seconds apart: %d ms', (at, items) => {
		const { hear } = trigger(wanting(ALL));
		hear([left('1')]);
		expect(hear([left('1')], { at })).toHaveLength(items);
	});

	test('is known for 10 minutes', () => {
		const { hear } = trigger(wanting(ALL));
		hear([left('1')]);
		expect(hear([left('1')], { now: NOW + 599_999 })).toEqual([]);
		expect(hear([left('1')], { now: NOW + 600_000 })).toEqual(['1@c.us']);
	});

	test('beside new ones is left out alone', () => {
		const { hear } = trigger(wanting(ALL));
		hear([left('1')]);
		expect(hear([left('1'), left('2')])).toEqual(['2@c.us']);
	});
});

describe('forgetting a delivery', () => {
	test('makes it, its events and its burst new again', () => {
		const { memory, react, hear } = trigger(wanting(ALL));
		const wave = [join('1'), join('2'), join('3')];
		react(wave, { eventId: 'a' }).forget();
		expect(memory.size).toMatchObject({ deliveries: 0, events: 0 });
		expect(hear(wave, { eventId: 'a' })).toEqual(['1@c.us', '2@c.us', '3@c.us', 'joinBurst']);
	});

	test('leaves an earlier one alone', () => {
		const { react, hear } = trigger(wanting(ALL));
		hear([join('1'), join('2'), join('3')]);
		react([join('1'), join('4')], { eventId: 'b' }).forget();
		expect(hear([join('1'), join('4')], { eventId: 'b' })).toEqual(['4@c.us']);
	});

	test('that was a duplicate, or not wanted, changes nothing', () => {
		const { react, hear } = trigger(wanting(['memberJoined']));
		hear([join('1')], { eventId: 'a' });
		react([join('1')], { eventId: 'a' }).forget();
		react([left('1')], { eventId: 'a' }).forget();
		expect(hear([join('1')], { eventId: 'a' })).toEqual([]);
	});
});

describe('a burst', () => {
	const late = wanting(['memberJoined', 'memberLeft', 'joinBurst'], { afterBurst: 10_000 });
	const wave = [join('1'), join('2'), join('3')];

	test('follows the joins that complete it', () => {
		const { react } = trigger(wanting(ALL));
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

	test('alone is told without the joins', () => {
		expect(trigger(wanting(['joinBurst'])).hear(wave)).toEqual(['joinBurst']);
	});

	test('is not looked for where nobody wants it', () => {
		const { memory, hear } = trigger(wanting(['memberJoined']));
		hear(wave);
		expect(memory.size).toMatchObject({ groups: 0, joins: 0 });
	});

	test.each<[string, GroupEvent[]]>([
		['people who leave', [left('1'), left('2'), left('3')]],
		['joins and leaves together', [join('1'), left('2'), left('3')]],
		['joins that were told already', [join('0'), join('1')]],
	])('is not made by %s', (_what, events) => {
		const { hear } = trigger(late);
		hear([join('0')]);
		expect(hear(events)).not.toContain('joinBurst');
	});

	test('with single joins only after it: they are those of the seconds after it and of its window', () => {
		const { hear } = trigger(late);
		expect(hear(wave)).toEqual(['joinBurst']);
		expect(hear([join('4')], { at: 10_000 })).toEqual(['4@c.us']);
		expect(hear([join('5')], { at: 10_001 })).toEqual([]);
		expect(hear([join('6')], { at: -60_000 })).toEqual(['6@c.us']);
		expect(hear([join('7')], { at: -60_001 })).toEqual([]);
	});

	test('that has not come holds single joins back, and nothing else', () => {
		expect(trigger(late).hear([join('1'), left('2')])).toEqual(['2@c.us']);
	});

	test('of another group lets no single joins through', () => {
		const { hear } = trigger(late);
		hear(wave);
		expect(hear([join('4', OTHER)])).toEqual([]);
	});
});
