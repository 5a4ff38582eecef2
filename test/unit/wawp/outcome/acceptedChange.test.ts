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
	['an error status', '', 500, false],
])('whether a response accepts a change: %s', (_what, body, status, expected) => {
	expect(isAccepted(response(body, status))).toBe(expected);
});

test('no response accepts nothing', () => {
	expect(isAccepted(noResponse('timeout', true))).toBe(false);
});
