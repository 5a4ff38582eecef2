import { createdGroupFrom } from '../../../../nodes/wawp/groups/createGroup';
import { noResponse, response } from '../../../support/outcomes';

const ID = '120363000000000001@g.us';

test.each<[string, unknown]>([
	['WEBJS', { title: 'N', gid: { server: 'g.us', _serialized: ID }, participants: { '201000000001@c.us': { statusCode: 200 } } }],
	['NOWEB', { id: ID, subject: 'N', participants: [{ id: '201000000001@c.us' }] }],
	['GOWS', { JID: ID, Name: 'N', Participants: [] }],
	['a wrapper', { data: { group: { id: ID } } }],
	['the ID alone', ID],
])('the new group is read from %s', (_shape, body) => {
	expect(createdGroupFrom(response(body, 201))).toBe(ID);
});

test.each<[string, unknown, number]>([
	['nothing', '', 201],
	['a failure of WEBJS, which is a text', 'CreateGroupError: An unknown error', 201],
	['an error', { code: 'invalid_session', message: 'No session', id: ID }, 200],
	['an error inside a wrapper', { data: { success: false, id: ID } }, 200],
	['an error status', { id: ID }, 500],
	['a person', { id: '201000000001@c.us' }, 201],
	['participants alone', { participants: [{ id: '201000000001@c.us' }] }, 201],
	['too many wrappers', Array.from({ length: 20 }).reduce<object>((data) => ({ data }), { id: ID }), 201],
])('there is no new group in %s', (_what, body, status) => {
	expect(createdGroupFrom(response(body, status))).toBeUndefined();
});

test('there is no new group without a response', () => {
	expect(createdGroupFrom(noResponse('timeout', true))).toBeUndefined();
});
