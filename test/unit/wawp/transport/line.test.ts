import { Line } from '../../../../nodes/wawp/transport/line';
import { HandClock } from '../../../support/clocks';

let clock: HandClock;
let start: number;
let line: Line;
beforeEach(() => {
	clock = new HandClock();
	start = clock.now();
	line = new Line();
});

/** Takes a turn. @returns a list that gets the time at which it came, in ms after the start */
function take(count: number, ms: number, signal?: AbortSignal): number[] {
	const came: number[] = [];
	void line.turn(count, ms, clock, signal).then(() => came.push(clock.now() - start));
	return came;
}

test('the gap is that of the action that waits', async () => {
	const came = [take(1, 60_000), take(1, 1_000), take(1, 60_000)];
	await clock.advance(100_000);
	expect(came).toEqual([[0], [1_000], [61_000]]);
});

test('whoever is canceled leaves the line at once, and delays nobody', async () => {
	const stop = new AbortController();
	const first = take(1, 60_000);
	const canceled = [take(1, 60_000, stop.signal), take(1, 60_000, stop.signal), take(1, 60_000, stop.signal)];
	const last = take(1, 60_000);
	await clock.advance(10_000);
	stop.abort();
	await clock.advance(0);
	expect(canceled).toEqual([[10_000], [10_000], [10_000]]);
	await clock.advance(100_000);
	expect([first, last]).toEqual([[0], [60_000]]);
});

test('a canceled action leaves the line at once, even behind one that still waits', async () => {
	const stop = new AbortController();
	take(1, 60_000);
	take(1, 60_000);
	const canceled = take(1, 60_000, stop.signal);
	await clock.advance(5);
	stop.abort();
	await clock.advance(0);
	expect(canceled).toEqual([5]);
	stop.abort();
	const late = take(1, 60_000, stop.signal);
	await clock.advance(0);
	expect(late).toEqual([5]);
});

test('says whether it had to wait, whatever the clock shows afterwards', async () => {
	let ticks = 0;
	const { pause, random } = clock;
	const ticking = { pause, random, now: () => clock.now() + ticks++ };
	expect(await line.turn(2, 60_000, ticking, undefined)).toBe(false);
	expect(await line.turn(2, 60_000, ticking, undefined)).toBe(false);
	const third = line.turn(2, 60_000, ticking, undefined);
	await clock.advance(70_000);
	expect(await third).toBe(true);
});

test('an action that took its time is followed by the whole gap', async () => {
	take(1, 1_000);
	await clock.advance(400);
	line.note(clock.now());
	const came = take(1, 1_000);
	await clock.advance(5_000);
	expect(came).toEqual([1_400]);
});

test('so many actions may start within the time, and an old one is forgotten only if another one followed', async () => {
	const came = [take(2, 60_000), take(2, 60_000), take(2, 60_000)];
	await clock.advance(30_000);
	line.note(clock.now());
	await clock.advance(40_000);
	came.push(take(2, 60_000));
	await clock.advance(200_000);
	expect(came).toEqual([[0], [0], [60_000], [90_000]]);
	const late = take(1, 600_000);
	await clock.advance(600_000);
	expect(late).toEqual([690_000]);
});

test('a clock that is set back delays nobody longer than before', async () => {
	await line.turn(1, 1_000, clock, undefined);
	const HOUR = 3_600_000;
	const { pause, random } = clock;
	const behind = { pause, random, now: () => clock.now() - HOUR };
	let waited = NaN;
	void line.turn(1, 1_000, behind, undefined).then(() => (waited = clock.now() - start));
	await clock.advance(5_000);
	expect(waited).toBe(1_000);
});
