import { setTimeout as wait } from 'node:timers/promises';

/**
 * How long a plain request takes here and now, measured all the time: on a busy machine a call can time out although nothing was
 * planned for it, and then a schedule has more faults than it knows of.
 */
export class Turnaround {
	private readonly probes: Array<{ end: number; took: number }> = [];
	private stopped = false;

	/** @param url any address of the server; what it answers does not matter */
	constructor(private readonly url: string) {}

	async measure(): Promise<void> {
		while (!this.stopped) {
			const start = performance.now();
			await (await fetch(this.url)).arrayBuffer();
			const end = performance.now();
			this.probes.push({ end, took: end - start });
			await wait(10);
		}
	}

	stop(): void {
		this.stopped = true;
	}

	/** ms; of all probes that ended since, the longest. Waits for one to end first. */
	async longestSince(start: number): Promise<number> {
		const known = this.probes.length;
		while (this.probes.length === known) await wait(5);
		let longest = 0;
		for (let at = this.probes.length - 1; at >= 0 && this.probes[at]!.end >= start; at--) {
			longest = Math.max(longest, this.probes[at]!.took);
		}
		return longest;
	}
}
