import fc from 'fast-check';
import { MISSING, sessionFrom } from '../../../../nodes/wawp/session/session';
import { expectProperty } from '../../../support/property';
import { noResponse, response } from '../../../support/outcomes';

const ME = '201000000000@c.us';
const LID = '9001@lid';
const session = { name: 'wawp-1', status: 'WORKING', config: { metadata: { access_token: 'x' } }, me: { id: ME, lid: LID } };

test.each([
	['WORKING', true],
	['SCAN_QR_CODE', false],
	['STARTING', false],
	['STOPPED', false],
	['FAILED', false],
	['PASSKEY_REQUIRED', false],
	['PASSKEY_CONFIRMATION_REQUIRED', false],
	['A_STATUS_OF_TOMORROW', false],
	['LINK_FAILURE', false],
	['FAILURE_OF_LINK', false],
])('reads the status %s', (status, isWorking) => {
	expect(sessionFrom(response({ ...session, status }))).toEqual({ status, isWorking, ownId: ME });
});

test.each<[string, object]>([
	['data', { status: 'success', data: session }],
	['result', { success: true, message: 'Session info', result: session }],
	['two wrappers', { data: { response: session } }],
])('reads a session in %s', (_where, body) => {
	expect(sessionFrom(response(body))).toMatchObject({ status: 'WORKING', isWorking: true });
});

test.each<[string, unknown, string | null]>([
	['the phone number', { id: ME, lid: LID }, ME],
	['the phone number, also if the masked id comes first', { id: LID, lid: ME }, ME],
	['the masked id alone', { id: null, lid: LID }, LID],
	['no id', {}, null],
	['no account', null, null],
])('the own id is %s', (_which, me, ownId) => {
	expect(sessionFrom(response({ ...session, me }))!.ownId).toBe(ownId);
});

test('the word for a missing session is part of the contract', () => {
	expect(MISSING).toBe('MISSING');
});

test.each<[string, unknown, number]>([
	['invalid_session', { code: 'invalid_session', message: 'The session does not exist' }, 404],
	['invalid_session under 200', { code: 'invalid_session', message: 'The session does not exist' }, 200],
	['invalid_instance', { code: 'invalid_instance', message: 'No' }, 404],
	['words', 'Session not found', 404],
])('a missing session is a status: %s', (_what, body, status) => {
	expect(sessionFrom(response(body, status))).toEqual({ status: MISSING, isWorking: false, ownId: null });
});

const unexpected = { error: 'Session status is not as expected. Try again later', status: 'STOPPED', expected: ['WORKING'] };

test.each([422, 400, 200])('a refusal with HTTP %d that names the status is a status', (status) => {
	expect(sessionFrom(response(unexpected, status))).toEqual({ status: 'STOPPED', isWorking: false, ownId: null });
});

test.each<[string, unknown, number]>([
	['a refusal that names no status', { error: unexpected.error }, 422],
	['a refusal that names WORKING', { ...unexpected, status: 'WORKING' }, 422],
	['a refusal in words', 'Session status is not as expected: STOPPED', 422],
	['a list', [session], 200],
	['a status in lower case', { ...session, status: 'working' }, 200],
	['no status', { ...session, status: undefined }, 200],
	['a failed call', { status: 'ERROR', message: 'No' }, 200],
	['a failed call, short', { status: 'FAIL', message: 'No' }, 200],
	['a failed call, as a noun', { status: 'FAILURE', message: 'No' }, 200],
	['a call that went well', { status: 'SUCCESS', message: 'Yes' }, 200],
	['a call that went well, short', { status: 'OK' }, 200],
	['a status inside of an error', { error: 'No', data: session }, 200],
	['a status beside an error', { ...session, code: 'wawp_upstream_error' }, 200],
	['another refusal with a status', { ...session, error: 'Unauthorized' }, 401],
	['a session with an HTTP error', session, 500],
	['an empty body', '', 200],
	['a word', 'undefined', 200],
	['a page', '<html></html>', 200],
	['too many wrappers', { data: { data: { data: { data: { data: { data: { data: { data: session } } } } } } } }, 200],
])('the status is unknown with %s', (_what, body, status) => {
	expect(sessionFrom(response(body, status))).toBeUndefined();
});

test.each(['dropped', 'timeout', 'refused', 'canceled'] as const)('the status is unknown without a response: %s', (reason) => {
	expect(sessionFrom(noResponse(reason, true))).toBeUndefined();
});

test('for any body, nothing but the status and the own id is read', () => {
	const value = fc.letrec((tie) => ({
		any: fc.oneof(
			{ maxDepth: 5 },
			fc.constantFrom(null, 1, true, '', 'WORKING', 'STOPPED', 'secret token', ME, LID),
			fc.dictionary(fc.constantFrom('status', 'me', 'id', 'lid', 'config', 'data', 'error', 'code', 'message'), tie('any')),
		),
	})).any;
	expectProperty(
		fc.property(value, fc.constantFrom(200, 404, 422), (body, status) => {
			const found = sessionFrom(response(JSON.stringify(body), status));
			expect([undefined, 'WORKING', 'STOPPED', MISSING]).toContain(found?.status);
			expect([undefined, null, ME, LID]).toContain(found?.ownId);
		}),
		{ numRuns: 2000 },
	);
});
