import fc from 'fast-check';
import { requestedWaitMs } from '../../../../nodes/wawp/transport/requestedWait';
import { expectProperty } from '../../../support/property';

const YEAR = 366 * 86_400_000;
const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T12:00:00Z');
const SECONDS = NOW / 1_000;

const waitOf = (statusCode: number, headers: Record<string, unknown>) => requestedWaitMs({ statusCode, headers }, NOW);

describe('Retry-After', () => {
	test.each([
		['0', 0],
		['1', 1_000],
		['120', 120_000],
		['007', 7_000],
		[' 2 ', 2_000],
		['0.5', 500],
		['1.25', 1_250],
		['300', 300_000],
		['301', 301_000],
		['9'.repeat(400), YEAR],
	])('in seconds, %j, is a wait of %d ms', (header, ms) => {
		expect(waitOf(429, { 'retry-after': header })).toBe(ms);
	});

	test.each([
		['Sun, 22 Nov 2026 12:00:05 GMT', 5_000],
		['Sunday, 22-Nov-26 12:00:05 GMT', 5_000],
		['Sun Nov 22 12:00:05 2026 GMT', 5_000],
		['sun, 22 nov 2026 12:00:05 gmt', 5_000],
		['Sun, 22 Nov 2026 12:00:00 GMT', 0],
		['Sun, 22 Nov 2026 11:59:59 GMT', 0],
		['Thu, 01 Jan 1970 00:00:00 GMT', 0],
		['Sun, 22 Nov 2026 12:05:00 GMT', 300_000],
		['Fri, 22 Nov 2999 12:00:05 GMT', YEAR],
	])('as a date, %j, is a wait of %d ms', (header, ms) => {
		expect(waitOf(429, { 'retry-after': header })).toBe(ms);
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
		expect(waitOf(429, { 'retry-after': header })).toBeUndefined();
	});

	test('is a wait of at most a year, for any header', () => {
		const header = fc.oneof(
			fc.string(),
			fc.integer().map(String),
			fc.double().map(String),
			fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
		);
		expectProperty(
			fc.property(header, fc.nat(), (text, now) => {
				const ms = requestedWaitMs({ statusCode: 429, headers: { 'retry-after': text } }, now) ?? 0;
				expect(ms).toBeGreaterThanOrEqual(0);
				expect(ms).toBeLessThanOrEqual(YEAR);
			}),
		);
	});
});

const resets: Array<[string, number | undefined]> = [
	['0', 0],
	['1', 1_000],
	[' 30 ', 30_000],
	['0.5', 500],
	['300', 300_000],
	[`${SECONDS + 20}`, 20_000],
	[`${SECONDS + 20}.5`, 20_500],
	[`${SECONDS - 5}`, 0],
	[`${NOW + 1_500}`, 1_500],
	[`${NOW + DAY}`, DAY],
	['Sun, 22 Nov 2026 12:00:05 GMT', 5_000],
	['Sun Nov 22 2026 13:00:05 GMT+0100 (Central European Standard Time)', 5_000],
	['2026-11-22T12:00:05Z', 5_000],
	['2026-11-22T12:00:05.250+00:00', 5_250],
	['2026-11-22 12:00:05Z', 5_000],
	// A year ago, in a month, and without a zone.
	['86401', undefined],
	[`${SECONDS - 366 * 86_400}`, undefined],
	[`${SECONDS + 86_401}`, undefined],
	[`${NOW - DAY - 1}`, undefined],
	['Tue, 22 Dec 2026 12:00:05 GMT', undefined],
	['Sun, 22 Nov 2026 12:00:05', undefined],
	['2026-11-22T12:00:05', undefined],
	['2026-11-22', undefined],
	['9'.repeat(400), undefined],
	['-5', undefined],
	['5, 10', undefined],
	['60;w=60', undefined],
	['soon', undefined],
	['', undefined],
];

describe.each(['ratelimit-reset', 'x-ratelimit-reset'])('%s', (name) => {
	test.each(resets)('of a 429 without Retry-After, %j, is a wait of %p ms', (value, ms) => {
		expect(waitOf(429, { [name]: value })).toBe(ms);
	});

	test.each(resets)('of a success without requests left, %j, is a wait if it is within five minutes', (value, ms) => {
		const expected = ms !== undefined && ms <= 300_000 ? ms : undefined;
		expect(waitOf(200, { [name]: value, 'x-ratelimit-remaining': '0' })).toBe(expected);
	});

	test('that was sent twice is ignored', () => {
		expect(waitOf(429, { [name]: ['5', '10'] })).toBeUndefined();
	});
});

test.each([
	['ratelimit-reset', '301', 301_000],
	['ratelimit-reset', '86400', DAY],
	// Thirty seconds in milliseconds?
	['x-ratelimit-reset', '301', undefined],
	['x-ratelimit-reset', '30000', undefined],
])('a longer time from now is clear only in RateLimit-Reset, whose unit is specified: %s: %s', (name, value, ms) => {
	expect(waitOf(429, { [name]: value })).toBe(ms);
});

test.each<[string, number, Record<string, unknown>, number | undefined]>([
	['Retry-After wins over a reset', 429, { 'retry-after': '2', 'ratelimit-reset': '60' }, 2_000],
	['Retry-After: 0, too', 429, { 'retry-after': '0', 'x-ratelimit-reset': '60' }, 0],
	['an invalid Retry-After does not', 429, { 'retry-after': 'soon', 'x-ratelimit-reset': '60' }, 60_000],
	['RateLimit-Reset wins over X-RateLimit-Reset', 429, { 'ratelimit-reset': '3', 'x-ratelimit-reset': '60' }, 3_000],
	['an invalid RateLimit-Reset does not', 429, { 'ratelimit-reset': 'soon', 'x-ratelimit-reset': '60' }, 60_000],
	['a 429 with requests left met another limit', 429, { 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '60' }, undefined],
	['a 429 without requests left', 429, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '60' }, 60_000],
	['a 429 with an unreadable number of requests left', 429, { 'x-ratelimit-remaining': 'x', 'x-ratelimit-reset': '60' }, 60_000],
	['a 429 with nothing', 429, {}, undefined],
	['a success with requests left', 200, { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '60' }, undefined],
	[
		'a success without requests left, by the name of the draft',
		201,
		{ 'ratelimit-remaining': '0', 'ratelimit-reset': '60' },
		60_000,
	],
	['a success without requests left and a reset', 200, { 'x-ratelimit-remaining': '0' }, undefined],
	['a success that does not say how many are left', 200, { 'x-ratelimit-reset': '60' }, undefined],
	[
		'a success with an unreadable number of requests left',
		200,
		{ 'x-ratelimit-remaining': '-1', 'ratelimit-reset': '60' },
		undefined,
	],
	['a success with Retry-After', 200, { 'retry-after': '60' }, undefined],
	['a redirect', 307, { 'retry-after': '60', 'x-ratelimit-remaining': '0', 'ratelimit-reset': '60' }, undefined],
	['a 500 with a reset: it is not about the limit of WhatsApp', 500, { 'ratelimit-reset': '60' }, undefined],
	['a 500 with Retry-After', 500, { 'retry-after': '60', 'ratelimit-reset': '5' }, 60_000],
	['a 400 without requests left', 400, { 'x-ratelimit-remaining': '0', 'ratelimit-reset': '60' }, undefined],
])('%s', (_what, status, headers, ms) => {
	expect(waitOf(status, headers)).toBe(ms);
});

test('any reset is a wait of at most a day', () => {
	const header = fc.oneof(fc.string(), fc.nat().map(String), fc.bigInt({ min: 0n, max: 10n ** 14n }).map(String));
	expectProperty(
		fc.property(header, fc.constantFrom(200, 429), (value, status) => {
			const ms = waitOf(status, { 'x-ratelimit-remaining': '0', 'ratelimit-reset': value }) ?? 0;
			expect(ms).toBeGreaterThanOrEqual(0);
			expect(ms).toBeLessThanOrEqual(DAY);
		}),
	);
});
