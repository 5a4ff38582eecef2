/** Whether any string reachable from the value contains one of the secrets. Also checks the hidden properties of errors. */
export function leaks(value: unknown, secrets: readonly string[], seen = new Set<object>()): boolean {
	if (typeof value === 'string') return secrets.some((secret) => value.includes(secret));
	if (typeof value !== 'object' || value === null || seen.has(value)) return false;
	seen.add(value);
	return Object.getOwnPropertyNames(value).some(
		(name) => leaks(name, secrets, seen) || leaks(Reflect.get(value, name), secrets, seen),
	);
}
