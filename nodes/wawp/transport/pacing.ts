import { AccountPace, type PacedAction } from './accountPace';
import { backoffMs, MAX_WAIT_MS, retryAfterMs } from './backoff';
import type { Clock } from './clock';

/** ms. A refusal of an account that has sent little must not slow down a run of many groups for long. */
const MAX_LEARNED_MS = 2_000;

/** With each request that passes, the learned gap shrinks by a fifth of a percent: after a hundred requests, by almost a fifth. */
const FASTER = 0.998;

export interface PacingOptions {
	clock: Clock;
	/** The node's own limit. 0: no limit */
	requestsPerMinute?: number;
	/** Aborts when the execution is canceled, and ends all waits. */
	signal?: AbortSignal | undefined;
	/** Shared by all runs of the account. Default: a pace of its own */
	pace?: AccountPace;
}

/** Delays the requests of a run. All requests of a run share one instance, so a rate limit delays all of them. */
export class Pacing {
	/** ms that the run waited because of rate limits */
	waitedForLimits = 0;
	/** The end of the waits that are counted, in ms since 1970. */
	private waitedUntil = 0;
	/** When requests may be sent again after a rate limit, in ms since 1970. */
	private resumeAt = 0;
	private consecutiveLimits = 0;
	private readonly clock: Clock;
	/** ms between two requests, by the node's own limit. 0: no limit */
	private interval = 0;
	/** Calls on groups per minute, by the account's limit. Infinity: unknown */
	private groupCallsPerMinute = Infinity;
	/** ms between two requests, as refusals have taught. 0: nothing so far */
	private learned = 0;
	/** When the requests that `passes` counts began, in ms since 1970. Undefined: with the next one. */
	private countedSince: number | undefined;
	private passes = 0;
	/** Aborts when the execution is canceled. */
	readonly signal: AbortSignal | undefined;
	private readonly pace: AccountPace;

	constructor({ clock, requestsPerMinute = 0, signal, pace = new AccountPace() }: PacingOptions) {
		this.clock = clock;
		this.limitTo(requestsPerMinute);
		this.signal = signal;
		this.pace = pace;
	}

	get canceled(): boolean {
		return this.signal?.aborted ?? false;
	}

	/** Sets the node's own limit for all further requests. 0: no limit */
	limitTo(requestsPerMinute: number): void {
		this.interval = requestsPerMinute > 0 ? 60_000 / requestsPerMinute : 0;
	}

	/** Sets the account's own limit for all further calls on groups. */
	limitGroupCalls(perMinute: number): void {
		this.groupCallsPerMinute = perMinute;
	}

	/** Resolves when the next call on groups may be sent as far as the account's own limit goes, or when the run is canceled. */
	async groupTurn(): Promise<void> {
		const now = this.clock.now();
		const start = this.pace.reserveGroupCall(this.groupCallsPerMinute, now);
		if (start <= now) return;
		this.countWait(now, start);
		await this.pauseUntil(start);
	}

	/** Resolves when the next request may be sent, or when the run is canceled. */
	async turn(): Promise<void> {
		const gap = Math.max(this.interval, this.learned);
		if (gap > 0) await this.space('request', gap);
		while (!this.canceled && this.clock.now() < this.resumeAt) await this.pauseUntil(this.resumeAt);
		this.countedSince ??= this.clock.now();
	}

	/**
	 * Waits until an action of this kind may start, in whichever run of the account, and reserves its time.
	 *
	 * @param gap ms until the next action of this kind
	 */
	async space(action: PacedAction, gap: number): Promise<void> {
		await this.pauseUntil(this.pace.reserve(action, gap, this.clock.now()));
	}

	/** Starts the gap anew at the end of an action that took its time. */
	restartGap(action: PacedAction, gap: number): void {
		this.pace.restartGap(action, gap, this.clock.now());
	}

	/**
	 * Reports a rate limit: no request is sent until the wait is over.
	 *
	 * @param retryAfter the raw `Retry-After` header. Without a valid time, the wait is a backoff that grows with each consecutive
	 * limit. Requests that were in flight together and are all refused meet one limit, not several
	 */
	limited(retryAfter: string | undefined): void {
		const now = this.clock.now();
		const isSameLimit = now < this.resumeAt;
		const requested = retryAfterMs(retryAfter, now);
		const own = isSameLimit ? 0 : backoffMs(this.consecutiveLimits + 1, this.clock.random());
		const wait = Math.min(requested ?? own, MAX_WAIT_MS);
		if (!isSameLimit) this.consecutiveLimits++;
		const resumeAt = Math.max(this.resumeAt, now + wait);
		this.countWait(now, resumeAt);
		this.resumeAt = resumeAt;
		if (!isSameLimit && requested === undefined) this.learn(resumeAt);
	}

	/** Reports a request that met no rate limit: the next backoff is short again, and the pace rises slowly. */
	passed(): void {
		this.consecutiveLimits = 0;
		this.passes++;
		this.learned *= FASTER;
	}

	/** Counts a wait for a rate limit. Requests that wait at the same time wait once. */
	private countWait(now: number, until: number): void {
		this.waitedForLimits += Math.max(0, until - Math.max(now, this.waitedUntil));
		this.waitedUntil = Math.max(this.waitedUntil, until);
	}

	/** Wawp accepted the counted requests in the time from the first of them until it accepts others: this is its pace. */
	private learn(resumeAt: number): void {
		if (this.passes === 0 || this.countedSince === undefined) return;
		this.learned = Math.min(MAX_LEARNED_MS, (resumeAt - this.countedSince) / this.passes);
		this.passes = 0;
		this.countedSince = undefined;
	}

	/**
	 * Waits before a retry, or until the run is canceled.
	 *
	 * @param attempt 0 for the first retry
	 */
	async backoff(attempt: number): Promise<void> {
		await this.pause(backoffMs(attempt, this.clock.random()));
	}

	/** Waits for `ms`, or until the run is canceled. */
	async pause(ms: number): Promise<void> {
		await this.clock.pause(ms, this.signal);
	}

	private async pauseUntil(time: number): Promise<void> {
		await this.pause(time - this.clock.now());
	}
}
