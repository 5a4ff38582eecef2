import {
	adminsOnlyFrom,
	changeSettingCall,
	readSettingCall,
	SECURITY_SETTINGS,
} from '../../../../nodes/wawp/groups/securitySettings';
import { noResponse, response } from '../../../support/outcomes';

test('the calls of each setting, in the order of changes', () => {
	const groupId = '120363000000000001@g.us';
	const path = '/groups/120363000000000001%40g.us/settings/security';
	expect(SECURITY_SETTINGS.map((setting) => readSettingCall(groupId, setting))).toEqual([
		{ method: 'GET', path: `${path}/messages-admin-only`, groupId },
		{ method: 'GET', path: `${path}/info-admin-only`, groupId },
	]);
	expect(changeSettingCall(groupId, 'onlyAdminsCanSend', false)).toEqual({
		method: 'PUT',
		path: `${path}/messages-admin-only`,
		groupId,
		query: { adminsOnly: false },
		body: { adminsOnly: false },
	});
});

describe('a setting', () => {
	test.each([true, false])('is read from every known shape: %s', (adminsOnly) => {
		const shapes = [
			{ adminsOnly },
			adminsOnly,
			{ data: { adminsOnly } },
			{ success: true, data: { adminsOnly } },
			{ data: adminsOnly },
			{ response: { result: { adminsOnly } } },
		];
		expect(shapes.map((shape) => adminsOnlyFrom(response(shape)))).toEqual(shapes.map(() => adminsOnly));
	});

	test.each<[string, unknown]>([
		['an empty body', ''],
		['the word undefined', 'undefined'],
		['null', null],
		['a page', '<html></html>'],
		['another object', {}],
		['text instead of a boolean', { adminsOnly: 'true' }],
		['a number', { adminsOnly: 1 }],
		['a list', [{ adminsOnly: true }]],
		['only a flag of success', { success: true }],
		['an error beside it', { adminsOnly: true, code: 'invalid_session', message: 'No session' }],
		['a failure', { success: false, data: { adminsOnly: true } }],
		['a wrapper that is too deep', Array.from({ length: 20 }).reduce<unknown>((data) => ({ data }), true)],
	])('is unknown: %s', (_what, body) => {
		expect(adminsOnlyFrom(response(body))).toBeUndefined();
	});

	test('is unknown without a success', () => {
		expect(adminsOnlyFrom(response({ adminsOnly: true }, 500))).toBeUndefined();
		expect(adminsOnlyFrom(noResponse('timeout', true))).toBeUndefined();
	});
});
