import fc from 'fast-check';
import type { FailureKind } from '../../../../nodes/wawp/outcome/wawpFailure';
import { failureKind } from '../../../../nodes/wawp/outcome/failureKind';
import { refusal, whatsAppRefusal } from '../../../support/emulator/shapes';
import { expectProperty } from '../../../support/property';
import { exception, outcomes, NO_RESPONSES, UNDER_200, WAWP, WHATSAPP } from '../../../support/failures';
import { response, noResponse } from '../../../support/outcomes';

describe('the kind of a failure', () => {
	test.each(WAWP)('is derived from HTTP %d with %j: %s', (status, body, kind) => {
		expect(failureKind(response(body, status))).toBe(kind);
	});

	test.each(UNDER_200)('is derived from an error under 2xx, %j: %s', (body, kind) => {
		expect(failureKind(response(body, 200))).toBe(kind);
		expect(failureKind(response(body, 201))).toBe(kind);
	});

	test.each(WHATSAPP)("is derived from WhatsApp's refusal inside a 500, %s %s: %s", (message, data, kind) => {
		expect(failureKind(response(exception(message, data), 500))).toBe(kind);
	});

	test.each([200, 400, 401, 403, 404, 422, 500])("is never a bad token if WhatsApp's own 401 came with HTTP %d", (status) => {
		expect(failureKind(response(exception('not-authorized', 401), status))).toBe('notAdmin');
		expect(failureKind(response(exception('refused', 401), status))).toBe('notAdmin');
	});

	test('is never a bad token if a 401 is repeated inside HTTP 500', () => {
		expect(failureKind(response({ statusCode: 401, message: 'refused' }, 500))).toBe('notAdmin');
	});

	describe.each([502, 503, 504, 520, 522, 524])('behind HTTP %d says nothing', (status) => {
		test.each<[string, unknown]>([
			['an inner 403', { statusCode: 403, message: 'Forbidden' }],
			["WhatsApp's own refusal", exception('not-authorized', 401)],
			['a session of another server', 'session not found in pool'],
			[
				'a text of Guzzle',
				'Client error: `POST https://gateway/api/groups` resulted in a `404 Not Found` response: item-not-found',
			],
			['a text of Nest', { statusCode: 422, message: 'Session status is not as expected', error: 'Unprocessable Entity' }],
			['a word about the plan', { message: 'quota_reached' }],
		])('with %s', (_what, body) => {
			expect(failureKind(response(body, status))).toBe('serverError');
		});
	});

	test('is not derived from the message of a success', () => {
		expect(failureKind(response({ success: true, message: 'The group invite link has been revoked' }))).toBe('serverError');
	});

	test('is not searched for in a body that is far too long for an error', () => {
		const error = (length: number) => response({ code: 'invalid_session', message: 'x'.repeat(length) });
		expect(failureKind(error(900_000))).toBe('sessionMissing');
		expect(failureKind(error(1_000_000))).toBe('unreadable');
	});

	test.each(NO_RESPONSES)('is derived from a missing response: %s, may have arrived %s: %s', (reason, mayHaveArrived, kind) => {
		expect(failureKind(noResponse(reason, mayHaveArrived))).toBe(kind);
	});

	test.each([
		['the GOWS engine, not an admin', refusal('GOWS', 'participant'), 'notAdmin'],
		['the NOWEB engine, not an admin', refusal('NOWEB', 'participant'), 'serverError'],
		['the WEBJS engine, not an admin', refusal('WEBJS', 'participant'), 'unreadable'],
		['any engine, not a member', refusal('GOWS', 'none'), 'notMember'],
		['any engine, no such group', whatsAppRefusal('item-not-found', 404), 'noSuchGroup'],
	])('is as exact as the response of the engine: %s', (_name, { status, body }, kind) => {
		expect(failureKind(response(body, status))).toBe(kind);
	});

	test.each<[FailureKind, string[]]>([
		['sessionMissing', ['Session not found', 'The session was not found', 'no such session', 'no such instance']],
		['notAdmin', ['You are not admin', 'not an admin', 'not a group admin', 'not group admin', 'Admin only', 'Admins only']],
		[
			'notAdmin',
			['Only admin', 'Only admins', 'Must be admin', 'must be an admin', 'must be a group admin', 'must be group admin'],
		],
		[
			'notMember',
			['not member', 'not a member', 'not a group member', 'not participant', 'not in the group', 'not in this group'],
		],
		['notAdmin', ["you don't have the permission to get the group's invite link"]],
		['notMember', ["you're not participating in that group"]],
		[
			'noSuchGroup',
			['that group does not exist', 'that group invite link has been revoked', 'that group invite link is not valid'],
		],
	])('is also derived from plain wording: %s', (kind, texts) => {
		for (const text of texts) expect(failureKind(response({ message: text }, 400))).toBe(kind);
	});

	test('is a redirect for HTTP 300, whatever status its body has', () => {
		expect(failureKind(response({ status: 401 }, 300))).toBe('redirected');
	});

	test('ignores a message that is not text', () => {
		expect(failureKind(response({ message: 42 }))).toBe('unreadable');
	});

	test('is a known kind for any body and status', () => {
		const kinds = new Set(outcomes.map(([, kind]) => kind));
		const body = fc.oneof(fc.string({ unit: 'binary' }), fc.json());
		expectProperty(
			fc.property(body, fc.integer({ min: 200, max: 599 }), (text, status) => kinds.has(failureKind(response(text, status)))),
		);
	});
});
