import type { Clock } from './clock';

const MINUTE = 60_000;

/**
 * A line in which actions of one kind wait for their turn, first come, first served. Nobody reserves a time ahead, so a run that is canceled
 * delays nobody.
 */
export class Line {
	/** When the actions of the last minute started or ended, in ms since 1970, and at least the last one. Sorted. */
	private times: number[] = [];
	/** When the line was last asked, in ms since 1970. */
	private asked = -Infinity;
	private last: Promise<void> = Promise.resolve();
	private waiting = 0;

	/**
	 * Resolves when an action may start, or when the signal aborts.
	 *
	 * @param count how many actions may start within `ms`
	 * @returns whether it had to wait
	 */
	async turn(count: number, ms: number, clock: Clock, signal: AbortSignal | undefined): Promise<boolean> {
		const now = clock.now();
		if (this.waiting === 0 && this.dueAt(count, ms, now) <= now) {
			this.note(now);
			return false;
		}
		this.waiting++;
		const turn = this.after(this.last, count, ms, clock, signal).finally(() => this.waiting--);
		this.last = turn;
		await untilAborted(turn, signal);
		return true;
	}

	/** Notes the start of an action that did not wait, or the end of one that took its time. */
	note(now: number): void {
		this.followClock(now);
		const recent = this.times.findIndex((time) => time > now - MINUTE);
		this.times.splice(0, recent < 0 ? this.times.length : recent);
		this.times.push(now);
	}

	private async after(
		before: Promise<void>,
		count: number,
		ms: number,
		clock: Clock,
		signal: AbortSignal | undefined,
	): Promise<void> {
		await before;
		while (!signal?.aborted) {
			const now = clock.now();
			const due = this.dueAt(count, ms, now);
			if (due <= now) {
				this.note(now);
				return;
			}
			await clock.pause(due - now, signal);
		}
	}

	private dueAt(count: number, ms: number, now: number): number {
		this.followClock(now);
		return (this.times.at(-count) ?? -Infinity) + ms;
	}

	/** A clock that was set back takes the earlier times with it: otherwise they delay everybody until it has caught up. */
	private followClock(now: number): void {
		const back = Math.max(0, this.asked - now);
		this.asked = now;
		if (back > 0) this.times = this.times.map((time) => time - back);
	}
}

async function untilAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
	await new Promise<void>((resolve) => {
		const end = () => {
			signal?.removeEventListener('abort', end);
			resolve();
		};
		if (signal?.aborted) {
			end();
			return;
		}
		signal?.addEventListener('abort', end);
		void promise.then(end);
	});
}
