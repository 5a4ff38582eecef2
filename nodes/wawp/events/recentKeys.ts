/** Remembers for a while what it has heard; when it is full, the oldest is forgotten first. */
export class RecentKeys {
	/** Key to when it was heard and the time that it told, both in ms since 1970; oldest first. */
	private readonly heard = new Map<string, { at: number; time: number }>();

	/**
	 * @param lifetime ms
	 * @param capacity how many keys are remembered at most
	 */
	constructor(
		private readonly lifetime: number,
		private readonly capacity: number,
	) {}

	get size(): number {
		return this.heard.size;
	}

	/**
	 * Whether a key was heard within the lifetime.
	 *
	 * @param apart how many ms its time and the one told then may differ to be the same; by default any
	 */
	has(key: string, now: number, time = now, apart = Infinity): boolean {
		const known = this.heard.get(key);
		return known !== undefined && now - known.at < this.lifetime && Math.abs(time - known.time) <= apart;
	}

	add(key: string, now: number, time = now): void {
		this.heard.delete(key);
		this.heard.set(key, { at: now, time });
		for (const [oldest, { at }] of this.heard) {
			if (this.heard.size <= this.capacity && now - at < this.lifetime) return;
			this.heard.delete(oldest);
		}
	}

	delete(key: string): void {
		this.heard.delete(key);
	}
}
