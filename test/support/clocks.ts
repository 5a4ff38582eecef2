import { setImmediate as nextTick } from 'node:timers/promises';
import type { Clock } from '../../nodes/wawp/transport/clock';

interface Pause {
	until: number;
	end: () => void;
}

/** A clock that moves only when a test calls `advance`. */
export class HandClock implements Clock {
	/** The value that `random` returns. */
	chance = 1;
	private time = 1_800_000_000_000;
	private readonly pauses = new Set<Pause>();

	readonly now = () => this.time;
	readonly random = () => this.chance;

	readonly pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
		if (ms <= 0 || signal?.aborted) return;
		await new Promise<void>((resolve) => {
			const pause: Pause = {
				until: this.time + ms,
				end: () => {
					this.pauses.delete(pause);
					resolve();
				},
			};
			this.pauses.add(pause);
			signal?.addEventListener('abort', pause.end, { once: true });
		});
	};

	/** The number of pauses that have not ended. */
	get waiting(): number {
		return this.pauses.size;
	}

	/** Moves the time forward and ends the pauses that are due, in order. */
	async advance(ms: number): Promise<void> {
		const end = this.time + ms;
		await nextTick();
		for (let due = this.due(end); due; due = this.due(end)) {
			this.time = due.until;
			due.end();
			await nextTick();
		}
		this.time = end;
	}

	private due(end: number): Pause | undefined {
		const [first] = [...this.pauses].sort((a, b) => a.until - b.until);
		return first && first.until <= end ? first : undefined;
	}
}

/** A clock whose pauses end at once. Each pause moves the time forward. */
export class InstantClock implements Clock {
	/** The length of each pause, in ms. */
	readonly paused: number[] = [];
	private time = 1_800_000_000_000;

	readonly now = () => this.time;
	readonly random = () => 1;
	readonly pause = async (ms: number): Promise<void> => {
		this.paused.push(ms);
		this.time += ms;
		await Promise.resolve();
	};
}
