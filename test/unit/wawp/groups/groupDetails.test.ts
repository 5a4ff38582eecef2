import { groupFrom, type GroupDetails } from '../../../../nodes/wawp/groups/groupDetails';
import { noResponse, response } from '../../../support/outcomes';

const ID = '120363000000000001@g.us';
const OTHER = '120363000000000002@g.us';

const read = (body: unknown, status?: number) => groupFrom(response(body, status), ID);
const field = (name: keyof GroupDetails, body: object) => read({ id: ID, ...body })![name];

describe('a group', () => {
	test.each<[string, unknown]>([
		['alone', { id: ID, subject: 'N' }],
		['in data', { data: { id: ID, subject: 'N' } }],
		['in group', { success: true, group: { JID: ID, Name: 'N' } }],
		['in data and group', { data: { group: { id: { _serialized: ID }, name: 'N' } } }],
	])('is read %s', (_where, body) => {
		expect(read(body)).toMatchObject({ id: ID, name: 'N' });
	});

	test.each<[string, unknown]>([
		['another group', { id: OTHER, subject: 'N' }],
		['another group around it', { id: OTHER, group: { id: ID } }],
		['a group without an ID', { subject: 'N' }],
		['a list', [{ id: ID, subject: 'N' }]],
		['an error', { id: ID, success: false }],
		['nothing', ''],
		['text', 'undefined'],
		['too many wrappers', Array.from({ length: 20 }).reduce<object>((data) => ({ data }), { id: ID })],
	])('is not read from %s', (_what, body) => {
		expect(read(body)).toBeUndefined();
	});

	test('is not read without a success', () => {
		expect(read({ id: ID }, 500)).toBeUndefined();
		expect(groupFrom(noResponse('timeout', true), ID)).toBeUndefined();
	});
});

test.each<[object, string | null]>([
	[{ OwnerJID: '201000000000:3@s.whatsapp.net' }, '201000000000@c.us'],
	[{ OwnerJID: '9001@lid', OwnerPN: '201000000000@s.whatsapp.net' }, '201000000000@c.us'],
	[{ OwnerJID: '9001@lid', OwnerPN: '' }, '9001@lid'],
	[{ owner: '9001@lid', ownerPn: '201000000000@s.whatsapp.net' }, '201000000000@c.us'],
	[{ owner: '201000000000@c.us' }, '201000000000@c.us'],
	[{ groupMetadata: { owner: { _serialized: '201000000000@c.us' } } }, '201000000000@c.us'],
	[{ owner: null, OwnerJID: '' }, null],
	[{}, null],
])('the owner in %j is %s', (body, ownerId) => {
	expect(field('ownerId', body)).toBe(ownerId);
});

test.each<[object, string | null]>([
	[{ GroupCreated: '2024-05-01T14:00:00+02:00' }, '2024-05-01T12:00:00.000Z'],
	[{ creation: 1714564800 }, '2024-05-01T12:00:00.000Z'],
	[{ groupMetadata: { creation: 1714564800 } }, '2024-05-01T12:00:00.000Z'],
	[{ GroupCreated: '0001-01-01T00:00:00Z', creation: 1714564800 }, '2024-05-01T12:00:00.000Z'],
	[{ creation: 0 }, null],
	[{ creation: 1714564800000 }, null],
	[{ creation: null, GroupCreated: '' }, null],
	[{}, null],
])('the time in %j is %s', (body, createdAt) => {
	expect(field('createdAt', body)).toBe(createdAt);
});

const DEFAULTS = { GroupCreated: '0001-01-01T00:00:00Z', Name: '', Topic: '', IsAnnounce: false, IsLocked: false };

test.each<[string, object, GroupDetails['isLoaded']]>([
	['the empty values of Go', DEFAULTS, false],
	['a group with a name', { ...DEFAULTS, Name: 'N' }, true],
	['a group with a time', { ...DEFAULTS, GroupCreated: '2024-05-01T12:00:00Z' }, true],
	['a group of another engine', { subject: '' }, true],
])('%s: whether the engine has loaded the group', (_what, body, isLoaded) => {
	expect(field('isLoaded', body)).toBe(isLoaded);
});

test('a record of defaults has no description', () => {
	expect(field('description', DEFAULTS)).toBeNull();
	expect(field('description', { ...DEFAULTS, Name: 'N' })).toBe('');
});

test.each<[object, boolean | null, boolean | null]>([
	[DEFAULTS, null, null],
	[{ IsAnnounce: true, IsLocked: false }, true, false],
	[{ announce: false, restrict: true }, false, true],
	[{ groupMetadata: { announce: true, restrict: false } }, true, false],
	[{ announce: undefined, groupMetadata: { announce: true } }, true, null],
	[{ announce: 'true', restrict: 1 }, null, null],
	[{}, null, null],
])('the settings in %j', (body, send, edit) => {
	expect([field('onlyAdminsCanSend', body), field('onlyAdminsCanEdit', body)]).toEqual([send, edit]);
});
