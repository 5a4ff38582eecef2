import * as n8nWorkflow from 'n8n-workflow';
import { clock } from '../../../../nodes/wawp/transport/clock';

jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof n8nWorkflow>('n8n-workflow');
	return { ...actual, sleep: jest.fn(actual.sleep) };
});

const sleeping = jest.mocked(n8nWorkflow.sleep);
const n8nSleep = jest.requireActual<typeof n8nWorkflow>('n8n-workflow').sleep;

beforeEach(() => {
	jest.useFakeTimers();
	sleeping.mockImplementation(n8nSleep);
});
afterEach(() => {
	jest.useRealTimers();
	sleeping.mockReset();
});

/** Starts a pause. `ended` is when it ended, in ms after its start; undefined during the pause. */
function pause(ms: number, signal?: AbortSignal) {
	const start = Date.now();
	const seen: { ended?: number } = {};
	void clock.pause(ms, signal).then(() => (seen.ended = Date.now() - start));
	return seen;
}

/** n8n's sleep respects the signal since 2.x. A sleep that rejects ends only one slice. */
const SLEEPS: Array<[string, typeof n8nSleep]> = [
	['respects the signal', n8nSleep],
	['ignores the signal', async (ms) => await new Promise((resolve) => void setTimeout(resolve, ms))],
	[
		'rejects at its end',
		async (ms) => await new Promise<void>((_resolve, reject) => void setTimeout(() => reject(new Error('late')), ms)),
	],
];

describe.each(SLEEPS)("if n8n's sleep %s, a pause", (_name, implementation) => {
	beforeEach(() => {
		sleeping.mockImplementation(implementation);
	});

	test.each([1, 249, 250, 251, 60_000])('of %d ms takes exactly that long', async (ms) => {
		const seen = pause(ms);
		await jest.advanceTimersByTimeAsync(ms - 1);
		expect(seen.ended).toBeUndefined();
		await jest.advanceTimersByTimeAsync(1);
		expect(seen.ended).toBe(ms);
	});

	test('ends within 250 ms after the abort', async () => {
		const controller = new AbortController();
		const seen = pause(60_000, controller.signal);
		await jest.advanceTimersByTimeAsync(10_100);
		controller.abort();
		await jest.advanceTimersByTimeAsync(250);
		expect(seen.ended).toBeLessThanOrEqual(10_350);
	});
});

test("a pause ends at once on abort if n8n's sleep respects the signal", async () => {
	const controller = new AbortController();
	const seen = pause(60_000, controller.signal);
	await jest.advanceTimersByTimeAsync(10_100);
	controller.abort();
	await jest.advanceTimersByTimeAsync(0);
	expect(seen.ended).toBe(10_100);
});

test.each([
	['0 ms', 0, undefined],
	['a negative time', -5, undefined],
	['NaN', NaN, undefined],
	['an aborted signal', 60_000, AbortSignal.abort()],
])('a pause with %s ends at once', async (_name, ms, signal) => {
	const seen = pause(ms, signal);
	await jest.advanceTimersByTimeAsync(0);
	expect(seen.ended).toBe(0);
	expect(sleeping).not.toHaveBeenCalled();
});

test('the clock returns the time and random numbers', () => {
	jest.useRealTimers();
	expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
	const numbers = Array.from({ length: 100 }, () => clock.random());
	expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
	expect(new Set(numbers).size).toBeGreaterThan(90);
});

test('a clock that is set back makes no pause longer', async () => {
	let ended = false;
	void clock.pause(10_000).then(() => (ended = true));
	await jest.advanceTimersByTimeAsync(5_000);
	jest.setSystemTime(Date.now() - 3_600_000);
	await jest.advanceTimersByTimeAsync(5_000);
	expect(ended).toBe(true);
});
