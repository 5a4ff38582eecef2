import { AccountPace, type Spacing } from './accountPace';
import { backoffMs, FIRST_MS, MAX_WAIT_MS } from './backoff';
import type { Clock } from './clock';
import { LearnedPace } from './learnedPace';
import { UsedUpLimit } from './usedUpLimit';

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
	/** The account's own limit of calls on groups per minute, if the run had to wait for it. */
	slowedTo: number | undefined;
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
	private readonly learned = new LearnedPace();
	private readonly usedUp = new UsedUpLimit();
	/** The request that goes first after a rate limit. Undefined: there was none, or that request has ended. */
	private first: FirstRequest | undefined;
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
		const { groupCalls } = this.pace;
		const perMinute = this.groupCallsPerMinute;
		const asked = this.clock.now();
		if (perMinute === Infinity) {
			// A run that does not know the limit does not wait behind one that does.
			groupCalls.note(asked);
			return;
		}
		if (!(await groupCalls.turn(perMinute, 60_000, this.clock, this.signal))) return;
		this.slowedTo = perMinute;
		this.countWait(asked, this.clock.now());
	}

	/**
	 * Resolves when the next request may be sent, or when the run is canceled.
	 *
	 * @returns a function to call when the request has ended
	 */
	async turn(): Promise<() => void> {
		await this.spaceRequests();
		for (;;) {
			while (!this.canceled && this.clock.now() < this.resumeAt) await this.pauseUntil(this.resumeAt);
			const { first } = this;
			if (!first || this.canceled) {
				this.learned.sent(this.clock.now());
				return () => {};
			}
			if (!first.isSent) {
				first.isSent = true;
				return () => {
					if (this.first === first) this.first = undefined;
					first.end();
				};
			}
			await first.ended;
			await this.spaceRequests();
		}
	}

	private async spaceRequests(): Promise<void> {
		const gap = Math.max(this.interval, this.learned.gap);
		if (gap > 0) await this.space({ action: 'request', gap });
	}

	/** Waits until an action may start. */
	async space(spacing: Spacing): Promise<void> {
		for (const [line, gap] of this.pace.linesOf(spacing)) await line.turn(1, gap, this.clock, this.signal);
	}

	/** Reports the end of an action that took its time: the gap begins there. */
	spaced(spacing: Spacing): void {
		for (const [line] of this.pace.linesOf(spacing)) line.note(this.clock.now());
	}

	/**
	 * Reports a rate limit: no request is sent until the wait is over. Then one goes first, so that only this one is refused if the wait
	 * was too short.
	 *
	 * @param waitMs how long Wawp asks to wait. Without that, or with less than a second, the wait is a backoff that grows with each
	 * consecutive limit. Requests that were in flight together and are all refused meet one limit, not several
	 */
	limited(waitMs = 0): void {
		const now = this.clock.now();
		const isSameLimit = now < this.resumeAt;
		const requested = waitMs < FIRST_MS ? undefined : waitMs;
		const own = isSameLimit ? 0 : this.ownWait();
		const wait = Math.min(requested ?? own, MAX_WAIT_MS);
		if (!isSameLimit) this.consecutiveLimits++;
		const resumeAt = Math.max(this.resumeAt, now + wait);
		this.countWait(now, resumeAt);
		this.resumeAt = resumeAt;
		if (isSameLimit) return;
		this.first = firstRequest();
		if (requested === undefined) this.learned.refused(resumeAt);
	}

	/** ms until the next request, if Wawp does not say it. At least half of the backoff, because each request that is refused costs a retry. */
	private ownWait(): number {
		// At a known pace, a refusal needs a short wait only.
		const first = this.learned.gap > 0 ? 0 : 1;
		return backoffMs(this.consecutiveLimits + first, (1 + this.clock.random()) / 2);
	}

	/**
	 * Reports a request that met no rate limit: the next backoff is short again, and the pace rises slowly.
	 *
	 * @param waitMs how long Wawp accepts no other request, if this was the last one for now
	 */
	passed(waitMs = 0): void {
		this.consecutiveLimits = 0;
		this.learned.passed();
		const now = this.clock.now();
		if (waitMs === 0 || now < this.resumeAt) this.usedUp.passed();
		else if (this.usedUp.isReached()) {
			this.countWait(now, now + waitMs);
			this.resumeAt = now + waitMs;
		}
	}

	/** Counts a wait for a rate limit. Requests that wait at the same time wait once. */
	private countWait(now: number, until: number): void {
		this.waitedForLimits += Math.max(0, until - Math.max(now, this.waitedUntil));
		this.waitedUntil = Math.max(this.waitedUntil, until);
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

interface FirstRequest {
	isSent: boolean;
	ended: Promise<void>;
	end: () => void;
}

function firstRequest(): FirstRequest {
	let end = (): void => {};
	const ended = new Promise<void>((resolve) => (end = resolve));
	return { isSent: false, ended, end };
}
