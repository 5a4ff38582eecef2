import { readDelivery } from '../../../../nodes/wawp/events/delivery';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const GROUP = '120363000000000001@g.us';
const JOIN = { event: 'group.v2.join', payload: { chatId: GROUP, participants: ['201@c.us'] } };

const read = (body: object) => readDelivery(JSON.stringify(body), 'instance-1', NOW);

test('a delivery has its id, its time and its events', () => {
	expect(read({ ...JOIN, id: 'evt_01', timestamp: NOW - 5_000 })).toMatchObject({
		eventId: 'evt_01',
		time: NOW - 5_000,
		events: [{ event: 'memberJoined', groupId: GROUP }],
	});
});

test('the time of the event itself counts before that of the delivery, in seconds too', () => {
	const payload = { ...JOIN.payload, timestamp: NOW / 1_000 - 60 };
	expect(read({ ...JOIN, payload, timestamp: NOW })).toMatchObject({ time: NOW - 60_000 });
});

test('one that tells no time happened now', () => {
	expect(read(JOIN)).toMatchObject({ time: NOW });
});

test.each<[string, unknown, string | null]>([
	['text', 'evt_01', 'evt_01'],
	['a number', 17, '17'],
	['nothing', undefined, null],
	['an empty text', '', null],
	['an object', { id: 1 }, null],
	['as long as can be', 'x'.repeat(200), 'x'.repeat(200)],
	['too long', 'x'.repeat(201), null],
])('the id is %s', (_what, id, eventId) => {
	expect(read({ ...JOIN, id })).toMatchObject({ eventId });
});

describe('the session', () => {
	test.each<[string, object]>([
		['no metadata', {}],
		['metadata of this instance', { metadata: { instance_id: 'instance-1', access_token: 'x' } }],
		['metadata of this instance, with blanks', { metadata: { instance_id: ' instance-1\n' } }],
		['metadata without an instance', { metadata: {} }],
		['a session name, which says nothing about the instance', { session: 'wawp-84729105' }],
	])('is taken for ours with %s', (_what, extra) => {
		expect(read({ ...JOIN, ...extra })!.events).toHaveLength(1);
	});

	test('is another one by the metadata, and then nothing happened here', () => {
		expect(read({ ...JOIN, metadata: { instance_id: 'instance-2' } })!.events).toEqual([]);
	});
});

test.each(['', '   ', 'hello', '<xml/>', '[]', '[{}]', '"x"', '5', 'null', '{"event":', '\u0000'])(
	'%j is no delivery',
	(text) => {
		expect(readDelivery(text, 'instance-1', NOW)).toBeUndefined();
	},
);

test('keys that name the prototype of objects change nothing', () => {
	const text = `{"__proto__":{"event":"x"},"constructor":{"prototype":{"y":1}},"event":"group.v2.join","payload":{"__proto__":{"chatId":"${GROUP}"},"participants":{"__proto__":"201@c.us"}}}`;
	expect(readDelivery(text, 'instance-1', NOW)!.events).toEqual([]);
	expect(({} as Record<string, unknown>).event).toBeUndefined();
});

test('100,000 levels deep', () => {
	const deep = '['.repeat(100_000) + ']'.repeat(100_000);
	expect(
		readDelivery(`{"event":"group.v2.join","payload":{"chatId":"${GROUP}","participants":${deep}}}`, 'i', NOW)!.events,
	).toEqual([]);
});
