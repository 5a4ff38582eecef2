import { KnownPeople } from '../../../../nodes/wawp/ids/knownPeople';
import type { Outcome } from '../../../../nodes/wawp/outcome/outcome';
import { Pacing } from '../../../../nodes/wawp/transport/pacing';
import type { Wawp } from '../../../../nodes/wawp/transport/request';
import { requestWithRetry, type RetryOptions } from '../../../../nodes/wawp/transport/retry';
import { InstantClock } from '../../../support/clocks';
import { exception } from '../../../support/failures';
import { noResponse, response } from '../../../support/outcomes';

/** Makes a call that gets the given outcomes in order, and then repeats the last one. */
async function retry(outcomes: Outcome[], options?: RetryOptions, signal?: AbortSignal) {
	const clock = new InstantClock();
	let calls = 0;
	const wawp: Wawp = {
		account: { baseUrl: 'https://wawp.example', instanceId: 'i', accessToken: 't', webhookSecret: '', place: 'body' },
		pacing: new Pacing({ clock, signal }),
		redact: String,
		people: new KnownPeople(),
		request: async () => await Promise.resolve(outcomes[Math.min(calls++, outcomes.length - 1)]!),
	};
	const outcome = await requestWithRetry(wawp, { method: 'GET', path: '/groups' }, options);
	return { outcome, calls, paused: clock.paused };
}

const done = response({ ok: true });
const timeout = noResponse('timeout', true);
const refused = noResponse('refused', false);
const notSupported = response({ message: 'Not supported by the engine' }, 422);

test.each<[string, Outcome]>([
	['a server error', response('', 500)],
	['an error under 200', response({ code: 'wawp_upstream_error', message: 'later' })],
	['a timeout', timeout],
	['an unreachable server', refused],
])('%s is retried after a backoff', async (_what, failure) => {
	const { outcome, calls, paused } = await retry([failure, failure, done]);
	expect([outcome, calls]).toEqual([done, 3]);
	expect(paused).toEqual([1_000, 2_000]);
});

test.each<[string, Outcome]>([
	['HTTP 429', response('', 429)],
	["WhatsApp's rate limit inside a 500", response(exception('rate-overlimit', 429), 500)],
])('%s is retried without its own backoff, because the pacing delays it', async (_what, limit) => {
	expect(await retry([limit, done])).toEqual({ outcome: done, calls: 2, paused: [] });
});

test.each<[string, Outcome]>([
	['a result', done],
	['an empty 200', response('')],
	['a text under 200', response('something')],
	['a bad token', response('', 401)],
	['an account that is not an admin', response(exception('not-authorized', 401), 500)],
	['an unknown 404', response('', 404)],
	['a call that the engine does not support', notSupported],
	['a cancel', noResponse('canceled', true)],
])('%s is not retried', async (_what, outcome) => {
	expect(await retry([outcome])).toEqual({ outcome, calls: 1, paused: [] });
});

test('the last outcome is returned when no retries are left', async () => {
	expect(await retry([timeout])).toMatchObject({ outcome: timeout, calls: 4 });
	expect(await retry([timeout], { maxRetries: 1 })).toMatchObject({ outcome: timeout, calls: 2 });
	expect(await retry([timeout], { maxRetries: 0 })).toMatchObject({ outcome: timeout, calls: 1 });
});

test('a canceled run is not retried', async () => {
	expect(await retry([timeout], {}, AbortSignal.abort())).toMatchObject({ calls: 1 });
});

describe('a call that is not idempotent', () => {
	test.each<[string, Outcome]>([
		['was not sent', refused],
		['met HTTP 429', response('', 429)],
	])('is retried if it %s', async (_what, failure) => {
		expect(await retry([failure, done], { idempotent: false })).toMatchObject({ outcome: done, calls: 2 });
	});

	test.each<[string, Outcome]>([
		['timed out', timeout],
		['met a server error', response('', 500)],
		["met WhatsApp's rate limit after Wawp had accepted it", response(exception('rate-overlimit', 429), 500)],
		['used up the plan', response({ code: 'quota_reached', message: 'Daily quota reached' }, 429)],
	])('is not retried if it %s', async (_what, failure) => {
		expect(await retry([failure], { idempotent: false })).toMatchObject({ outcome: failure, calls: 1 });
	});
});
