import { isPlainSuccess } from '../../../../nodes/wawp/outcome/plainSuccess';
import { noResponse, response } from '../../../support/outcomes';

test.each<[unknown]>([
	['OK'],
	['done'],
	['true'],
	['"success"'],
	[{ ok: true }],
	[{ status: 200 }],
	[{ status: 299 }],
	[{ status: 'done' }],
	[{ result: true }],
	[{ result: '201' }],
	[{ success: 'OK' }],
	[{ statusCode: 202 }],
	[{ code: 204 }],
	[{ data: { data: { data: { data: { data: { data: { data: { data: { ok: true } } } } } } } } }],
	[{ statusCode: '204' }],
	[{ status: 'success', message: 'Participants removed' }],
	[{ code: 'success' }],
	[{ result: 'ok', groupId: 'x', count: 2 }],
	[{ success: true, data: null }],
	[{ success: true, data: {} }],
	[{ message: 'x', data: { success: true } }],
	[{ data: { response: { result: true } } }],
])('says that the request succeeded: %j', (body) => {
	expect(isPlainSuccess(response(body))).toBe(true);
});

test.each<[unknown]>([
	[''],
	['null'],
	['false'],
	['undefined'],
	['Not done'],
	['"Not done"'],
	['OK, nobody was removed'],
	['<html>OK</html>'],
	[[]],
	[{}],
	[{ data: null }],
	[{ data: {} }],
	[{ participants: [] }],
	[{ message: 'Failed to add participants' }],
	[{ message: 'Done' }],
	[{ status: 100 }],
	[{ status: 300 }],
	[{ status: '2000' }],
	[{ status: '1200' }],
	[{ status: 'undone' }],
	[{ other: true }],
	['doned'],
	['undone'],
	['5'],
	[{ data: { data: { data: { data: { data: { data: { data: { data: { data: { ok: true } } } } } } } } } }],
	[{ status: '20' }],
	[{ ok: 1 }],
	[{ ok: true, failed: ['x'] }],
	[{ ok: true, failed: [] }],
	[{ ok: true, results: { x: 403 } }],
	[{ ok: true, data: ['x'] }],
	[{ ok: true, data: { failed: ['x'] } }],
	[{ ok: true, data: { success: false } }],
	[{ ok: true, response: { error: 'forbidden' } }],
	[{ data: { code: 'invalid_session', message: 'gone' } }],
	[{ status: 'success', message: 'Monthly limit exceeded' }],
])('does not say that the request succeeded: %j', (body) => {
	expect(isPlainSuccess(response(body))).toBe(false);
});

test('a response without a 2xx, or no response, is no success', () => {
	expect(isPlainSuccess(response({ ok: true }, 300))).toBe(false);
	expect(isPlainSuccess(noResponse('timeout', true))).toBe(false);
});
