import { mayShowFormerMembers, participantsFrom } from '../../../../nodes/wawp/groups/participantList';
import { response, noResponse } from '../../../support/outcomes';

const PHONE = '201234567891@c.us';
const LID = '123456789012345@lid';
const only = (entry: unknown) => participantsFrom(response([entry]))![0];

describe('a participant', () => {
	test.each<[string, unknown, object]>([
		['WEBJS', { id: { _serialized: PHONE }, isAdmin: true, isSuperAdmin: false }, { id: PHONE, role: 'admin' }],
		['WEBJS, group creator', { id: PHONE, isAdmin: true, isSuperAdmin: true }, { id: PHONE, role: 'superadmin' }],
		['NOWEB', { id: PHONE, admin: null }, { id: PHONE, role: 'participant' }],
		['NOWEB, admin', { id: PHONE, admin: 'admin' }, { id: PHONE, role: 'admin' }],
		['NOWEB, group creator', { id: PHONE, admin: 'superadmin' }, { id: PHONE, role: 'superadmin' }],
		[
			'GOWS',
			{ JID: '201234567891@s.whatsapp.net', PhoneNumber: '', LID: '', IsAdmin: false, IsSuperAdmin: false },
			{ id: PHONE, phoneNumberId: PHONE, lid: null, role: 'participant' },
		],
		[
			'GOWS, masked with a known number',
			{ JID: LID, PhoneNumber: '201234567891@s.whatsapp.net', IsAdmin: true },
			{ id: LID, phoneNumberId: PHONE, lid: LID, role: 'admin' },
		],
		['GOWS, group creator', { JID: PHONE, IsAdmin: true, IsSuperAdmin: true }, { id: PHONE, role: 'superadmin' }],
		['GOWS, by number with a masked id', { JID: PHONE, LID }, { id: PHONE, phoneNumberId: PHONE, lid: LID }],
		['GOWS, masked', { JID: LID, PhoneNumber: '' }, { id: LID, phoneNumberId: null, lid: LID, role: 'participant' }],
		[
			'participants/v2',
			{ id: LID, pn: PHONE, role: 'superadmin' },
			{ id: LID, phoneNumberId: PHONE, lid: LID, role: 'superadmin' },
		],
		['participants/v2, admin', { id: LID, role: 'admin' }, { id: LID, phoneNumberId: null, role: 'admin' }],
		['a newer Baileys', { id: LID, phoneNumber: PHONE, admin: null }, { id: LID, phoneNumberId: PHONE, lid: LID }],
		['an id alone', PHONE, { id: PHONE, phoneNumberId: PHONE, lid: null, role: 'participant' }],
	])('is read from %s', (_name, entry, participant) => {
		expect(only(entry)).toMatchObject(participant);
	});
});

test.each<[string, unknown]>([
	['data', { data: [{ id: PHONE }] }],
	['participants', { id: '1@g.us', participants: [{ id: PHONE }] }],
	['an object keyed by id', { [PHONE]: { admin: null } }],
	['a list with somebody who has left', [{ id: LID, role: 'left' }, { id: PHONE }]],
])('a list is read from %s', (_name, body) => {
	expect(participantsFrom(response(body))!.map(({ id }) => id)).toEqual([PHONE]);
});

test.each<[string, unknown]>([
	['an id object without the whole id', { id: { user: '201234567891', server: 'c.us' } }],
	['parts of a masked id', { id: { user: '123456789012345', server: 'lid' } }],
])('is read from %s', (_name, entry) => {
	expect(only(entry)!.id).not.toBeNull();
});

test.each<[string, unknown]>([
	['null', null],
	['an empty object', {}],
	['a word', { id: 'x' }],
	['a server that is not known', { id: { user: '201234567891', server: 'hosted' } }],
])('an entry that cannot be read stays in the list, without an id: %s', (_name, entry) => {
	expect(participantsFrom(response([entry, { id: PHONE }]))).toMatchObject([
		{ id: null, phoneNumberId: null, lid: null },
		{ id: PHONE },
	]);
});

test.each<[string, unknown, number]>([
	['an empty list, because the account itself is missing', [], 200],
	['an empty object', {}, 200],
	['people who have left', [{ id: PHONE, role: 'left' }], 200],
	['entries of an unknown shape', [{ who: PHONE }], 200],
	['an empty body', '', 200],
	['text', 'undefined', 200],
	['an error', { code: 'wawp_upstream_error', message: 'No' }, 200],
	['another status', [{ id: PHONE }], 500],
])('there are no participants in %s', (_name, body, status) => {
	expect(participantsFrom(response(body, status))).toBeUndefined();
});

test('there are no participants without a response', () => {
	expect(participantsFrom(noResponse('timeout', true))).toBeUndefined();
});

test.each<[string, object, boolean]>([
	['WEBJS', { id: { _serialized: PHONE }, isAdmin: false, isSuperAdmin: false }, true],
	['the documented entry', { id: PHONE, isAdmin: false }, true],
	['NOWEB', { id: PHONE, admin: null }, false],
	['GOWS', { JID: PHONE, IsAdmin: false, IsSuperAdmin: false }, false],
])('whether a list may show people who have left: %s', (_engine, entry, expected) => {
	expect(mayShowFormerMembers(response([entry]))).toBe(expected);
});
