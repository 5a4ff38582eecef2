import fc from 'fast-check';
import { errorEnvelope, errorInside, isErrorName } from '../../../../nodes/wawp/outcome/errorEnvelope';
import { expectProperty } from '../../../support/property';

describe('an error', () => {
	test.each([
		[
			'the documented form of a 401',
			{ status: 401, message: 'Invalid token', error: 'Unauthorized' },
			{ name: 'Unauthorized', message: 'Invalid token', status: 401 },
		],
		[
			'a name and a message',
			{ code: 'invalid_session', message: 'No session' },
			{ name: 'invalid_session', message: 'No session' },
		],
		['a name alone', { code: 'quota_reached' }, { name: 'quota_reached', message: '' }],
		['a name with spaces around it', { code: ' quota_reached ' }, { name: 'quota_reached', message: '' }],
		['a name in capitals', { code: 'QUOTA_REACHED' }, { name: 'QUOTA_REACHED', message: '' }],
		['a word that starts like a success word', { code: 'okapi', message: 'No' }, { name: 'okapi', message: 'No' }],
		['a word that ends like a success word', { code: 'unsuccess', message: 'No' }, { name: 'unsuccess', message: 'No' }],
		['one word and a message', { code: 'forbidden', message: 'Not you' }, { name: 'forbidden', message: 'Not you' }],
		[
			'a nested error',
			{ error: { code: 'proxy_error', message: 'Bad gateway' } },
			{ name: 'proxy_error', message: 'Bad gateway' },
		],
		[
			'a nested error with the message outside',
			{ error: { code: 'proxy_error' }, message: 'Bad gateway' },
			{ name: 'proxy_error', message: 'Bad gateway' },
		],
		['a nested message alone', { error: { message: 'Bad gateway' } }, { name: '', message: 'Bad gateway' }],
		['a nested error with a status', { error: { status: 403, message: 'No' } }, { name: '', message: 'No', status: 403 }],
		['an empty nested error', { error: {} }, { name: '', message: '' }],
		['an error text', { error: 'Not Found' }, { name: 'Not Found', message: 'Not Found' }],
		['an error that is true', { error: true, message: 'No' }, { name: '', message: 'No' }],
		['a list of errors', { errors: ['first', 'second'] }, { name: '', message: 'first' }],
		['errors by field', { errors: { id: ['is required'] } }, { name: '', message: '' }],
		['success false', { success: false, code: 'X' }, { name: '', message: '' }],
		['success "false"', { success: 'false', code: 'X' }, { name: '', message: '' }],
		['result false', { result: false }, { name: '', message: '' }],
		['ok false', { ok: false, code: 'X' }, { name: '', message: '' }],
		['a status word', { status: 'error', message: 'No' }, { name: '', message: 'No' }],
		['a status word in capitals', { status: 'FAILED', code: 'X' }, { name: '', message: '' }],
		['a status of 400', { status: 400 }, { name: '', message: '', status: 400 }],
		['a status as text', { status: '404', code: 'X' }, { name: '', message: '', status: 404 }],
		['a numeric code', { code: 500, message: 'Oh' }, { name: '', message: 'Oh', status: 500 }],
		['a statusCode', { statusCode: 500, message: 'Oh' }, { name: '', message: 'Oh', status: 500 }],
		[
			'a session that is not connected',
			{ error: 'Session status is not as expected', status: 'STOPPED', expected: ['WORKING'] },
			{ name: 'Session status is not as expected', message: 'Session status is not as expected' },
		],
		[
			"WhatsApp's refusal in an exception",
			{ statusCode: 500, exception: { name: 'Error', message: 'not-authorized', data: 401, stack: 'x' } },
			{ name: 'Error', message: 'not-authorized', status: 401, fromWhatsApp: true },
		],
		[
			'an exception without its own status',
			{ statusCode: 500, exception: { message: 'b' } },
			{ name: '', message: 'b', status: 500 },
		],
		['an exception without any status', { exception: {} }, { name: '', message: '' }],
		['an exception that is a text', { exception: 'b', code: 'X' }, { name: '', message: 'b' }],
		['an exception that is a list', { exception: ['b'], code: 'X' }, { name: '', message: '' }],
	])('is recognized: %s', (_name, body, expected) => {
		expect(errorEnvelope(body)).toEqual(expected);
	});
});

describe('a result is not read as an error', () => {
	test.each([
		['an invite code', { code: 'NEW456DEF' }],
		['an invite code with success true', { success: true, code: 'NEW456DEF' }],
		['an invite code with an empty message', { code: 'NEW456DEF', message: ' ' }],
		['an invite code with empty error fields', { code: 'NEW456DEF', error: null, errors: [], exception: null }],
		['an invite code with error false', { code: 'NEW456DEF', error: false }],
		['an invite code with an empty error', { code: 'NEW456DEF', error: '' }],
		['a success word with a message', { code: 'success', message: 'Sent', job_id: '1' }],
		['an OK with a message', { code: 'OK', message: 'Sent' }],
		['a status of 200', { status: 200, code: 'NEW456DEF' }],
		['a code of 201 with a message', { code: 201, message: 'Created' }],
		['a status word', { status: 'success', data: { code: 'NEW456DEF' } }],
		['a status that starts like a failure word', { status: 'failover', code: 'NEW456DEF' }],
		['a status that ends like a failure word', { status: 'without error', code: 'NEW456DEF' }],
		['a status of more than three digits', { status: '5000', code: 'NEW456DEF' }],
		['a status that is not a whole number', { status: 400.5, code: 'NEW456DEF' }],
		['a status in a list', { status: [500], code: 'NEW456DEF' }],
		['a message alone', { message: 'Queued' }],
		['an empty object', {}],
		['a list', [{ error: 'x' }]],
		['a text', 'error'],
		['null', null],
		['undefined', undefined],
		['a number', 500],
	])('%s', (_name, body) => {
		expect(errorEnvelope(body)).toBeUndefined();
	});
});

test.each([
	['invalid_session', true],
	['wawp_upstream_error', true],
	['INVALID_SESSION', true],
	['WAWP_UPSTREAM_ERROR', true],
	['forbidden', false],
	['NEW456DEF', false],
	['Ab_Cd', false],
	['ab_cd1', false],
	['_ab', false],
	['ab_', false],
	['ab__cd', false],
	['', false],
])('an error name is words joined by underscores: %j is %s', (text, expected) => {
	expect(isErrorName(text)).toBe(expected);
});

test('any body gives an envelope of texts or undefined', () => {
	const key = fc.constantFrom('code', 'data', 'error', 'errors', 'exception', 'message', 'name', 'result', 'status', 'success');
	const body = fc.oneof(fc.anything({ key }), fc.dictionary(key, fc.anything({ key })));
	expectProperty(
		fc.property(body, (value) => {
			const envelope = errorEnvelope(value);
			expect([envelope?.name, envelope?.message].every((text) => typeof text === (envelope ? 'string' : 'undefined'))).toBe(true);
			expect(envelope?.status ?? 1).not.toBe(0);
		}),
		{ numRuns: 500 },
	);
});

describe('an error inside wrappers', () => {
	test.each([
		[{ data: { success: false, message: 'No' } }, { name: '', message: 'No' }],
		[{ data: { code: 'invalid_session', message: 'gone' } }, { name: 'invalid_session', message: 'gone' }],
		[{ response: { error: 'forbidden' } }, { name: 'forbidden', message: 'forbidden' }],
		[{ result: { data: { statusCode: 500, exception: { message: 'b' } } } }, { name: '', message: 'b', status: 500 }],
		[
			{ success: false, data: { error: 'forbidden' } },
			{ name: '', message: '' },
		],
	])('%j', (body, expected) => {
		expect(errorInside(body)).toEqual(expected);
	});

	test.each([
		[{ data: { id: 1 } }],
		[{ data: [{ error: 'forbidden' }] }],
		[{ other: { error: 'forbidden' } }],
		['forbidden'],
		[null],
	])('none in %j', (body) => {
		expect(errorInside(body)).toBeUndefined();
	});

	test('a body that is nested too deeply is not searched', () => {
		const nested = (depth: number): unknown => (depth === 0 ? { error: 'forbidden' } : { data: nested(depth - 1) });
		expect(errorInside(nested(7))).toBeDefined();
		expect(errorInside(nested(8))).toBeUndefined();
		expect(errorInside(nested(10_000))).toBeUndefined();
	});
});
