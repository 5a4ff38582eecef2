import { eventTime } from '../../../../nodes/wawp/events/eventTime';

const NOW = Date.parse('2026-11-22T12:00:00.500Z');

test.each<[string, unknown, string]>([
	['milliseconds', 1_700_000_000_123, '2023-11-14T22:13:20.123Z'],
	['seconds', 1_700_000_000, '2023-11-14T22:13:20.000Z'],
	['seconds with a fraction', 1_700_000_000.5, '2023-11-14T22:13:20.500Z'],
	['the smallest number that counts as milliseconds', 1e11, '1973-03-03T09:46:40.000Z'],
	['milliseconds as text', '1700000000123', '2023-11-14T22:13:20.123Z'],
	['seconds as text', '1700000000', '2023-11-14T22:13:20.000Z'],
	['an ISO date', '2023-11-14T22:13:20.123Z', '2023-11-14T22:13:20.123Z'],
	['a clock that is a day ahead', NOW + 86_400_000, '2026-11-23T12:00:00.500Z'],
])('%s', (_what, value, expected) => {
	expect(new Date(eventTime([value], NOW)).toISOString()).toBe(expected);
});

test.each<[string, unknown]>([
	['undefined', undefined],
	['null', null],
	['zero', 0],
	['a negative number', -5],
	['NaN', NaN],
	['infinity', Infinity],
	['a word', 'now'],
	['an empty text', ''],
	['spaces', ' '],
	['zero as text', '0'],
	['a date that is not after the start of 1970', '1970-01-01T00:00:00.000Z'],
	['an object', {}],
	['a list with a number', [1_600_000_000]],
	['a list with a date', ['2020-01-01']],
	['microseconds, which would be far in the future', 1_700_000_000_123_456],
	['a time more than a day ahead', NOW + 86_400_001],
])('%s is invalid, so the next timestamp counts, or else the current time', (_what, value) => {
	expect(eventTime([value, 1_700_000_000], NOW)).toBe(1_700_000_000_000);
	expect(eventTime([value], NOW)).toBe(NOW);
});
