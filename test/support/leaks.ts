/** Whether any string that can be reached from a value, hidden properties of errors included, holds one of the secrets. */
export function leaks(value: unknown, secrets: readonly string[], seen = new Set<object>()): boolean {
	if (typeof value === 'string') return secrets.some((secret) => value.includes(secret));
	if (typeof value !== 'object' || value === null || seen.has(value)) return false;
	seen.add(value);
	return Object.getOwnPropertyNames(value).some(
		(name) => leaks(name, secrets, seen) || leaks(Reflect.get(value, name), secrets, seen),
	);
}
