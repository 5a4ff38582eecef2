import type { Outcome } from '../../../../nodes/wawp/outcome/outcome';
import { rateLimitsFrom } from '../../../../nodes/wawp/session/rateLimits';
import { rateLimitShapes, unclearRateLimitShapes } from '../../../support/emulator/rateLimitShapes';

const response = (body: unknown, status = 200): Outcome => ({
	kind: 'response',
	status,
	text: typeof body === 'string' ? body : JSON.stringify(body),
});

const LIMITS = { group_req_per_minute: 30, concurrent_limit: 2 };

test.each(Object.entries(rateLimitShapes))('the limits of the current policy are read: %s', (_name, shape) => {
	expect(rateLimitsFrom(response(shape(LIMITS)))).toEqual({ groupCallsPerMinute: 30, concurrent: 2 });
});

test.each(Object.entries(unclearRateLimitShapes))('no limits are read if the current policy is unclear: %s', (_name, shape) => {
	expect(rateLimitsFrom(response(shape(LIMITS)))).toEqual({});
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

test.each([
	[1, 1],
	[10_000, 1_000],
])('the ends of the plausible range are limits: %d calls a minute, %d in flight', (perMinute, inFlight) => {
	expect(rateLimitsFrom(response({ group_req_per_minute: perMinute, concurrent_limit: inFlight }))).toEqual({
		groupCallsPerMinute: perMinute,
		concurrent: inFlight,
	});
	const above = { group_req_per_minute: perMinute + 10_000, concurrent_limit: inFlight + 1_000 };
	expect(rateLimitsFrom(response(above))).toEqual({});
});

test.each([0, -1, null, 'unlimited', '', ' ', '-5', '2.5', '1e2', '0x10', 2.5, 1e9, Number.MAX_VALUE, true, [5], {}])(
	'%j is no limit: it could mean that there is none',
	(value) => {
		expect(rateLimitsFrom(response({ group_req_per_minute: value, concurrent_limit: value }))).toEqual({});
		const policies = [{ slug: 'a', limits: { group_req_per_minute: value, concurrent_limit: 7 } }];
		expect(rateLimitsFrom(response({ policies }))).toEqual({ concurrent: 7 });
	},
);

test.each([
	['an error', response({ group_req_per_minute: 5 }, 403)],
	['text', response('group_req_per_minute: 5')],
	['a list', response([{ group_req_per_minute: 5 }])],
	['what the free plan allows', response({ free_policies: { group_req_per_minute: 5 } })],
	['no policies', response({ current_policy: 'strict', policies: [] })],
	['policies that are text', response({ current_policy: 'strict', policies: 'strict' })],
	['a deep nest of wrappers', response('{"data":'.repeat(100) + '{"concurrent_limit":1}' + '}'.repeat(100))],
	['no response', { kind: 'noResponse', reason: 'timeout', mayHaveArrived: true } as const],
])('%s states no limits', (_what, outcome) => {
	expect(rateLimitsFrom(outcome)).toEqual({});
});
