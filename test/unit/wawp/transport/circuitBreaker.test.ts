import type { Outcome } from '../../../../nodes/wawp/outcome/outcome';
import { CircuitBreaker } from '../../../../nodes/wawp/transport/circuitBreaker';
import { exception, PLUS_ONLY } from '../../../support/failures';
import { noResponse, response } from '../../../support/outcomes';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const badToken = response('', 401);
const timeout = noResponse('timeout', true);
const notAdmin = response(exception('not-authorized', 401), 500);

/** The breaker after outcomes for groups, one after another. */
function after(...outcomes: Array<[string, Outcome]>): CircuitBreaker {
	const breaker = new CircuitBreaker();
	for (const [group, outcome] of outcomes) breaker.record(group, outcome, NOW);
	return breaker;
}

const times = (count: number, of: (at: number) => [string, Outcome]) => Array.from({ length: count }, (_, at) => of(at));

describe('an account that Wawp refuses', () => {
	test.each<[string, Outcome]>([
		['a bad token', badToken],
		['no session', response({ code: 'invalid_session', message: 'gone' }, 404)],
		['a session that is not connected', response({ status: 'STOPPED' }, 422)],
		['a used-up plan', response({ code: 'quota_reached' }, 403)],
		['a redirect', response('', 307)],
	])('stops the run after two groups in a row: %s', (_what, refusal) => {
		expect(after(['A', refusal]).stopped).toBeUndefined();
		expect(after(['A', refusal], ['B', refusal]).stopped).toEqual({
			kind: 'noResponse',
			reason: 'stopped',
			mayHaveArrived: false,
			because: refusal,
		});
	});

	test('does not stop the run for one group, however often it is tried', () => {
		expect(after(...times(9, () => ['A', badToken])).stopped).toBeUndefined();
	});

	test('does not stop the run when another response came in between', () => {
		expect(after(['A', badToken], ['C', response({ code: 'NEW456DEF' })], ['B', badToken]).stopped).toBeUndefined();
	});
});

describe('a server that does not respond', () => {
	test('stops the run after ten requests for three groups', () => {
		const silent = (at: number): [string, Outcome] => [`${at % 3}`, timeout];
		expect(after(...times(9, silent)).stopped).toBeUndefined();
		expect(after(...times(10, silent)).stopped).toMatchObject({ because: timeout });
	});

	test('does not stop a run of two groups, whose retries may still succeed', () => {
		expect(after(...times(50, (at) => [`${at % 2}`, timeout])).stopped).toBeUndefined();
	});

	test('is forgiven with any response', () => {
		const outcomes = times(19, (at): [string, Outcome] => [`${at % 3}`, at === 9 ? response('', 500) : timeout]);
		expect(after(...outcomes).stopped).toBeUndefined();
	});
});

test.each<[string, Outcome]>([
	['refusals by WhatsApp, which concern one group', notAdmin],
	['server errors', response('', 500)],
	['a call of another tier', response(PLUS_ONLY, 422)],
	['a call that the engine lacks', response('', 501)],
	['results', response({ code: 'NEW456DEF' })],
	['a cancel', noResponse('canceled', true)],
	['rate limits', response('', 429)],
	['a wait of five minutes', { ...response('', 429), waitMs: 300_000 }],
])('%s never stop a run', (_what, outcome) => {
	expect(after(...times(50, (at) => [`${at}`, outcome])).stopped).toBeUndefined();
});

test('a requested wait of more than five minutes stops the run, and names the time', () => {
	const limit = { ...response('', 429), waitMs: 301_000 };
	expect(after(['A', limit]).stopped).toMatchObject({ because: limit, until: NOW + 301_000 });
});

test('a result that asks for a wait stops nothing', () => {
	expect(after(['A', { ...response({ code: 'NEW456DEF' }), waitMs: 9_999_000 }]).stopped).toBeUndefined();
});
