import { joinInfoCall, joinInfoFrom, toInviteCode } from '../../../../nodes/wawp/inviteCode/joinInfo';
import { response, thrownBy } from '../../../support/outcomes';

const GROUP = '120363000000000001@g.us';

test('the call has the code in the query', () => {
	expect(joinInfoCall('NEW456DEF')).toEqual({ method: 'GET', path: '/groups/join-info', query: { code: 'NEW456DEF' } });
});

test.each([
	['a code', 'NEW456DEF'],
	['a code with spaces around it', ' NEW456DEF\n'],
	['a link', 'https://chat.whatsapp.com/NEW456DEF'],
	['an older link', 'https://chat.whatsapp.com/invite/NEW456DEF'],
	['a link with parameters', 'chat.whatsapp.com/NEW456DEF?mode=ac_t'],
])('%s becomes the bare code', (_what, value) => {
	expect(toInviteCode(value)).toBe('NEW456DEF');
});

test.each<[string, unknown, string]>([
	['an empty field', '', 'The "Invite Code" field is empty'],
	['an expression without a value', undefined, 'The "Invite Code" field is empty: the expression gave no value'],
	['another link', 'https://example.org/NEW456DEF', '"https://example.org/NEW456DEF" is not an invite code'],
	['a number', 12, '12 is not an invite code'],
	['an object', {}, 'A value of type object is not an invite code'],
])('%s is rejected with an example', (_what, value, message) => {
	expect(thrownBy(() => toInviteCode(value))).toMatchObject({
		kind: 'badInput',
		message,
		nextStep: 'Enter a code, or a link such as https://chat.whatsapp.com/NEW456DEF',
	});
});

test('a group is read with the count of the response, not with the number of listed participants', () => {
	const group = { id: GROUP, subject: 'Neighbours', size: 214, participants: [{ id: '1@c.us' }] };
	expect(joinInfoFrom(response(group))).toMatchObject({ id: GROUP, name: 'Neighbours', participantCount: 214 });
	expect(joinInfoFrom(response({ ...group, size: undefined }))).toMatchObject({ participantCount: null });
});

test.each<[string, unknown]>([
	['no object', 'undefined'],
	['no group', { message: 'not found' }],
	['an error beside a group', { id: GROUP, error: { code: 'gone' } }],
])('there is no group in a response with %s', (_what, body) => {
	expect(joinInfoFrom(response(body))).toBeUndefined();
});
