import type { Outcome } from './answer';
import { failureKind } from './describeFailure';
import type { FailureKind } from './failure';
import { inviteCodeFrom } from './inviteCode';
import type { CallResult } from './rotation';

/** Reasons that hold for every call on the group, until a person does something about them. */
const FINAL: ReadonlySet<FailureKind> = new Set([
	'badToken',
	'sessionMissing',
	'sessionNotWorking',
	'notAdmin',
	'notMember',
	'noSuchGroup',
	'planOrQuota',
	'redirected',
]);

/**
 * What an outcome proves. Only a status below 500 that is no 2xx, a name that says the call was not accepted, and a request that
 * never left are refusals: WAHA wraps even a refusal of the read after a finished revoke in a 500, and an answer may get lost.
 */
export function callResult(outcome: Outcome): CallResult {
	const code = inviteCodeFrom(outcome);
	if (code) return { kind: 'code', code };
	if (outcome.kind === 'silence') return outcome.mayHaveArrived ? { kind: 'unknown', final: false } : { kind: 'notSent' };
	const kind = failureKind(outcome);
	if (kind === 'unreadable') return { kind: 'unreadable' };
	const final = FINAL.has(kind);
	const { status } = outcome;
	if (status === 429 && !final) return { kind: 'rateLimited' };
	const notAccepted = status < 300 ? final && kind !== 'notAdmin' && kind !== 'notMember' : status < 500 && status !== 408;
	return { kind: notAccepted ? 'refused' : 'unknown', final };
}
