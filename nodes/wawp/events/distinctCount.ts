/** How many different values are in a sliding window. */
export class DistinctCount<Value> {
	private readonly counts = new Map<Value, number>();

	get size(): number {
		return this.counts.size;
	}

	/** A value enters (1) or leaves (-1) the window. It may be in it several times. */
	change(value: Value, by: 1 | -1): void {
		const count = (this.counts.get(value) ?? 0) + by;
		if (count > 0) this.counts.set(value, count);
		else this.counts.delete(value);
	}
}
