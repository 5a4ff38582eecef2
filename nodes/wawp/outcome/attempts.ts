import { isAccepted } from './acceptedChange';
import { provesRefusal } from './failurePolicy';
import type { Outcome } from './outcome';

/** What the requests of one change prove together, over all retries and all tries of Retry On Fail. */
export interface Attempts {
	/** The outcome of the last request. */
	last: Outcome;
	/** The outcome of the latest request that may have made the change. No later refusal takes that back. */
	open?: Outcome;
}

/**
 * accepted: the last response accepts the change. refused: no request can have made it. open: one of them may have made it.
 */
export type Verdict = 'accepted' | 'refused' | 'open';

/**
 * Adds the outcome of a further request.
 *
 * @param isRefusal whether an outcome proves that the change was not made. Default: that of a change of a single step
 */
export function withAttempt(before: Attempts | undefined, outcome: Outcome, isRefusal = provesRefusal): Attempts {
	const open = isAccepted(outcome) || !isRefusal(outcome) ? outcome : before?.open;
	return { last: outcome, ...(open && { open }) };
}

export function verdictOf({ last, open }: Attempts): Verdict {
	if (isAccepted(last)) return 'accepted';
	return open ? 'open' : 'refused';
}
