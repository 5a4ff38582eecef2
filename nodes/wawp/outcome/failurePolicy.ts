import { failureKind } from './failureKind';
import type { Outcome, WawpResponse } from './outcome';
import type { CallFailureKind } from './wawpFailure';

/** What a kind of failure means for the caller. */
export interface FailurePolicy {
	/** The calls that it affects: every call of this account, every call on this group, or only this call. */
	concerns: 'account' | 'group' | 'call';
	/** Whether it may pass by itself within seconds, or lasts until someone fixes the cause. */
	outlook: 'passing' | 'lasting' | 'unknown';
	/**
	 * Whether it proves that Wawp did nothing. WhatsApp's own refusals do not prove this: Wawp had already accepted the call, and
	 * the refusal may be for the read that follows a completed revoke.
	 */
	nothingDone: boolean;
}

/** Decides what each kind of failure means for retries and other calls. `describeFailure.ts` has the texts. */
export const FAILURE_POLICIES: Record<CallFailureKind, FailurePolicy> = {
	badToken: { concerns: 'account', outlook: 'lasting', nothingDone: true },
	sessionMissing: { concerns: 'account', outlook: 'lasting', nothingDone: true },
	sessionNotWorking: { concerns: 'account', outlook: 'lasting', nothingDone: true },
	planOrQuota: { concerns: 'account', outlook: 'lasting', nothingDone: true },
	redirected: { concerns: 'account', outlook: 'lasting', nothingDone: true },
	blocked: { concerns: 'account', outlook: 'lasting', nothingDone: true },
	unreachable: { concerns: 'account', outlook: 'passing', nothingDone: true },
	rateLimited: { concerns: 'account', outlook: 'passing', nothingDone: false },
	canceled: { concerns: 'account', outlook: 'unknown', nothingDone: false },
	notAdmin: { concerns: 'group', outlook: 'lasting', nothingDone: false },
	notMember: { concerns: 'group', outlook: 'lasting', nothingDone: false },
	noSuchGroup: { concerns: 'group', outlook: 'lasting', nothingDone: false },
	notFound: { concerns: 'call', outlook: 'lasting', nothingDone: true },
	notAllowed: { concerns: 'call', outlook: 'lasting', nothingDone: true },
	unsupported: { concerns: 'call', outlook: 'lasting', nothingDone: true },
	missingCredentials: { concerns: 'account', outlook: 'lasting', nothingDone: true },
	badRequest: { concerns: 'call', outlook: 'lasting', nothingDone: true },
	refusedByWhatsApp: { concerns: 'call', outlook: 'lasting', nothingDone: false },
	serverError: { concerns: 'call', outlook: 'passing', nothingDone: false },
	noResponse: { concerns: 'call', outlook: 'passing', nothingDone: false },
	unreadable: { concerns: 'call', outlook: 'unknown', nothingDone: false },
};

/** The policy for the kind of failure of an outcome. */
export const policyOf = (outcome: Outcome): FailurePolicy =>
	outcome.kind === 'noResponse' && outcome.reason === 'stopped' ? STOPPED : FAILURE_POLICIES[failureKind(outcome)];

/** Whatever stopped the run, every other request of the run would end the same way. */
const STOPPED: FailurePolicy = { concerns: 'account', outlook: 'lasting', nothingDone: true };

/** Whether all other calls on the same group would fail for the same reason. */
export function isFinal(outcome: Outcome): boolean {
	const { concerns, outlook } = policyOf(outcome);
	return outlook === 'lasting' && concerns !== 'call';
}

/** Whether it is certain that a failed call had no effect. */
export const provesNothingDone = (outcome: Outcome): boolean =>
	outcome.kind === 'noResponse' ? !outcome.mayHaveArrived : isRefusal(outcome);

/**
 * Whether a response proves that a change of a single step was not made. WhatsApp's refusals arrive as HTTP 500 (inferred from WAHA), and
 * prove it here. The answer of a proxy proves nothing, whatever it says, and of a 2xx only WEBJS's `false` does.
 */
export function provesRefusal(outcome: Outcome): boolean {
	if (provesNothingDone(outcome)) return true;
	if (outcome.kind === 'noResponse') return false;
	const kind = failureKind(outcome);
	if (outcome.status < 300) return kind === 'refusedByWhatsApp';
	return isFromServer(outcome) && (isFinal(outcome) || ['rateLimited', 'refusedByWhatsApp', 'unsupported'].includes(kind));
}

const isFromServer = ({ status }: WawpResponse): boolean => status === 500 || status === 501;

/**
 * A status of 500 or more is not a refusal: WAHA reports a refused read after a completed revoke as a 500 too. Neither is a 2xx, whatever its
 * text says: Wawp sends some texts beside a success.
 */
const isRefusal = (response: WawpResponse): boolean => response.status >= 300 && response.status < 500 && !mayStillRun(response);

/**
 * Statuses of servers and proxies that stopped waiting for another server; 520, 522 and 524 are Cloudflare's. That server may
 * still process the call: a revoke can take effect after a 524. Every other status ends the call.
 */
const STOPPED_WAITING: ReadonlySet<number> = new Set([408, 502, 503, 504, 520, 522, 524]);

/** Whether a response can prove something about WhatsApp: a proxy or an overloaded Wawp answers with a status above 500. */
export const isFromEngine = (outcome: Outcome): outcome is WawpResponse =>
	outcome.kind === 'response' && outcome.status <= 500 && !mayStillRun(outcome);

/** Whether the call may still be in flight behind a proxy that stopped waiting for it. */
export const mayStillRun = ({ status }: WawpResponse): boolean => STOPPED_WAITING.has(status);
