/** A limit that allows fewer requests is left to its refusals. */
const FEW = 3;

/**
 * Decides whether a response that says "no request is left" is believed. A server that says so of nearly every request means something
 * else by it: waiting each time would stretch a run of minutes to hours.
 */
export class UsedUpLimit {
	/** The requests that passed since the last wait. Infinity: there was none. */
	private passes = Infinity;
	private isBelieved = true;

	passed(): void {
		this.passes++;
	}

	/** Reports a response without requests left. @returns whether to wait for the reset */
	isReached(): boolean {
		if (this.passes < FEW) this.isBelieved = false;
		this.passes = 0;
		return this.isBelieved;
	}
}
