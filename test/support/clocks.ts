import { setImmediate as nextTick } from 'node:timers/promises';
import type { Clock } from '../../nodes/wawp/transport/clock';

interface Pause {
	until: number;
	end: () => void;
}

/** Time that passes only when a test says so. */
export class HandClock implements Clock {
	/** What `random` gives. */
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

	get waiting(): number {
		return this.pauses.size;
	}

	/** Lets time pass and ends the pauses that are due, in order. */
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

/** Time that passes in a moment wherever somebody waits for it; it keeps what was waited for. */
export class InstantClock implements Clock {
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
