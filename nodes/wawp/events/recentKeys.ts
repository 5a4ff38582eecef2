/** Remembers keys for a limited time. When it is full, it forgets the oldest key first. */
export class RecentKeys {
	/** For each key, until when it is remembered and the time of its event, both in ms since 1970. Oldest first. */
	private readonly entries = new Map<string, { until: number; time: number }>();

	/**
	 * @param lifetime ms
	 * @param capacity the maximum number of keys
	 */
	constructor(
		private readonly lifetime: number,
		private readonly capacity: number,
	) {}

	get size(): number {
		return this.entries.size;
	}

	/** @param now ms since 1970. @returns whether the key is remembered */
	has(key: string, now: number): boolean {
		return this.timeOf(key, now) !== undefined;
	}

	/** @param now ms since 1970. @returns the time of the event, in ms since 1970, if its key is remembered */
	timeOf(key: string, now: number): number | undefined {
		const known = this.entries.get(key);
		return known !== undefined && now < known.until ? known.time : undefined;
	}

	/**
	 * @param time of the event, in ms since 1970
	 * @param until when the key is forgotten, in ms since 1970. Default: after the lifetime
	 */
	add(key: string, now: number, time = now, until = now + this.lifetime): void {
		this.entries.delete(key);
		this.entries.set(key, { until, time });
		for (const [oldest, entry] of this.entries) {
			if (this.entries.size <= this.capacity && now < entry.until) return;
			this.entries.delete(oldest);
		}
	}

	delete(key: string): void {
		this.entries.delete(key);
	}
}
