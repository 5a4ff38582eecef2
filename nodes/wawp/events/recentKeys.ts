/** Remembers keys for a limited time. When it is full, it forgets the oldest key first. */
export class RecentKeys {
	/** For each key, when it was added and the time of its event, both in ms since 1970. Oldest first. */
	private readonly entries = new Map<string, { addedAt: number; time: number }>();

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

	/** @param now ms since 1970. @returns whether the key was added within the lifetime */
	has(key: string, now: number): boolean {
		return this.timeOf(key, now) !== undefined;
	}

	/** @param now ms since 1970. @returns the time of the event, in ms since 1970, if its key was added within the lifetime */
	timeOf(key: string, now: number): number | undefined {
		const known = this.entries.get(key);
		return known !== undefined && now - known.addedAt < this.lifetime ? known.time : undefined;
	}

	add(key: string, now: number, time = now): void {
		this.entries.delete(key);
		this.entries.set(key, { addedAt: now, time });
		for (const [oldest, { addedAt }] of this.entries) {
			if (this.entries.size <= this.capacity && now - addedAt < this.lifetime) return;
			this.entries.delete(oldest);
		}
	}

	delete(key: string): void {
		this.entries.delete(key);
	}
}
