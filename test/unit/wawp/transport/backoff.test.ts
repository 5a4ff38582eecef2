import fc from 'fast-check';
import { backoffMs, MAX_WAIT_MS, retryAfterMs } from '../../../../nodes/wawp/transport/backoff';
import { expectProperty } from '../../../support/property';

const YEAR = 366 * 86_400_000;
const NOW = Date.parse('2026-11-22T12:00:00Z');

describe('a backoff', () => {
	test.each([
		[0, 1_000],
		[1, 2_000],
		[2, 4_000],
		[3, 8_000],
		[4, 16_000],
		[5, 30_000],
		[6, 30_000],
		[5_000, 30_000],
	])('doubles with each attempt up to 30 s: attempt %d, at most %d ms', (attempt, max) => {
		expect(backoffMs(attempt, 1)).toBe(max);
		expect(backoffMs(attempt, 0.5)).toBe(max / 2);
		expect(backoffMs(attempt, 0)).toBe(0);
	});

	test('is a whole number of ms between 0 and its maximum, for any random number', () => {
		const anyRandom = fc.double({ min: 0, max: 1, noNaN: true });
		expectProperty(
			fc.property(fc.nat({ max: 2_000 }), anyRandom, (attempt, random) => {
				const ms = backoffMs(attempt, random);
				expect(Number.isInteger(ms)).toBe(true);
				expect(ms).toBeGreaterThanOrEqual(0);
				expect(ms).toBeLessThanOrEqual(backoffMs(attempt, 1));
			}),
		);
	});

	test('grows with the random number', () => {
		expectProperty(
			fc.property(fc.nat({ max: 10 }), fc.double({ min: 0, max: 0.99, noNaN: true }), (attempt, random) => {
				expect(backoffMs(attempt, random + 0.01)).toBeGreaterThan(backoffMs(attempt, random));
			}),
		);
	});
});

describe('Retry-After', () => {
	test.each([
		['0', 0],
		['1', 1_000],
		['120', 120_000],
		['007', 7_000],
		[' 2 ', 2_000],
		['0.5', 500],
		['1.25', 1_250],
		['300', MAX_WAIT_MS],
		['301', 301_000],
		['9'.repeat(400), YEAR],
	])('in seconds, %j, is a wait of %d ms', (header, ms) => {
		expect(retryAfterMs(header, NOW)).toBe(ms);
	});

	test.each([
		['Sun, 22 Nov 2026 12:00:05 GMT', 5_000],
		['Sunday, 22-Nov-26 12:00:05 GMT', 5_000],
		['Sun Nov 22 12:00:05 2026 GMT', 5_000],
		['sun, 22 nov 2026 12:00:05 gmt', 5_000],
		['Sun, 22 Nov 2026 12:00:00 GMT', 0],
		['Sun, 22 Nov 2026 11:59:59 GMT', 0],
		['Thu, 01 Jan 1970 00:00:00 GMT', 0],
		['Sun, 22 Nov 2026 12:05:00 GMT', MAX_WAIT_MS],
		['Fri, 22 Nov 2999 12:00:05 GMT', YEAR],
	])('as a date, %j, is a wait of %d ms', (header, ms) => {
		expect(retryAfterMs(header, NOW)).toBe(ms);
	});

	test.each([
		undefined,
		'',
		'  ',
		'-5',
		'-1',
		'+5',
		'1e3',
		'0x10',
		'5 seconds',
		'5,5',
		'1.',
		'.5',
		'1.2.3',
		'soon',
		'Infinity',
		'NaN',
		'Sun, the day after',
		'2026-11-22T12:00:05Z',
		'22 Nov 2026 12:00:05 GMT',
		'x Sun, 22 Nov 2026 12:00:05 GMT',
		'Su, 22 Nov 2026 12:00:05 GMT',
		'٣',
	])('is ignored if it is invalid: %j', (header) => {
		expect(retryAfterMs(header, NOW)).toBeUndefined();
	});

	test('is a wait of 0 to 5 minutes, for any header', () => {
		expect(MAX_WAIT_MS).toBe(5 * 60_000);
		const header = fc.oneof(
			fc.string(),
			fc.integer().map(String),
			fc.double().map(String),
			fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
		);
		expectProperty(
			fc.property(header, fc.nat(), (text, now) => {
				const ms = retryAfterMs(text, now) ?? 0;
				expect(ms).toBeGreaterThanOrEqual(0);
				expect(ms).toBeLessThanOrEqual(YEAR);
			}),
		);
	});
});
