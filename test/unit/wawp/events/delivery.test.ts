import { readDelivery } from '../../../../nodes/wawp/events/delivery';
import { KnownPeople } from '../../../../nodes/wawp/ids/knownPeople';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const GROUP = '120363000000000001@g.us';
const JOIN = { event: 'group.v2.join', payload: { chatId: GROUP, participants: ['201@c.us'] } };

const readText = (text: string) => readDelivery(text, { instanceId: 'Instance-1', now: NOW, known: new KnownPeople() });
const read = (body: object) => readText(JSON.stringify(body));

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

test("GOWS: its own time takes precedence, because the event's time is the time of sending", () => {
	const payload = { ...JOIN.payload, timestamp: NOW, _data: { Timestamp: '2026-11-22T10:00:00+01:00' } };
	expect(read({ ...JOIN, payload, timestamp: NOW })).toMatchObject({ time: NOW - 3 * 3_600_000, hasOwnTime: true });
	expect(read({ ...JOIN, payload: { ...payload, _data: { Timestamp: 'x' } } })).toMatchObject({ time: NOW, hasOwnTime: false });
	expect(read(JOIN)).toMatchObject({ hasOwnTime: false });
});

test.each<[unknown, object[]]>([
	['WORKING', [{ event: 'sessionStatusChanged', status: 'WORKING', isWorking: true }]],
	['SCAN_QR_CODE', [{ event: 'sessionStatusChanged', status: 'SCAN_QR_CODE', isWorking: false }]],
	['working', [{ event: 'sessionStatusChanged', status: 'WORKING', isWorking: true }]],
	['not a status', []],
	['', []],
	['X', []],
	['A'.repeat(41), []],
	[5, []],
	[undefined, []],
])('reads the status of the session: %j', (status, events) => {
	expect(read({ event: 'session.status', payload: { status } })).toMatchObject({ events });
	expect(read({ event: 'session.status', payload: { status } })!.events).toHaveLength(events.length);
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
		['metadata of this instance, in another case', { metadata: { instance_id: 'INSTANCE-1' } }],
		['metadata of this instance, with spaces', { metadata: { instance_id: ' instance-1\n' } }],
		['metadata without an instance ID', { metadata: {} }],
		['a session name, whose relation to the instance is unknown', { session: 'wawp-84729105' }],
	])('counts as the own one with %s', (_what, extra) => {
		expect(read({ ...JOIN, ...extra })).toMatchObject({ events: [{}], isFromOtherInstance: false });
	});

	test('is another one if the metadata says so: the delivery has no events', () => {
		expect(read({ ...JOIN, metadata: { instance_id: 'instance-2' } })).toMatchObject({ events: [], isFromOtherInstance: true });
	});
});

test.each(['', '   ', 'hello', '<xml/>', '[]', '[{}]', '"x"', '5', 'null', '{"event":', '\u0000'])(
	'%j is not a delivery',
	(text) => {
		expect(readText(text)).toBeUndefined();
	},
);

test('prototype keys have no effect', () => {
	const text = `{"__proto__":{"event":"x"},"constructor":{"prototype":{"y":1}},"event":"group.v2.join","payload":{"__proto__":{"chatId":"${GROUP}"},"participants":{"__proto__":"201@c.us"}}}`;
	expect(readText(text)!.events).toEqual([]);
	expect(({} as Record<string, unknown>).event).toBeUndefined();
});

test('accepts 100,000 levels of nesting', () => {
	const deep = '['.repeat(100_000) + ']'.repeat(100_000);
	expect(readText(`{"event":"group.v2.join","payload":{"chatId":"${GROUP}","participants":${deep}}}`)!.events).toEqual([]);
});
