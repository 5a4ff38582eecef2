import { failureKind } from '../outcome/failureKind';
import { isFinal, mayStillRun, provesNothingDone } from '../outcome/failurePolicy';
import type { Outcome } from '../outcome/outcome';
import { findInviteCode } from './inviteCode';
import type { CallResult } from './rotation';

/** Converts the outcome of a call on an invite code to a result for the state machine in `rotation.ts`. */
export function callResult(outcome: Outcome): CallResult {
	const found = findInviteCode(outcome);
	if (found) return { kind: 'code', ...found };
	if (outcome.kind === 'noResponse') {
		if (isFinal(outcome)) return { kind: 'refused', final: true };
		return provesNothingDone(outcome) ? { kind: 'notSent' } : { kind: 'unknown', final: false, late: true };
	}
	if (failureKind(outcome) === 'unreadable') return { kind: 'unreadable' };
	const final = isFinal(outcome);
	if (outcome.status === 429 && !final) return { kind: 'rateLimited' };
	// An error under 200 may describe the read after a finished revoke.
	const refused = outcome.status >= 300 && provesNothingDone(outcome);
	return refused ? { kind: 'refused', final } : { kind: 'unknown', final, late: mayStillRun(outcome) };
}
