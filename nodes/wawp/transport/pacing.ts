import { backoffMs, retryAfterMs } from './backoff';
import type { Clock } from './clock';

export interface PacingOptions {
	clock: Clock;
	/** 0: no limit of our own */
	requestsPerMinute?: number;
	/** Aborts when the execution is canceled: nobody waits any longer. */
	signal?: AbortSignal | undefined;
}

/** The one gate through which all requests of a run pass, so that an answer "too many requests" slows them all. */
export class Pacing {
	/** ms that the run stood still because of rate limits */
	waitedForLimits = 0;
	private openFrom = 0;
	private nextSlot = 0;
	private limitsInARow = 0;
	private readonly clock: Clock;
	private readonly interval: number;
	/** Aborts when the execution is canceled. */
	readonly signal: AbortSignal | undefined;

	constructor({ clock, requestsPerMinute = 0, signal }: PacingOptions) {
		this.clock = clock;
		this.interval = requestsPerMinute > 0 ? 60_000 / requestsPerMinute : 0;
		this.signal = signal;
	}

	get canceled(): boolean {
		return this.signal?.aborted ?? false;
	}

	/** Resolves when the next request may be sent, or when the run was canceled. */
	async turn(): Promise<void> {
		if (this.interval > 0) {
			const slot = Math.max(this.clock.now(), this.nextSlot);
			this.nextSlot = slot + this.interval;
			await this.pauseUntil(slot);
		}
		while (!this.canceled && this.clock.now() < this.openFrom) await this.pauseUntil(this.openFrom);
	}

	/** Closes the gate for as long as the answer asked for, else for a backoff that grows with each refusal in a row. */
	limited(retryAfter: string | undefined): void {
		const now = this.clock.now();
		const wait = retryAfterMs(retryAfter, now) ?? backoffMs(this.limitsInARow + 1, this.clock.random());
		this.limitsInARow++;
		const openFrom = Math.max(this.openFrom, now + wait);
		this.waitedForLimits += openFrom - Math.max(this.openFrom, now);
		this.openFrom = openFrom;
	}

	/** A request went through. */
	passed(): void {
		this.limitsInARow = 0;
	}

	/** Waits before the same thing is tried again. */
	async backoff(attempt: number): Promise<void> {
		await this.pause(backoffMs(attempt, this.clock.random()));
	}

	async pause(ms: number): Promise<void> {
		await this.clock.pause(ms, this.signal);
	}

	private async pauseUntil(time: number): Promise<void> {
		await this.pause(time - this.clock.now());
	}
}
