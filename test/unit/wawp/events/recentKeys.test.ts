import { RecentKeys } from '../../../../nodes/wawp/events/recentKeys';

test('a key is known for its lifetime', () => {
	const keys = new RecentKeys(1_000, 10);
	keys.add('a', 5_000);
	expect([keys.has('a', 5_999), keys.has('a', 6_000), keys.has('b', 5_000)]).toEqual([true, false, false]);
});

test('the time of the event is known as long as its key', () => {
	const keys = new RecentKeys(1_000, 10);
	keys.add('a', 0, 50_000);
	expect([keys.timeOf('a', 999), keys.timeOf('a', 1_000), keys.timeOf('b', 0)]).toEqual([50_000, undefined, undefined]);
});

test('a deleted key is new again', () => {
	const keys = new RecentKeys(1_000, 10);
	keys.add('a', 0);
	keys.delete('a');
	expect(keys.has('a', 1)).toBe(false);
});

test('when it is full, the oldest key is dropped, and adding a key again makes it the newest', () => {
	const keys = new RecentKeys(1_000, 2);
	for (const key of ['a', 'b', 'a', 'c']) keys.add(key, 0);
	expect(['a', 'b', 'c'].map((key) => keys.has(key, 1))).toEqual([true, false, true]);
	expect(keys.size).toBe(2);
});

test('expired keys are dropped when the next key is added', () => {
	const keys = new RecentKeys(1_000, 1_000_000);
	for (let at = 0; at < 10_000; at++) keys.add(`${at}`, at);
	expect(keys.size).toBe(1_000);
});
