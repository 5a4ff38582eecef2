import { verdictOf, withAttempt, type Attempts, type Verdict } from '../../../../nodes/wawp/outcome/attempts';
import type { Outcome } from '../../../../nodes/wawp/outcome/outcome';
import { noResponse, response } from '../../../support/outcomes';

const ACCEPTED = response({ success: true });
const REFUSED = response({ message: 'The session is not connected' }, 422);
const UNCLEAR = response('', 500);
const TIMEOUT = noResponse('timeout', true);
const NOT_SENT = noResponse('refused', false);
const CANCELED = noResponse('canceled', false);

test.each<[string, Outcome[], Verdict]>([
	['one that was accepted', [ACCEPTED], 'accepted'],
	['one that was refused', [REFUSED], 'refused'],
	['one that was not sent', [NOT_SENT], 'refused'],
	['one that is unclear', [UNCLEAR], 'open'],
	['a refusal after an unclear one', [TIMEOUT, REFUSED], 'open'],
	['several refusals after an unclear one', [UNCLEAR, REFUSED, NOT_SENT], 'open'],
	['a cancel after an unclear one', [UNCLEAR, CANCELED], 'open'],
	['an unclear one after a refusal', [REFUSED, UNCLEAR], 'open'],
	['an accepted one after an unclear one', [UNCLEAR, ACCEPTED], 'accepted'],
	['a refusal after an accepted one', [ACCEPTED, REFUSED], 'open'],
	['refusals after accepted and unclear ones', [UNCLEAR, ACCEPTED, REFUSED, NOT_SENT], 'open'],
	['refusals', [REFUSED, NOT_SENT], 'refused'],
])('%s: what the requests prove together', (_what, outcomes, verdict) => {
	const attempts = outcomes.reduce<Attempts | undefined>((before, outcome) => withAttempt(before, outcome), undefined)!;
	expect(verdictOf(attempts)).toBe(verdict);
	expect(attempts.last).toBe(outcomes.at(-1));
});

test('a change of several steps may demand a stricter proof', () => {
	expect(verdictOf(withAttempt(undefined, REFUSED, () => false))).toBe('open');
	expect(verdictOf(withAttempt(undefined, REFUSED, () => true))).toBe('refused');
});
