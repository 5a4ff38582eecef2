import { failureKind } from '../outcome/failureKind';
import { isFinal, mayStillRun, policyOf, provesNothingDone } from '../outcome/failurePolicy';
import { isSuccess, type Outcome } from '../outcome/outcome';
import { findInviteCode, type FoundCode } from './inviteCode';
import type { CallResult } from './rotation';

/** Converts the outcome of a call on an invite code to a result for the state machine in `rotation.ts`. */
export function callResult(outcome: Outcome): CallResult {
	const found = findInviteCode(outcome);
	if (found) return isSeveralWords(found) ? { kind: 'unreadable' } : { kind: 'code', ...found };
	if (outcome.kind === 'noResponse') {
		return provesNothingDone(outcome)
			? { kind: 'notSent', final: isFinal(outcome) }
			: { kind: 'unknown', final: false, late: true };
	}
	const kind = failureKind(outcome);
	if (kind === 'unreadable' || (kind === 'refusedByWhatsApp' && isSuccess(outcome))) return { kind: 'unreadable' };
	const final = isFinal(outcome);
	if (outcome.status === 429 && !final) return { kind: 'rateLimited' };
	// An error under 200 may describe the read after a finished revoke.
	const { concerns, nothingDone } = policyOf(outcome);
	if (isSuccess(outcome) && concerns === 'account' && nothingDone) return { kind: 'unreadable', final };
	return provesNothingDone(outcome) ? { kind: 'refused', final } : { kind: 'unknown', final, late: mayStillRun(outcome) };
}

/** A server may return an unknown text such as `waiting-for-the-phone` to every call, so not even a second one confirms it. */
const isSeveralWords = ({ code, isDoubtful }: FoundCode): boolean => isDoubtful && /[-_~]/.test(code);
