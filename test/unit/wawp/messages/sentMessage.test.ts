import fc from 'fast-check';
import { sentMessageFrom } from '../../../../nodes/wawp/messages/sentMessage';
import { expectProperty } from '../../../support/property';
import { response, noResponse } from '../../../support/outcomes';

const ID = 'true_201234567890@c.us_3EB0';

test.each<[string, unknown]>([
	['id', { id: ID }],
	['an id object', { id: { _serialized: ID, id: '3EB0' } }],
	['an id object without the long form', { id: { id: ID } }],
	['key.id', { key: { id: ID }, status: 'PENDING' }],
	['message_id', { success: true, message_id: ID }],
	['data', { status: 'success', data: { id: ID } }],
])('reads the ID of a sent message from %s', (_name, body) => {
	expect(sentMessageFrom(response(body, 201))).toEqual({ messageId: ID, status: 'sent' });
});

test.each<[string, unknown]>([
	['success', { success: true }],
	['status success', { status: 'success', message: 'Message sent' }],
	['ok', { code: 'ok' }],
	['an invalid id', { success: true, id: 'undefined' }],
	['an id with spaces', { success: true, id: 'a b' }],
])('accepts a success without an ID: %s', (_name, body) => {
	expect(sentMessageFrom(response(body))).toEqual({ messageId: null, status: 'sent' });
});

test.each<[string, unknown, string | null]>([
	['status queued', { status: 'queued', job_id: '17' }, null],
	['a job with success as code', { code: 'success', job_id: 17 }, null],
	['a job inside data', { status: 'success', data: { job_id: '17' } }, null],
	['queued with an id', { status: 'queued', id: ID }, ID],
])('reports a queued message: %s', (_name, body, messageId) => {
	expect(sentMessageFrom(response(body))).toEqual({ messageId, status: 'queued' });
});

test.each<[string, unknown, number]>([
	['an empty body', '', 200],
	['text', 'OK', 200],
	['a list', [{ id: ID }], 200],
	['an empty object', {}, 200],
	['a job without id', { job_id: null }, 200],
	['an error beside an id', { id: ID, error: 'No' }, 200],
	['an error in data', { success: true, data: { code: 'wawp_upstream_error' } }, 200],
	['an error in response', { id: ID, response: { error: 'No' } }, 200],
	['an exhausted limit, reported as a success', { status: 'success', message: 'Monthly limit exceeded' }, 200],
	['a status of 500', { id: ID }, 500],
])('does not count as sent: %s', (_name, body, status) => {
	expect(sentMessageFrom(response(body, status))).toBeUndefined();
});

test('does not count as sent: no response', () => {
	expect(sentMessageFrom(noResponse('timeout', true))).toBeUndefined();
});

test('an ID is always printable text, for any body', () => {
	const key = fc.constantFrom('id', 'key', 'message_id', 'data', 'status', 'success', 'job_id', '_serialized');
	expectProperty(
		fc.property(fc.dictionary(key, fc.anything({ key })), (body) => {
			expect(sentMessageFrom(response(body))?.messageId ?? 'none').toMatch(/^[\x21-\x7e]{1,200}$/);
		}),
	);
});
