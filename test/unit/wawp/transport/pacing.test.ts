import { Pacing, type PacingOptions } from '../../../../nodes/wawp/transport/pacing';
import { HandClock } from '../../../support/clocks';

let clock: HandClock;
let start: number;
beforeEach(() => {
	clock = new HandClock();
	start = clock.now();
});

const gate = (options: Omit<PacingOptions, 'clock'> = {}) => new Pacing({ clock, ...options });

/** Asks for turns at once, and notes when each came, in ms after the start. */
function turns(pacing: Pacing, count: number): number[] {
	const came: number[] = [];
	for (let i = 0; i < count; i++) void pacing.turn().then(() => came.push(clock.now() - start));
	return came;
}

describe('without a limit of our own', () => {
	test.each([undefined, 0])('all turns come at once: %s', async (requestsPerMinute) => {
		const came = turns(gate(requestsPerMinute === undefined ? {} : { requestsPerMinute }), 3);
		await clock.advance(0);
		expect(came).toEqual([0, 0, 0]);
	});
});

describe('a number of requests per minute', () => {
	test.each([
		[60, [0, 1_000, 2_000, 3_000]],
		[600, [0, 100, 200, 300]],
		[0.5, [0, 120_000, 240_000, 360_000]],
	])('spaces the turns evenly: %d', async (requestsPerMinute, expected) => {
		const came = turns(gate({ requestsPerMinute }), 4);
		await clock.advance(1_000_000);
		expect(came).toEqual(expected);
	});

	test('saves up nothing while nobody asks', async () => {
		const pacing = gate({ requestsPerMinute: 60 });
		await pacing.turn();
		await clock.advance(10_000);
		const came = turns(pacing, 3);
		await clock.advance(60_000);
		expect(came).toEqual([10_000, 11_000, 12_000]);
	});

	test('holds when the gate opens again', async () => {
		const pacing = gate({ requestsPerMinute: 60 });
		pacing.limited('5');
		const first = turns(pacing, 2);
		await clock.advance(5_000);
		expect(first).toEqual([5_000, 5_000]);
		const later = turns(pacing, 2);
		await clock.advance(60_000);
		expect(later).toEqual([5_000, 6_000]);
	});
});

describe('a rate limit', () => {
	test('closes the gate for everybody until the time that the answer named', async () => {
		const pacing = gate();
		pacing.limited('2');
		const came = turns(pacing, 3);
		await clock.advance(1_999);
		expect(came).toEqual([]);
		await clock.advance(1);
		expect(came).toEqual([2_000, 2_000, 2_000]);
	});

	test('named as a date is held against the same clock', async () => {
		const pacing = gate();
		pacing.limited(new Date(start + 7_000).toUTCString());
		const came = turns(pacing, 1);
		await clock.advance(60_000);
		expect(came).toEqual([7_000]);
	});

	test('also holds back whoever is waiting already', async () => {
		const pacing = gate();
		pacing.limited('2');
		const came = turns(pacing, 1);
		await clock.advance(1_000);
		pacing.limited('5');
		await clock.advance(60_000);
		expect(came).toEqual([6_000]);
	});

	test('that asks for less does not open the gate earlier', async () => {
		const pacing = gate();
		pacing.limited('5');
		pacing.limited('1');
		const came = turns(pacing, 1);
		await clock.advance(60_000);
		expect(came).toEqual([5_000]);
	});

	test('without a usable time waits longer with each one in a row, up to half a minute', async () => {
		const pacing = gate();
		const waits: number[] = [];
		for (const retryAfter of [undefined, 'soon', '-1', undefined, undefined, undefined]) {
			const from = clock.now();
			pacing.limited(retryAfter);
			const came = turns(pacing, 1);
			await clock.advance(60_000);
			waits.push(start + came[0]! - from);
		}
		expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
	});

	test('without a usable time waits for a time that chance shortens', async () => {
		clock.chance = 0.25;
		const pacing = gate();
		pacing.limited(undefined);
		const came = turns(pacing, 1);
		await clock.advance(60_000);
		expect(came).toEqual([500]);
	});

	test('counts in the row where the answer named a time too', async () => {
		const pacing = gate();
		pacing.limited('0');
		pacing.limited(undefined);
		const came = turns(pacing, 1);
		await clock.advance(60_000);
		expect(came).toEqual([4_000]);
	});

	test('begins a new row after a request that went through', async () => {
		const pacing = gate();
		pacing.limited('0');
		pacing.limited('0');
		pacing.passed();
		pacing.limited(undefined);
		const came = turns(pacing, 1);
		await clock.advance(60_000);
		expect(came).toEqual([2_000]);
	});
});

describe('the time waited for limits', () => {
	test('is none at first', () => {
		expect(gate().waitedForLimits).toBe(0);
	});

	test('counts what several limits at once have in common only once', async () => {
		const pacing = gate();
		pacing.limited('2');
		pacing.limited('2');
		expect(pacing.waitedForLimits).toBe(2_000);
		await clock.advance(1_000);
		pacing.limited('5');
		expect(pacing.waitedForLimits).toBe(6_000);
		pacing.limited('1');
		expect(pacing.waitedForLimits).toBe(6_000);
	});

	test('adds up over the run, without the time between', async () => {
		const pacing = gate();
		pacing.limited('2');
		await clock.advance(60_000);
		pacing.limited('3');
		expect(pacing.waitedForLimits).toBe(5_000);
	});
});

describe('a cancel', () => {
	test.each([
		['the gate', {}],
		['a slot', { requestsPerMinute: 1 }],
	])('ends every wait for %s at once', async (_name, options) => {
		const controller = new AbortController();
		const pacing = gate({ ...options, signal: controller.signal });
		if (!('requestsPerMinute' in options)) pacing.limited('200');
		const came = turns(pacing, 3);
		await clock.advance(1_000);
		const before = came.length;
		expect(before).toBeLessThan(3);
		expect(pacing.canceled).toBe(false);
		controller.abort();
		await clock.advance(0);
		expect(came.slice(before).every((at) => at === 1_000)).toBe(true);
		expect(came).toHaveLength(3);
		expect(pacing.canceled).toBe(true);
		expect(clock.waiting).toBe(0);
	});

	test('lets nobody wait any more', async () => {
		const pacing = gate({ signal: AbortSignal.abort() });
		pacing.limited('200');
		const came = turns(pacing, 2);
		await clock.advance(0);
		expect(came).toEqual([0, 0]);
	});

	test('ends a pause and a backoff', async () => {
		const controller = new AbortController();
		const pacing = gate({ signal: controller.signal });
		const ended = Promise.all([pacing.pause(1_000_000), pacing.backoff(5)]);
		controller.abort();
		await expect(ended).resolves.toHaveLength(2);
		expect(clock.now()).toBe(start);
	});

	test('is not to be seen where there is no signal', () => {
		expect(gate().canceled).toBe(false);
	});
});

test.each([
	[0, 1_000],
	[2, 4_000],
	[9, 30_000],
])('the backoff before attempt %d waits %d ms when chance is at its worst', async (attempt, ms) => {
	let ended = -1;
	void gate()
		.backoff(attempt)
		.then(() => (ended = clock.now() - start));
	await clock.advance(60_000);
	expect(ended).toBe(ms);
});
