import type { CallName } from './routes';

/** Whether the fault occurs before or after the server makes the requested change. Matters for revoke. */
export type Moment = 'before the change' | 'after the change';

/** A response that replaces the expected one. */
export type FaultyReply =
	/** Any status with any body; a 2xx is possible too. Default body: a bare JSON error. */
	| { kind: 'status'; status: number; body?: string; contentType?: string; headers?: Record<string, string> }
	| { kind: 'rate limit'; retryAfter?: string; headers?: Record<string, string> }
	| { kind: 'empty' }
	| { kind: 'undefined' }
	| { kind: 'html' }
	/** A body of 6 MB, which is larger than any response needs. */
	| { kind: 'huge' }
	| { kind: 'error under 200' }
	| { kind: 'echo' };

export type Misbehaviour =
	| FaultyReply
	| { kind: 'drop' }
	| { kind: 'hang' }
	/** A response that arrives byte by byte and never ends. */
	| { kind: 'trickle' }
	/** A correct response that is late. Set `latency` with it. */
	| { kind: 'slow' }
	/** A correct response with more headers. */
	| { kind: 'headers'; headers: Record<string, string> }
	/** A revoke that returns the current code and changes nothing. */
	| { kind: 'unchanged' }
	/** Another admin revokes the code first. Then the call runs as usual. */
	| { kind: 'somebody else' };

export type Fault = Misbehaviour & {
	moment?: Moment;
	/** Default: every call. */
	on?: CallName;
	/** Default: every group. */
	group?: string;
	/** The number of calls that get this fault. Default: 1. */
	times?: number;
	/** Delay before anything else, in ms. */
	latency?: number;
};

/** What does not say whether the request was carried out, whatever the call. */
export const unclearAnswers: readonly Misbehaviour[] = [
	{ kind: 'drop' },
	{ kind: 'empty' },
	{ kind: 'undefined' },
	{ kind: 'html' },
	{ kind: 'echo' },
	{ kind: 'error under 200' },
];

/** The planned faults. A call gets the first planned fault that matches it. */
export class Faults {
	private planned: Array<Fault & { left: number }> = [];
	/** All faults that occurred so far, with their calls. */
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
