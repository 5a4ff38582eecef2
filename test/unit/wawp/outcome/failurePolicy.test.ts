import {
	FAILURE_POLICIES,
	isFinal,
	isFromEngine,
	mayStillRun,
	policyOf,
	provesNothingDone,
	provesRefusal,
} from '../../../../nodes/wawp/outcome/failurePolicy';
import type { FailurePolicy } from '../../../../nodes/wawp/outcome/failurePolicy';
import { exception } from '../../../support/failures';
import { noResponse, response } from '../../../support/outcomes';

const kindsWith = (matches: (policy: FailurePolicy) => boolean) =>
	Object.entries(FAILURE_POLICIES)
		.filter(([, policy]) => matches(policy))
		.map(([kind]) => kind)
		.sort();

describe('the table', () => {
	test('has one meaning for each kind of failure', () => {
		const meanings = Object.entries(FAILURE_POLICIES).map(([kind, { concerns, outlook, nothingDone }]) => [
			kind,
			`${concerns}, ${outlook}${nothingDone ? ', nothing done' : ''}`,
		]);
		expect(Object.fromEntries(meanings)).toEqual({
			badToken: 'account, lasting, nothing done',
			sessionMissing: 'account, lasting, nothing done',
			sessionNotWorking: 'account, lasting, nothing done',
			planOrQuota: 'account, lasting, nothing done',
			redirected: 'account, lasting, nothing done',
			blocked: 'account, lasting, nothing done',
			unreachable: 'account, passing, nothing done',
			rateLimited: 'account, passing',
			canceled: 'account, unknown',
			notAdmin: 'group, lasting',
			notMember: 'group, lasting',
			noSuchGroup: 'group, lasting',
			notFound: 'call, lasting, nothing done',
			notAllowed: 'call, lasting, nothing done',
			unsupported: 'call, lasting, nothing done',
			missingCredentials: 'account, lasting, nothing done',
			badRequest: 'call, lasting, nothing done',
			refusedByWhatsApp: 'call, lasting',
			serverError: 'call, passing',
			noResponse: 'call, passing',
			unreadable: 'call, unknown',
		});
	});

	test('lists the failures that may pass with a retry', () => {
		expect(kindsWith(({ outlook }) => outlook === 'passing')).toEqual([
			'noResponse',
			'rateLimited',
			'serverError',
			'unreachable',
		]);
	});

	test('lists the failures that affect every call of an account, or on a group', () => {
		expect(kindsWith(({ concerns, outlook }) => concerns === 'account' && outlook === 'lasting')).toEqual([
			'badToken',
			'blocked',
			'missingCredentials',
			'planOrQuota',
			'redirected',
			'sessionMissing',
			'sessionNotWorking',
		]);
		expect(kindsWith(({ concerns, outlook }) => concerns === 'group' && outlook === 'lasting')).toEqual([
			'noSuchGroup',
			'notAdmin',
			'notMember',
		]);
	});

	test('does not count a refusal by WhatsApp, a rate limit or a cancel as proof that nothing was done', () => {
		expect(kindsWith(({ nothingDone }) => !nothingDone)).toEqual([
			'canceled',
			'noResponse',
			'noSuchGroup',
			'notAdmin',
			'notMember',
			'rateLimited',
			'refusedByWhatsApp',
			'serverError',
			'unreadable',
		]);
	});
});

test('a request that was not sent because the run had stopped is final, whatever stopped it', () => {
	for (const because of [noResponse('timeout', true), response('', 429), response('', 401)]) {
		const stopped = { ...noResponse('stopped', false), because };
		expect(policyOf(stopped)).toEqual({ concerns: 'account', outlook: 'lasting', nothingDone: true });
		expect([isFinal(stopped), provesNothingDone(stopped)]).toEqual([true, true]);
	}
});

test('the policy of an outcome is that of its kind', () => {
	expect(policyOf(response('', 401))).toBe(FAILURE_POLICIES.badToken);
	expect(policyOf(noResponse('timeout', true))).toBe(FAILURE_POLICIES.noResponse);
});

test.each<[string, Parameters<typeof isFinal>[0], boolean]>([
	['a bad token', response('', 401), true],
	['an account that is not an admin', response(exception('not-authorized', 401), 500), true],
	['a call that the engine does not support', response({ message: 'Not supported by the engine' }, 422), false],
	['a server error', response('', 500), false],
	['a rate limit', response('', 429), false],
	['a cancel', noResponse('canceled', true), false],
])('%s: whether every other call on the group would fail too', (_what, outcome, expected) => {
	expect(isFinal(outcome)).toBe(expected);
});

test.each<[string, Parameters<typeof provesNothingDone>[0], boolean]>([
	['a request that was not sent', noResponse('refused', false), true],
	['a request that timed out', noResponse('timeout', true), false],
	['a status below 500', response('', 403), true],
	['a redirect', response('', 307), true],
	['a 408: a proxy that stopped waiting', response('', 408), false],
	['a 500', response('', 500), false],
	['a 504: a proxy that stopped waiting', response('', 504), false],
	['a bad token under 200', response({ status: 401, message: 'Invalid access token' }), false],
	['a used-up limit beside a success', response({ status: 'success', message: 'You have exceeded your monthly limit' }), false],
	['a refusal by WhatsApp under 200', response({ code: 'x', message: 'not-authorized' }), false],
	['a missing parameter under 200', response({ code: 'missing_param', message: 'id' }), false],
	['an empty 200', response(''), false],
])('%s: whether nothing was done', (_what, outcome, expected) => {
	expect(provesNothingDone(outcome)).toBe(expected);
});

test.each([
	[408, true],
	[500, false],
	[501, false],
	[502, true],
	[503, true],
	[504, true],
	[520, true],
	[521, false],
	[522, true],
	[524, true],
	[200, false],
	[403, false],
])('after HTTP %d the call may still be in flight: %s', (status, expected) => {
	expect(mayStillRun(response('', status))).toBe(expected);
});

test.each<[string, Parameters<typeof provesRefusal>[0], boolean]>([
	['a refusal of the engine', response(exception('forbidden', 403), 500), true],
	['bad-request', response(exception('bad-request', 400), 500), true],
	['false (WEBJS)', response('false'), true],
	['a call that the engine lacks', response('', 501), true],
	['the same words from a proxy', response(exception('forbidden', 403), 502), false],
	['the same words from a proxy with 504', response(exception('bad-request', 400), 504), false],
	['a server error', response('', 500), false],
	['a lost response', noResponse('timeout', true), false],
])('%s: whether a change of one step was refused', (_what, outcome, expected) => {
	expect(provesRefusal(outcome)).toBe(expected);
});

test.each([
	[200, true],
	[404, true],
	[500, true],
	[501, false],
	[408, false],
	[502, false],
	[503, false],
	[504, false],
	[520, false],
	[522, false],
	[524, false],
])('HTTP %d: whether the response comes from the engine: %s', (status, expected) => {
	expect(isFromEngine(response('', status))).toBe(expected);
	expect(isFromEngine(noResponse('timeout', true))).toBe(false);
});
