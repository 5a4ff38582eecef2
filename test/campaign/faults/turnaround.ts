import { setTimeout as wait } from 'node:timers/promises';

/**
 * Continuously measures how long a plain request takes. On a busy machine, a call can time out without a planned fault. The schedule then
 * has more faults than planned.
 */
export class Turnaround {
	private readonly probes: Array<{ end: number; took: number }> = [];
	private stopped = false;

	/** @param url any URL of the server; its response does not matter */
	constructor(private readonly url: string) {}

	async measure(): Promise<void> {
		while (!this.stopped) {
			const start = performance.now();
			// A process that stood still finds its connections closed. The next probe opens a new one.
			const isAnswered = await fetch(this.url).then(
				async (response) => await response.arrayBuffer().then(() => true),
				() => false,
			);
			const end = performance.now();
			this.probes.push({ end, took: isAnswered ? end - start : Infinity });
			await wait(10);
		}
	}

	stop(): void {
		this.stopped = true;
	}

	/** The longest duration of all requests that ended since `start`, in ms; Infinity if one failed. Waits for one more request first. */
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
