import { failureKind } from '../outcome/failureKind';
import { isFinal, mayStillRun, provesNothingDone } from '../outcome/failurePolicy';
import type { Outcome } from '../outcome/outcome';
import { inviteCodeFrom } from './inviteCode';
import type { CallResult } from './rotation';

/** Converts the outcome of a call on an invite code to a result for the state machine in `rotation.ts`. */
export function callResult(outcome: Outcome): CallResult {
	const code = inviteCodeFrom(outcome);
	if (code) return { kind: 'code', code };
	if (outcome.kind === 'noResponse') {
		if (isFinal(outcome)) return { kind: 'refused', final: true };
		return provesNothingDone(outcome) ? { kind: 'notSent' } : { kind: 'unknown', final: false, late: true };
	}
	if (failureKind(outcome) === 'unreadable') return { kind: 'unreadable' };
	const final = isFinal(outcome);
	if (outcome.status === 429 && !final) return { kind: 'rateLimited' };
	return provesNothingDone(outcome) ? { kind: 'refused', final } : { kind: 'unknown', final, late: mayStillRun(outcome) };
}
