/** ms. A refusal of an account that has sent little must not slow down a run of many groups for long. */
const MAX_GAP_MS = 2_000;

/** How the gap changes with each request that passes: quickly until the pace is too fast once, then slowly. */
const QUICKLY = 0.95;
const SLOWLY = 0.998;

/** How the gap changes when the pace was too fast. */
const SLOWER = 1.3;

/** How many times longer a new estimate may be than a gap that has worked. A few requests and a long wait say little. */
const MAX_GROWTH = 3;

/** Fewer requests say nothing about the pace. */
const FEW = 3;

/** The pace that Wawp accepts, as far as refusals that do not say how long to wait have taught it. */
export class LearnedPace {
	/** ms between two requests. 0: nothing is known */
	gap = 0;
	private change = QUICKLY;
	/** When the requests that `passes` counts began, in ms since 1970. Undefined: with the next one. */
	private since: number | undefined;
	private passes = 0;

	/** @param now ms since 1970 */
	sent(now: number): void {
		this.since ??= now;
	}

	passed(): void {
		this.passes++;
		this.gap *= this.change;
	}

	/** @param resumeAt when the run tries again, in ms since 1970 */
	refused(resumeAt: number): void {
		if (this.passes === 0 || this.since === undefined) return;
		const wasTooFast = this.gap > 0 && this.passes >= FEW;
		// Wawp accepted the counted requests in the time from the first of them until it accepts others.
		const estimate = Math.min((resumeAt - this.since) / this.passes, this.gap > 0 ? this.gap * MAX_GROWTH : MAX_GAP_MS);
		this.gap = Math.min(MAX_GAP_MS, wasTooFast ? this.gap * SLOWER : estimate);
		this.change = wasTooFast ? SLOWLY : QUICKLY;
		this.passes = 0;
		this.since = undefined;
	}
}
