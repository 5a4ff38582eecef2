import fc from 'fast-check';
import type { Outcome, Silence } from '../../../nodes/wawp/answer';
import { describeFailure, failureKind } from '../../../nodes/wawp/describeFailure';
import { WawpFailure, type FailureKind } from '../../../nodes/wawp/failure';
import { refusal, whatsAppRefusal } from '../../emulator/shapes';
import { expectProperty } from '../../property';
import { answer, silence } from './outcomes';

const GROUP = '120363000000000001@g.us';

const session422 = {
	error: 'Session status is not as expected. Try again later or restart the session',
	status: 'STOPPED',
	expected: ['WORKING'],
};
const exception = (message: string, data?: number) => ({ statusCode: 500, exception: { message, data, stack: 'Error' } });

/** Documented by Wawp, or seen in public code that uses it: what each status and each error name means. */
const WAWP: Array<[number, unknown, FailureKind]> = [
	[400, { code: 'missing_param', message: 'instance_id is required' }, 'badRequest'],
	[400, { status: 400, message: 'Bad Request', error: 'Bad Request' }, 'badRequest'],
	[400, '<?xml version="1.0"?><error><message>Missing parameter</message></error>', 'badRequest'],
	[400, 'Missing parameter', 'badRequest'],
	[401, { status: 401, message: 'Invalid access token', error: 'Unauthorized' }, 'badToken'],
	[401, { message: 'Not authorized' }, 'badToken'],
	[401, '', 'badToken'],
	[403, { code: 'quota_reached', message: 'Daily quota reached' }, 'planOrQuota'],
	[403, { code: 'quota_reached' }, 'planOrQuota'],
	[403, { code: 'subscription_required', message: 'Upgrade' }, 'planOrQuota'],
	[403, { status: 403, message: 'You are not a group admin', error: 'Forbidden' }, 'notAdmin'],
	[403, { message: 'Only admins can do this' }, 'notAdmin'],
	[403, { message: 'You must be an admin' }, 'notAdmin'],
	[403, { status: 403, message: 'Forbidden', error: 'Forbidden' }, 'notAllowed'],
	[403, '', 'notAllowed'],
	[404, { code: 'invalid_session', message: 'The session does not exist' }, 'sessionMissing'],
	[404, { code: 'invalid_instance', message: 'No' }, 'sessionMissing'],
	[404, { status: 404, message: 'Instance unknown', error: 'Not Found' }, 'notFound'],
	[404, '<html></html>', 'notFound'],
	[422, session422, 'sessionNotWorking'],
	[422, { message: 'The method is not implemented by the engine.' }, 'unsupported'],
	[422, { message: 'Not supported by the engine' }, 'unsupported'],
	[422, '', 'sessionNotWorking'],
	[429, { status: 429, message: 'Too many requests', error: 'Too Many Requests' }, 'rateLimited'],
	[429, { message: 'Rate limit exceeded' }, 'rateLimited'],
	[429, { message: 'You have exceeded your rate limit' }, 'rateLimited'],
	[429, { message: 'Request limit reached' }, 'rateLimited'],
	[429, '', 'rateLimited'],
	[500, { statusCode: 500, message: 'Internal server error' }, 'serverTrouble'],
	[500, '', 'serverTrouble'],
	[502, { code: 'wawp_upstream_error', message: 'The upstream did not answer' }, 'serverTrouble'],
	[400, { code: 'wawp_upstream_error', message: 'The upstream did not answer' }, 'serverTrouble'],
	[400, { code: 'proxy_error', message: 'No' }, 'serverTrouble'],
	[502, '<html><h1>502 Bad Gateway</h1></html>', 'serverTrouble'],
	[503, 'Service Unavailable', 'serverTrouble'],
	[402, '', 'planOrQuota'],
	[405, '', 'badRequest'],
	[301, '', 'redirected'],
	[302, '<html></html>', 'redirected'],
	[307, { status: 401 }, 'redirected'],
	[308, '', 'redirected'],
];

/** Errors that come with a 2xx. */
const UNDER_200: Array<[unknown, FailureKind]> = [
	['', 'unreadable'],
	['undefined', 'unreadable'],
	['"undefined"', 'unreadable'],
	['null', 'unreadable'],
	['"null"', 'unreadable'],
	['OK', 'unreadable'],
	['true', 'unreadable'],
	['""', 'unreadable'],
	['404', 'unreadable'],
	['<html></html>', 'unreadable'],
	[{}, 'unreadable'],
	[[], 'unreadable'],
	[{ result: false }, 'unreadable'],
	[{ success: false }, 'unreadable'],
	[{ code: null }, 'unreadable'],
	[{ success: false, message: 'Something happened' }, 'serverTrouble'],
	['Something happened', 'serverTrouble'],
	['"Something happened"', 'serverTrouble'],
	[{ code: 'wawp_upstream_error', message: 'The upstream did not answer' }, 'serverTrouble'],
	[{ error: { code: 'proxy_error', message: 'No' } }, 'serverTrouble'],
	[{ code: 'invalid_session', message: 'The session does not exist' }, 'sessionMissing'],
	[{ code: 'quota_reached' }, 'planOrQuota'],
	[{ status: 'success', message: 'The monthly limit is exceeded' }, 'planOrQuota'],
	[{ status: 'success', message: 'You have exceeded your monthly limit' }, 'planOrQuota'],
	[{ status: 'success', message: 'Monthly message quota exceeded' }, 'planOrQuota'],
	[{ status: 401, message: 'Invalid access token', error: 'Unauthorized' }, 'badToken'],
	[{ status: 403, message: 'No', error: 'Forbidden' }, 'notAllowed'],
	[{ status: 404, message: 'No', error: 'Not Found' }, 'notFound'],
	[{ statusCode: 429, message: 'No' }, 'rateLimited'],
	[{ statusCode: 500, message: 'No' }, 'serverTrouble'],
	[session422, 'sessionNotWorking'],
	[exception('not-authorized', 401), 'notAdmin'],
	[exception('b', 401), 'notAdmin'],
	[exception('forbidden', 403), 'notMember'],
];

/** WhatsApp's refusals, which WAHA sends as HTTP 500. */
const WHATSAPP: Array<[string, number | undefined, FailureKind]> = [
	['not-authorized', 401, 'notAdmin'],
	['not-authorized', undefined, 'notAdmin'],
	['b', 401, 'notAdmin'],
	['forbidden', 403, 'notMember'],
	['forbidden', undefined, 'notMember'],
	['b', 403, 'notMember'],
	['item-not-found', 404, 'noSuchGroup'],
	['item-not-found', undefined, 'noSuchGroup'],
	['b', 404, 'noSuchGroup'],
	['rate-overlimit', 429, 'rateLimited'],
	['rate-overlimit', undefined, 'rateLimited'],
	['b', 429, 'rateLimited'],
	['bad-request', 400, 'badRequest'],
	['bad-request', undefined, 'badRequest'],
	['b', 400, 'badRequest'],
	['b', undefined, 'serverTrouble'],
	['b', 500, 'serverTrouble'],
	['groupChat.getInviteCode is not a function', undefined, 'noSuchGroup'],
	['info query returned status 401: not-authorized', undefined, 'notAdmin'],
	['the group was not found', undefined, 'noSuchGroup'],
	['you are not a participant of this group', undefined, 'notMember'],
	['you are not in the group', undefined, 'notMember'],
];

const SILENCES: Array<[Silence['reason'], boolean, FailureKind]> = [
	['canceled', true, 'canceled'],
	['canceled', false, 'canceled'],
	['timeout', true, 'noAnswer'],
	['dropped', true, 'noAnswer'],
	['refused', false, 'unreachable'],
	['unresolved', false, 'unreachable'],
	['certificate', false, 'unreachable'],
];

const outcomes: Array<[Outcome, FailureKind]> = [
	...WAWP.map(([status, body, kind]): [Outcome, FailureKind] => [answer(body, status), kind]),
	...UNDER_200.map(([body, kind]): [Outcome, FailureKind] => [answer(body), kind]),
	...WHATSAPP.map(([message, data, kind]): [Outcome, FailureKind] => [answer(exception(message, data), 500), kind]),
	...SILENCES.map(([reason, mayHaveArrived, kind]): [Outcome, FailureKind] => [silence(reason, mayHaveArrived), kind]),
];

describe('the cause', () => {
	test.each(WAWP)('is known from HTTP %d with %j: %s', (status, body, kind) => {
		expect(failureKind(answer(body, status))).toBe(kind);
	});

	test.each(UNDER_200)('is known from a success that is none, %j: %s', (body, kind) => {
		expect(failureKind(answer(body, 200))).toBe(kind);
		expect(failureKind(answer(body, 201))).toBe(kind);
	});

	test.each(WHATSAPP)("is known from WhatsApp's refusal inside a 500, %s %s: %s", (message, data, kind) => {
		expect(failureKind(answer(exception(message, data), 500))).toBe(kind);
	});

	test.each([200, 400, 401, 403, 404, 422, 500, 502])(
		"is never a bad token where WhatsApp's own 401 came with HTTP %d",
		(status) => {
			expect(failureKind(answer(exception('not-authorized', 401), status))).toBe('notAdmin');
			expect(failureKind(answer(exception('refused', 401), status))).toBe('notAdmin');
		},
	);

	test.each([500, 502])('is never a bad token where a 401 is repeated inside HTTP %d', (status) => {
		expect(failureKind(answer({ statusCode: 401, message: 'refused' }, status))).toBe('notAdmin');
	});

	test.each(SILENCES)('is known from silence: %s, may have arrived %s: %s', (reason, mayHaveArrived, kind) => {
		expect(failureKind(silence(reason, mayHaveArrived))).toBe(kind);
	});

	test.each([
		['the GOWS engine, no admin', refusal('GOWS', 'participant'), 'notAdmin'],
		['the NOWEB engine, no admin', refusal('NOWEB', 'participant'), 'serverTrouble'],
		['the WEBJS engine, no admin', refusal('WEBJS', 'participant'), 'unreadable'],
		['any engine, no member', refusal('GOWS', 'none'), 'notMember'],
		['any engine, no group', whatsAppRefusal('item-not-found', 404), 'noSuchGroup'],
	])('is known as far as an engine tells it: %s', (_name, { status, body }, kind) => {
		expect(failureKind(answer(body, status))).toBe(kind);
	});

	test('is one of the known ones, whatever came', () => {
		const kinds = new Set(outcomes.map(([, kind]) => kind));
		const body = fc.oneof(fc.string({ unit: 'binary' }), fc.json());
		expectProperty(
			fc.property(body, fc.integer({ min: 200, max: 599 }), (text, status) => kinds.has(failureKind(answer(text, status)))),
		);
	});
});

describe('what a person reads', () => {
	test.each(outcomes)('names the group, is calm, and has a next step: %j, %s', (outcome, kind) => {
		const failure = describeFailure(outcome, { doing: 'revoke the invite code', groupId: GROUP });
		expect(failure).toBeInstanceOf(WawpFailure);
		expect(failure.kind).toBe(kind);
		expect(failure.message).toMatch(/^Could not revoke the invite code of group 120363000000000001@g\.us: \S/);
		expect(failure.message).not.toMatch(/error|problem|failure|mistake|undefined|\.$/i);
		const [advice] = failure.nextStep.split(' Wawp said: ');
		expect(advice).toMatch(/^[A-Z].{20}/);
		expect(advice).not.toMatch(/error|problem|failure|mistake|undefined/i);
	});

	test('has its own words for each cause', () => {
		const texts = new Map(
			outcomes.map(([outcome, kind]) => {
				const { message, nextStep } = describeFailure(outcome, { doing: 'read the invite code' });
				return [kind, [message, nextStep.replace(/\. Wawp said: .*$/, '')]] as const;
			}),
		);
		expect(texts.size).toBe(18);
		expect(new Set(Array.from(texts.values(), ([message]) => message)).size).toBe(18);
		expect(new Set(Array.from(texts.values(), ([, nextStep]) => nextStep)).size).toBe(18);
	});

	test('names no group where there is none', () => {
		expect(describeFailure(answer('', 401), { doing: 'list the groups' }).message).toBe(
			'Could not list the groups: Wawp did not accept the access token',
		);
	});

	test('says "canceled", by which n8n keeps the status of a stopped run', () => {
		expect(describeFailure(silence('canceled', false), { doing: 'list the groups' }).message).toContain('canceled');
	});

	test.each([
		[answer('', 502), 502],
		[answer('undefined', 200), 200],
		[silence('timeout', true), undefined],
	])('comes with the HTTP status, where there was one: %j', (outcome, status) => {
		expect(describeFailure(outcome, { doing: 'list the groups' }).httpStatus).toBe(status);
	});
});

describe('what Wawp said', () => {
	const said = (outcome: Outcome) => describeFailure(outcome, { doing: 'list the groups' }).nextStep.split('. Wawp said: ')[1];

	test.each<[string, Outcome, string | undefined]>([
		['a name and a message', answer({ code: 'invalid_session', message: 'Gone' }, 404), 'HTTP 404, "invalid_session: Gone"'],
		['a message', answer({ message: 'Gone' }, 404), 'HTTP 404, "Gone"'],
		['bare text', answer('Gone', 404), 'HTTP 404, "Gone"'],
		['a JSON text', answer('"Gone"', 404), 'HTTP 404, "Gone"'],
		['several lines', answer('Gone\r\n\tfor\n good', 404), 'HTTP 404, "Gone for good"'],
		['no more than 200 characters', answer('x'.repeat(201), 404), `HTTP 404, "${'x'.repeat(200)}…"`],
		['just 200 characters', answer('x'.repeat(200), 404), `HTTP 404, "${'x'.repeat(200)}"`],
		['the word undefined', answer('undefined', 200), 'HTTP 200, "undefined"'],
		['only the status of a page', answer('<html>Gone</html>', 404), 'HTTP 404'],
		['only the status of an empty answer', answer('', 404), 'HTTP 404'],
		['only the status of a list', answer([], 404), 'HTTP 404'],
		['nothing where nothing came', silence('timeout', true), undefined],
	])('is quoted: %s', (_name, outcome, quoted) => {
		expect(said(outcome)).toBe(quoted);
	});
});
