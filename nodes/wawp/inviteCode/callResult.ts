import type { WawpResponse, Outcome } from '../outcome/outcome';
import { failureKind } from '../outcome/failureKind';
import type { FailureKind } from '../outcome/wawpFailure';
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
	if (outcome.kind === 'noResponse') {
		return outcome.mayHaveArrived ? { kind: 'unknown', final: false, late: true } : { kind: 'notSent' };
	}
	const kind = failureKind(outcome);
	if (kind === 'unreadable') return { kind: 'unreadable' };
	const final = isFinal(kind);
	if (outcome.status === 429 && !final) return { kind: 'rateLimited' };
	return isRefused(outcome) ? { kind: 'refused', final } : { kind: 'unknown', final, late: LATE.has(outcome.status) };
}

export const isFinal = (kind: FailureKind): boolean => FINAL.has(kind);

/** Whether the failure in an answer proves that nothing was done. */
export function isRefused(answer: WawpResponse): boolean {
	const kind = failureKind(answer);
	if (answer.status < 300) return isFinal(kind) && !REFUSED_BY_WHATSAPP.has(kind);
	return answer.status < 500 && !LATE.has(answer.status);
}

/** Statuses of servers and proxies that gave up waiting for another one. */
const LATE: ReadonlySet<number> = new Set([408, 502, 503, 504]);

/** WhatsApp's own refusals come after the call was accepted, and may concern the read that follows a finished revoke. */
const REFUSED_BY_WHATSAPP: ReadonlySet<FailureKind> = new Set(['notAdmin', 'notMember', 'noSuchGroup']);
