import { policyOf } from '../outcome/failurePolicy';
import type { NoResponse, Outcome, WawpResponse } from '../outcome/outcome';
import { MAX_WAIT_MS } from './backoff';

/** Two groups in a row: a single 401 could be WhatsApp's word for one group, passed on. */
const MAX_REFUSED_SUBJECTS = 2;

// Three groups, and more requests than their retries right after each other: a short outage does not end a run.
const MAX_SILENT_SUBJECTS = 3;
const MAX_UNANSWERED_REQUESTS = 10;

/**
 * Ends a run that cannot succeed, so that 500 groups do not wait for 500 timeouts: when Wawp refuses the account itself, when it
 * responds to nothing any more, or when it asks for a pause of more than five minutes.
 */
export class CircuitBreaker {
	/** The outcome of every further request; undefined while requests make sense. */
	stopped: NoResponse | undefined;
	private readonly refused = new Set<string>();
	private readonly unanswered = new Set<string>();
	private unansweredRequests = 0;

	/**
	 * @param subject the group or the chat of the request
	 * @param now ms since 1970
	 * @returns the outcome of every further request, if there must be none
	 */
	record(subject: string, outcome: Outcome, now: number): NoResponse | undefined {
		if (outcome.kind === 'noResponse') this.recordNoResponse(subject, outcome);
		else this.recordResponse(subject, outcome, now);
		return this.stopped;
	}

	private recordNoResponse(subject: string, outcome: NoResponse): void {
		if (outcome.reason === 'canceled') return;
		this.unanswered.add(subject);
		this.unansweredRequests++;
		if (this.unanswered.size >= MAX_SILENT_SUBJECTS && this.unansweredRequests >= MAX_UNANSWERED_REQUESTS) this.stop(outcome);
	}

	private recordResponse(subject: string, response: WawpResponse, now: number): void {
		this.unanswered.clear();
		this.unansweredRequests = 0;
		const { concerns, outlook } = policyOf(response);
		const { waitMs = 0 } = response;
		if (response.status >= 400 && waitMs > MAX_WAIT_MS) this.stop(response, now + waitMs);
		if (concerns !== 'account' || outlook !== 'lasting') {
			this.refused.clear();
			return;
		}
		this.refused.add(subject);
		if (this.refused.size >= MAX_REFUSED_SUBJECTS) this.stop(response);
	}

	private stop(because: Outcome, until?: number): void {
		this.stopped ??= { kind: 'noResponse', reason: 'stopped', mayHaveArrived: false, because, ...(until && { until }) };
	}
}
