/** Adds an entry to a map as the newest one, and drops the oldest one beyond the capacity. */
export function setNewest<Value>(entries: Map<string, Value>, key: string, value: Value, capacity: number): void {
	entries.delete(key);
	entries.set(key, value);
	const [oldest] = entries.keys();
	if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
}
