import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTick } from 'node:timers/promises';
import type { Clock } from '../../../nodes/wawp/transport/clock';

interface Pause {
	until: number;
	end: () => void;
}

/** Something that takes time, such as an execution. It waits while it is in a pause. */
interface Task {
	pauses: number;
}

/** So many turns of the event loop without a pause or an answer mean that the tasks wait for each other. */
const STUCK = 2_000;

/**
 * A clock for hours of history. Time stands still while anything is computed or sent, and jumps to the end of the next pause when all
 * tasks wait. So a history takes the same virtual time on any machine, which is the time that its waits and requests take.
 */
export class VirtualTime implements Clock {
	readonly random = () => 0.5;
	private readonly pauses = new Set<Pause>();
	private readonly tasks = new Set<Task>();
	private readonly current = new AsyncLocalStorage<Task | undefined>();
	/** Counts what happens, to see whether anything does. */
	private activity = 0;

	/**
	 * @param time ms since 1970
	 * @param isSending whether a request is on its way that no task has made
	 * @param onChange called with each new time
	 */
	constructor(
		private time: number,
		private readonly isSending: () => boolean,
		private readonly onChange: (time: number) => void,
	) {
		onChange(time);
	}

	readonly now = () => this.time;

	readonly pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
		if (ms <= 0 || signal?.aborted) return;
		const task = this.current.getStore();
		if (task) task.pauses++;
		this.activity++;
		await new Promise<void>((resolve) => {
			const pause: Pause = {
				until: this.time + ms,
				end: () => {
					this.pauses.delete(pause);
					this.activity++;
					resolve();
				},
			};
			this.pauses.add(pause);
			signal?.addEventListener('abort', pause.end, { once: true });
		});
		if (task) task.pauses--;
	};

	/** A pause of a server, which belongs to no task. */
	readonly latency = async (ms: number): Promise<void> => {
		await this.current.run(undefined, async () => await this.pause(ms));
	};

	/** Starts a task. Does not wait for it. */
	start(work: () => Promise<void>): void {
		const task: Task = { pauses: 0 };
		this.tasks.add(task);
		void this.current.run(task, work).finally(() => {
			this.tasks.delete(task);
			this.activity++;
		});
	}

	/** Lets the time pass until all tasks have ended. */
	async run(): Promise<void> {
		try {
			while (await this.step());
		} finally {
			// Until it is disabled, Node.js 20 calls it for each new promise of the process. Each clock would slow down all later ones.
			this.current.disable();
		}
	}

	/** Jumps to the end of the next pause. @returns whether there was one */
	private async step(): Promise<boolean> {
		await this.untilAllWait();
		const [next] = [...this.pauses].sort((a, b) => a.until - b.until);
		if (!next && this.tasks.size === 0) return false;
		if (!next) throw new Error('All tasks wait for something that never happens');
		this.time = Math.max(this.time, next.until);
		this.onChange(this.time);
		next.end();
		return true;
	}

	private async untilAllWait(): Promise<void> {
		let [seen, turns, waiting] = [this.activity, 0, 0];
		while (waiting < 3 && turns < STUCK) {
			await nextTick();
			turns = this.activity === seen ? turns + 1 : 0;
			waiting = this.activity === seen && this.allWait() ? waiting + 1 : 0;
			seen = this.activity;
		}
	}

	/** A task without a pause may wait for a server's pause. */
	private allWait(): boolean {
		const tasks = [...this.tasks];
		const own = tasks.reduce((sum, { pauses }) => sum + pauses, 0);
		const busy = tasks.filter(({ pauses }) => pauses === 0).length;
		return busy <= this.pauses.size - own && !this.isSending();
	}
}
