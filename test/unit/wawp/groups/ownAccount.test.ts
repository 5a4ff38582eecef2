import { isAdminAmong, ownIdsFrom } from '../../../../nodes/wawp/groups/ownAccount';
import { participantsFrom, type Participant } from '../../../../nodes/wawp/groups/participantList';
import { response, noResponse } from '../../../support/outcomes';

const ME = '201000000000@c.us';
const MY_LID = '9001@lid';
const OTHER = '201234567891@c.us';
const OTHER_LID = '9002@lid';

describe('the ids of the account', () => {
	test.each<[string, unknown, string[]]>([
		['the number and the masked id', { me: { id: ME, lid: MY_LID, pushName: 'N' } }, [ME, MY_LID]],
		['the number alone', { status: 'WORKING', me: { id: ME } }, [ME]],
		['the id of a device', { me: { id: '201000000000:7@s.whatsapp.net' } }, [ME]],
		['data around it', { data: { me: { id: ME } } }, [ME]],
	])('are read from %s', (_name, body, ids) => {
		expect(ownIdsFrom(response(body))).toEqual(ids);
	});

	test.each<[string, unknown]>([
		['a session without an account', { status: 'SCAN_QR_CODE', me: null }],
		['an account without an id', { me: {} }],
		['text', 'undefined'],
		['a list', []],
	])('are unknown in %s, with an HTTP error and without a response', (_name, body) => {
		expect(ownIdsFrom(response(body))).toBeUndefined();
		expect(ownIdsFrom(response({ me: { id: ME } }, 404))).toBeUndefined();
		expect(ownIdsFrom(noResponse('dropped', true))).toBeUndefined();
	});
});

describe('isAdminAmong', () => {
	const people = (...entries: object[]): Participant[] => participantsFrom(response(entries)) ?? [];

	test.each<[string, boolean | null, Participant[], string[]]>([
		['listed by number', true, people({ id: OTHER }, { id: ME, admin: 'admin' }), [ME, MY_LID]],
		['listed by masked id', true, people({ id: OTHER_LID }, { id: MY_LID, admin: 'superadmin' }), [ME, MY_LID]],
		['listed by both', true, people({ id: '9009@lid', pn: ME, role: 'admin' }), [ME]],
		['listed, not as an admin', false, people({ id: OTHER, admin: 'admin' }, { id: ME }), [ME]],
		['not listed', false, people({ id: OTHER, admin: 'admin' }), [ME]],
		['not listed by masked id', false, people({ id: OTHER_LID }), [ME, MY_LID]],
		[
			'a masked list and an unknown masked id',
			null,
			people({ id: OTHER, admin: 'admin' }, { id: OTHER_LID, admin: 'admin' }),
			[ME],
		],
		['not listed, beside an entry that cannot be read', null, people({ id: OTHER, admin: 'admin' }, { id: {} }), [ME]],
		['an empty list', null, [], [ME, MY_LID]],
		['no known id of the account', null, people({ id: OTHER }), []],
	])('%s: %p', (_name, expected, participants, ownIds) => {
		expect(isAdminAmong(participants, ownIds as never)).toBe(expected);
	});
});
