import fc from 'fast-check';
import { backoffMs } from '../../../../nodes/wawp/transport/backoff';
import { expectProperty } from '../../../support/property';

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
