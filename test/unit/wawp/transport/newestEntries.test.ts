import { setNewest } from '../../../../nodes/wawp/transport/newestEntries';

test('an entry that is set again becomes the newest, and the oldest is dropped beyond the capacity', () => {
	const entries = new Map<string, number>();
	for (const [key, value] of [
		['a', 1],
		['b', 2],
		['a', 3],
		['c', 4],
	] as const) {
		setNewest(entries, key, value, 2);
	}
	expect([...entries]).toEqual([
		['a', 3],
		['c', 4],
	]);
});
