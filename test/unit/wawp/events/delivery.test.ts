import { readDelivery } from '../../../../nodes/wawp/events/delivery';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const GROUP = '120363000000000001@g.us';
const JOIN = { event: 'group.v2.join', payload: { chatId: GROUP, participants: ['201@c.us'] } };

const read = (body: object) => readDelivery(JSON.stringify(body), 'instance-1', NOW);

test('reads the ID, the time and the events of a delivery', () => {
	expect(read({ ...JOIN, id: 'evt_01', timestamp: NOW - 5_000 })).toMatchObject({
		eventId: 'evt_01',
		time: NOW - 5_000,
		events: [{ event: 'memberJoined', groupId: GROUP }],
	});
});

test('the time of the event takes precedence over the time of the delivery, also in seconds', () => {
	const payload = { ...JOIN.payload, timestamp: NOW / 1_000 - 60 };
	expect(read({ ...JOIN, payload, timestamp: NOW })).toMatchObject({ time: NOW - 60_000 });
});

test('uses the current time for a delivery without a time', () => {
	expect(read(JOIN)).toMatchObject({ time: NOW });
});

test.each<[string, unknown, string | null]>([
	['text', 'evt_01', 'evt_01'],
	['a number', 17, '17'],
	['missing', undefined, null],
	['empty', '', null],
	['an object', { id: 1 }, null],
	['of the maximum length', 'x'.repeat(200), 'x'.repeat(200)],
	['too long', 'x'.repeat(201), null],
])('reads an ID that is %s', (_what, id, eventId) => {
	expect(read({ ...JOIN, id })).toMatchObject({ eventId });
});

describe('the instance', () => {
	test.each<[string, object]>([
		['no metadata', {}],
		['metadata of this instance', { metadata: { instance_id: 'instance-1', access_token: 'x' } }],
		['metadata of this instance, with spaces', { metadata: { instance_id: ' instance-1\n' } }],
		['metadata without an instance ID', { metadata: {} }],
		['a session name, whose relation to the instance is unknown', { session: 'wawp-84729105' }],
	])('counts as the own one with %s', (_what, extra) => {
		expect(read({ ...JOIN, ...extra })!.events).toHaveLength(1);
	});

	test('is another one if the metadata says so: the delivery has no events', () => {
		expect(read({ ...JOIN, metadata: { instance_id: 'instance-2' } })!.events).toEqual([]);
	});
});

test.each(['', '   ', 'hello', '<xml/>', '[]', '[{}]', '"x"', '5', 'null', '{"event":', '\u0000'])(
	'%j is not a delivery',
	(text) => {
		expect(readDelivery(text, 'instance-1', NOW)).toBeUndefined();
	},
);

test('prototype keys have no effect', () => {
	const text = `{"__proto__":{"event":"x"},"constructor":{"prototype":{"y":1}},"event":"group.v2.join","payload":{"__proto__":{"chatId":"${GROUP}"},"participants":{"__proto__":"201@c.us"}}}`;
	expect(readDelivery(text, 'instance-1', NOW)!.events).toEqual([]);
	expect(({} as Record<string, unknown>).event).toBeUndefined();
});

test('accepts 100,000 levels of nesting', () => {
	const deep = '['.repeat(100_000) + ']'.repeat(100_000);
	expect(
		readDelivery(`{"event":"group.v2.join","payload":{"chatId":"${GROUP}","participants":${deep}}}`, 'i', NOW)!.events,
	).toEqual([]);
});
