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
])('the id of a sent message comes from %s', (_name, body) => {
	expect(sentMessageFrom(response(body, 201))).toEqual({ messageId: ID, status: 'sent' });
});

test.each<[string, unknown]>([
	['success', { success: true }],
	['status success', { status: 'success', message: 'Message sent' }],
	['ok', { code: 'ok' }],
	['an id that is none', { success: true, id: 'undefined' }],
	['an id with blanks', { success: true, id: 'a b' }],
])('a message may be sent and its id unknown: %s', (_name, body) => {
	expect(sentMessageFrom(response(body))).toEqual({ messageId: null, status: 'sent' });
});

test.each<[string, unknown, string | null]>([
	['status queued', { status: 'queued', job_id: '17' }, null],
	['a job with success as code', { code: 'success', job_id: 17 }, null],
	['a job inside data', { status: 'success', data: { job_id: '17' } }, null],
	['queued with an id', { status: 'queued', id: ID }, ID],
])('queued is not sent: %s', (_name, body, messageId) => {
	expect(sentMessageFrom(response(body))).toEqual({ messageId, status: 'queued' });
});

test.each<[string, unknown, number]>([
	['nothing', '', 200],
	['text', 'OK', 200],
	['a list', [{ id: ID }], 200],
	['an object that says nothing', {}, 200],
	['a job without id', { job_id: null }, 200],
	['an error beside an id', { id: ID, error: 'No' }, 200],
	['an error in data', { success: true, data: { code: 'wawp_upstream_error' } }, 200],
	['a used-up limit that calls itself a success', { status: 'success', message: 'Monthly limit exceeded' }, 200],
	['another status', { id: ID }, 500],
])('nothing is known to be sent by %s', (_name, body, status) => {
	expect(sentMessageFrom(response(body, status))).toBeUndefined();
});

test('nothing is known to be sent by silence', () => {
	expect(sentMessageFrom(noResponse('timeout', true))).toBeUndefined();
});

test('whatever the body is, an id is a text that can be shown', () => {
	const key = fc.constantFrom('id', 'key', 'message_id', 'data', 'status', 'success', 'job_id', '_serialized');
	expectProperty(
		fc.property(fc.dictionary(key, fc.anything({ key })), (body) => {
			expect(sentMessageFrom(response(body))?.messageId ?? 'none').toMatch(/^[\x21-\x7e]{1,200}$/);
		}),
	);
});
