/** Runs a limited number of tasks at a time. The others wait in their order. */
export class Slots {
	private running = 0;
	private readonly waiting: Array<() => void> = [];

	/** @param count how many tasks may run at a time */
	constructor(private count: number) {}

	/** Allows fewer tasks from now on. Those that run go on. */
	limitTo(count: number): void {
		this.count = Math.min(this.count, count);
	}

	/** Runs a task as soon as there is a slot. @returns what the task returns or throws */
	async run<T>(task: () => Promise<T>): Promise<T> {
		if (this.running < this.count) this.running++;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
		try {
			return await task();
		} finally {
			// The next task takes over the slot, so that no other one can get in before it.
			const next = this.running <= this.count ? this.waiting.shift() : undefined;
			if (next) next();
			else this.running--;
		}
	}
}
