import type { Outcome } from '../../../../nodes/wawp/outcome/outcome';
import { rateLimitsFrom } from '../../../../nodes/wawp/session/rateLimits';

const response = (body: unknown, status = 200): Outcome => ({
	kind: 'response',
	status,
	text: typeof body === 'string' ? body : JSON.stringify(body),
});

test.each([
	[
		{ group_req_per_minute: 30, concurrent_limit: 2, group_daily_cap: 500 },
		{ groupCallsPerMinute: 30, concurrent: 2 },
	],
	[{ group_req_per_minute: '30' }, { groupCallsPerMinute: 30 }],
	[{ data: { concurrent_limit: 3 } }, { concurrent: 3 }],
	[{ success: true, result: { data: { group_req_per_minute: 10 } } }, { groupCallsPerMinute: 10 }],
])('the limits are read from %j', (body, limits) => {
	expect(rateLimitsFrom(response(body))).toEqual(limits);
});

test.each([0, -1, null, 'unlimited', '', 2.5, Number.MAX_VALUE, true, [5], {}])(
	'%j is no limit: it could mean that there is none',
	(value) => {
		expect(rateLimitsFrom(response({ group_req_per_minute: value, concurrent_limit: value }))).toEqual({});
	},
);

test.each([
	['an error', response({ group_req_per_minute: 5 }, 403)],
	['text', response('group_req_per_minute: 5')],
	['a list', response([{ group_req_per_minute: 5 }])],
	['what the free plan allows', response({ free_policies: { group_req_per_minute: 5 } })],
	['no response', { kind: 'noResponse', reason: 'timeout', mayHaveArrived: true } as const],
])('%s states no limits', (_what, outcome) => {
	expect(rateLimitsFrom(outcome)).toEqual({});
});
