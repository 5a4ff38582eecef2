import fc from 'fast-check';
import type { Outcome } from '../../../../nodes/wawp/outcome/outcome';
import { callResult } from '../../../../nodes/wawp/inviteCode/callResult';
import type { CallResult } from '../../../../nodes/wawp/inviteCode/rotation';
import { expectProperty } from '../../../support/property';
import { PLUS_ONLY } from '../../../support/failures';
import { response, noResponse } from '../../../support/outcomes';

const refused: CallResult = { kind: 'refused', final: false };
const refusedForGood: CallResult = { kind: 'refused', final: true };
const unknown: CallResult = { kind: 'unknown', final: false, late: false };
const late: CallResult = { kind: 'unknown', final: false, late: true };
const finalUnreadable: CallResult = { kind: 'unreadable', final: true };
const finalUnknown: CallResult = { kind: 'unknown', final: true, late: false };
const lateUnknown: CallResult = { kind: 'unknown', final: false, late: true };
const lateFinalUnknown: CallResult = { kind: 'unknown', final: true, late: true };

const newCode: CallResult = { kind: 'code', code: 'NEW456DEF', isDoubtful: false };

const exception = (message: string, data?: number) => ({ statusCode: 500, exception: { message, data } });

const RESPONSES: Array<[string, number, unknown, CallResult]> = [
	['a code', 200, { code: 'NEW456DEF' }, newCode],
	['a bare code with 201', 201, 'NEW456DEF', newCode],
	['a code that could be a word', 200, 'abcdefghijklmnopqrst', { kind: 'code', code: 'abcdefghijklmnopqrst', isDoubtful: true }],
	['words that nobody has seen yet', 200, 'waiting-for-the-other-side', { kind: 'unreadable' }],
	['a link', 200, 'https://chat.whatsapp.com/NEW456DEF', newCode],

	['an empty body', 200, '', { kind: 'unreadable' }],
	['the word undefined', 200, 'undefined', { kind: 'unreadable' }],
	['a page', 200, '<html></html>', { kind: 'unreadable' }],
	['success false without a reason', 200, { success: false }, { kind: 'unreadable' }],

	['a bad token', 401, { message: 'Invalid access token' }, refusedForGood],
	['an unknown session', 404, { code: 'invalid_session', message: 'Gone' }, refusedForGood],
	['a session that is not connected', 422, { status: 'STOPPED' }, refusedForGood],
	['a call of another tier', 422, PLUS_ONLY, refused],
	['not an admin', 403, { message: 'You are not a group admin' }, refusedForGood],
	['not a member', 403, { message: 'You are not a participant' }, refusedForGood],
	['no such group', 404, { message: 'Group not found' }, refusedForGood],
	['a used-up quota', 403, { code: 'quota_reached' }, refusedForGood],
	['a used-up quota with 429', 429, { code: 'quota_reached' }, refusedForGood],
	['a redirect', 302, '', refusedForGood],
	['a permanent redirect', 308, '', refusedForGood],
	['a choice of redirects with any body', 300, exception('not-authorized', 401), refusedForGood],

	['a 403 without a reason', 403, '', refused],
	['a 404 without a reason', 404, '', refused],
	['a request that is not accepted', 400, '', refused],
	['a call that the engine does not support', 422, { message: 'Not supported by the engine' }, refused],
	['an upstream error with 400', 400, { code: 'wawp_upstream_error', message: 'x' }, refused],
	['a rate limit in words with 400', 400, { message: 'Too many requests' }, refused],

	['a rate limit', 429, '', { kind: 'rateLimited' }],
	['a rate limit in words', 429, { message: 'Rate limit exceeded' }, { kind: 'rateLimited' }],
	['a 429 for another reason', 429, { code: 'proxy_error', message: 'x' }, { kind: 'rateLimited' }],

	["WhatsApp's rate limit in a 500, after which the change may have been made", 500, exception('rate-overlimit', 429), unknown],
	['a bare server error', 500, '', unknown],
	['the useless message of a server error', 500, exception('b'), unknown],
	['a 501', 501, '', unknown],
	['a 599', 599, '', unknown],
	["WhatsApp's not-authorized in a 500", 500, exception('not-authorized', 401), finalUnknown],
	["WhatsApp's forbidden in a 500", 500, exception('forbidden', 403), finalUnknown],
	["WhatsApp's item-not-found in a 500", 500, exception('item-not-found', 404), finalUnknown],
	['a session that is not connected, in a 500', 500, { message: 'session is not connected' }, finalUnknown],
	['a used-up quota in a 500', 500, { message: 'quota exceeded' }, finalUnknown],

	['a request timeout of a proxy', 408, '', late],
	['a bad gateway', 502, '<html></html>', late],
	['an unavailable server', 503, '', late],
	['a gateway timeout', 504, '', late],
	['not-authorized in a 502', 502, exception('not-authorized', 401), lateUnknown],
	['a session that is not connected, in a 408', 408, { message: 'session is not connected' }, lateFinalUnknown],

	['an unknown session under 200', 200, { code: 'invalid_session', message: 'Gone' }, finalUnreadable],
	['a bad token under 200', 200, { status: 401, message: 'Invalid access token' }, finalUnreadable],
	['a used-up limit under 200', 200, { status: 'success', message: 'The monthly limit is exceeded' }, finalUnreadable],
	['a word under 200', 200, 'instance-not-connected', unknown],
	['not an admin under 200, which may be about the read after a revoke', 200, exception('not-authorized', 401), finalUnknown],
	['not a member under 200', 200, exception('forbidden', 403), finalUnknown],
	['no such group under 200', 200, exception('item-not-found', 404), finalUnknown],
	['a rate limit under 200', 200, { statusCode: 429, message: 'No' }, unknown],
	['an upstream error under 200', 200, { code: 'wawp_upstream_error', message: 'x' }, unknown],
	['a sentence under 200', 200, 'Something happened', unknown],
	['a 403 without a reason under 200', 200, { status: 403, message: 'No' }, unknown],
	['a bad request under 299', 299, { code: 'missing_param', message: 'id' }, unknown],
	['false under 200 (WEBJS)', 200, 'false', { kind: 'unreadable' }],
	["WhatsApp's bad-request in a 500", 500, exception('bad-request', 400), unknown],
];

test.each(RESPONSES)('%s (HTTP %d) gives the right result', (_name, status, body, expected) => {
	expect(callResult(response(body, status))).toEqual(expected);
});

test.each<[string, Outcome, CallResult]>([
	['a timeout', noResponse('timeout', true), late],
	['a dropped connection', noResponse('dropped', true), late],
	['a cancel in flight', noResponse('canceled', true), late],
	['a refused connection', noResponse('refused', false), { kind: 'notSent', final: false }],
	['an unknown host', noResponse('unresolved', false), { kind: 'notSent', final: false }],
	['an untrusted certificate', noResponse('certificate', false), { kind: 'notSent', final: false }],
])('%s depends on whether the request may have arrived', (_name, outcome, expected) => {
	expect(callResult(outcome)).toEqual(expected);
});

const anyBody = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constantFrom('not-authorized', 'item-not-found', 'OK'));

test('a server error never proves that nothing was done', () => {
	expectProperty(
		fc.property(anyBody, fc.integer({ min: 500, max: 599 }), (body, status) => {
			expect(callResult(response(body, status)).kind).toMatch(/^unknown$/);
		}),
	);
});

test('a code is read from a 2xx only', () => {
	expectProperty(
		fc.property(
			fc.integer({ min: 300, max: 599 }),
			(status) => callResult(response({ code: 'NEW456DEF' }, status)).kind !== 'code',
		),
	);
});
