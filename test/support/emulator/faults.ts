import type { CallName } from './routes';

/** Whether the server acted on the request before it misbehaved; matters for revoke. */
export type Moment = 'before the change' | 'after the change';

/** An answer that is not what was asked for. */
export type SpoiledAnswer =
	/** Any status with any body, a 2xx too; without a body, a bare JSON error. */
	| { kind: 'status'; status: number; body?: string; contentType?: string; headers?: Record<string, string> }
	| { kind: 'rate limit'; retryAfter?: string }
	| { kind: 'empty' }
	| { kind: 'undefined' }
	| { kind: 'html' }
	| { kind: 'error under 200' }
	| { kind: 'echo' };

export type Misbehaviour =
	| SpoiledAnswer
	| { kind: 'drop' }
	| { kind: 'hang' }
	/** Only late: goes with `latency`. */
	| { kind: 'slow' }
	/** A revoke that answers with the current code and changes nothing. */
	| { kind: 'unchanged' }
	/** Lets another admin make a new code, then goes on as usual. */
	| { kind: 'somebody else' };

export type Fault = Misbehaviour & {
	moment?: Moment;
	/** Default: every call. */
	on?: CallName;
	/** Default: every group. */
	group?: string;
	/** How many calls it spoils; default 1. */
	times?: number;
	/** ms to wait before anything else. */
	latency?: number;
};

/** The faults still to come, first in first out among those that fit a call. */
export class Faults {
	private planned: Array<Fault & { left: number }> = [];
	/** Every call that was spoiled. */
	readonly taken: Array<{ fault: Fault; call: CallName; group: string | undefined }> = [];

	plan(...faults: Fault[]): void {
		this.planned.push(...faults.map((fault) => ({ ...fault, left: fault.times ?? 1 })));
	}

	clear(): void {
		this.planned = [];
		this.taken.length = 0;
	}

	take(call: CallName, group?: string): Fault | undefined {
		const fault = this.planned.find(({ on, group: only, left }) => left > 0 && (!on || on === call) && (!only || only === group));
		if (!fault) return undefined;
		fault.left--;
		this.taken.push({ fault, call, group });
		return fault;
	}
}
