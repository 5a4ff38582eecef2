import * as calls from '../../../../nodes/wawp/groups/undocumentedCalls';

const groupId = '120363000000000001@g.us';
const path = '/groups/120363000000000001%40g.us';

test('the calls that no page of v2 shows are those of WAHA', () => {
	expect(calls.createCall('N', ['201000000001@c.us'])).toEqual({
		method: 'POST',
		path: '/groups',
		body: { name: 'N', participants: [{ id: '201000000001@c.us' }] },
	});
	expect(calls.joinCall('CODE')).toEqual({ method: 'POST', path: '/groups/join', body: { code: 'CODE' } });
	expect(calls.leaveCall(groupId)).toEqual({ method: 'POST', path: `${path}/leave`, groupId });
	expect(calls.deleteCall(groupId)).toEqual({ method: 'DELETE', path, groupId });
	expect(calls.REFRESH_GROUPS).toEqual({ method: 'POST', path: '/groups/refresh' });
	expect(calls.changeTextCall(groupId, 'subject', 'N')).toEqual({
		method: 'PUT',
		path: `${path}/subject`,
		groupId,
		body: { subject: 'N' },
	});
	expect(calls.changeTextCall(groupId, 'description', 'D')).toMatchObject({
		path: `${path}/description`,
		body: { description: 'D' },
	});
	const file = { url: 'https://example.com/a.jpg' };
	expect(calls.changePictureCall(groupId, file)).toEqual({ method: 'PUT', path: `${path}/picture`, groupId, body: { file } });
	expect(calls.changePictureCall(groupId, null)).toEqual({ method: 'DELETE', path: `${path}/picture`, groupId });
	expect(calls.readPictureCall(groupId)).toEqual({ method: 'GET', path: `${path}/picture`, groupId, query: { refresh: true } });
});
