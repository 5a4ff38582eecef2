/** Runs a limited number of tasks at a time. The others wait in their order. */
export class Slots {
	private readonly waiting: Array<() => void> = [];

	/** @param free how many tasks may run at a time */
	constructor(private free: number) {}

	/** Runs a task as soon as there is a slot. @returns what the task returns or throws */
	async run<T>(task: () => Promise<T>): Promise<T> {
		if (this.free > 0) this.free--;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
		try {
			return await task();
		} finally {
			const next = this.waiting.shift();
			if (next) next();
			else this.free++;
		}
	}
}
