import { isAccepted } from '../../../../nodes/wawp/outcome/acceptedChange';
import { noResponse, response } from '../../../support/outcomes';

test.each<[string, unknown, number, boolean]>([
	['an empty body (GOWS)', '', 200, true],
	['true (WEBJS)', true, 200, true],
	['false (WEBJS, refused)', false, 200, false],
	['the word OK', 'OK', 200, true],
	['a flag', { success: true }, 201, true],
	['the setting', { adminsOnly: false }, 200, true],
	['the word undefined', 'undefined', 200, false],
	['a page', '<html></html>', 200, false],
	['an error', { code: 'invalid_session', message: 'No session' }, 200, false],
	[
		'a used-up limit beside a success (documented for v1)',
		{ status: 'success', message: 'You have exceeded your monthly limit' },
		200,
		false,
	],
	['a refusal as a JSON string', 'not-authorized', 200, false],
	['a message of a refusal', { message: 'You are not an admin' }, 200, false],
	['null', null, 200, false],
	['an empty object (NOWEB)', {}, 200, true],
	['an error status', '', 500, false],
])('whether a response accepts a change: %s', (_what, body, status, expected) => {
	expect(isAccepted(response(body, status))).toBe(expected);
});

test('no response accepts nothing', () => {
	expect(isAccepted(noResponse('timeout', true))).toBe(false);
});
