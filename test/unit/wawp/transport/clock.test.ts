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

/** When a pause ended, in ms after it began; undefined while it goes on. */
function pause(ms: number, signal?: AbortSignal) {
	const start = Date.now();
	const seen: { ended?: number } = {};
	void clock.pause(ms, signal).then(() => (seen.ended = Date.now() - start));
	return seen;
}

/** n8n's own sleep looks at the signal from 2.x on; one that rejects ends a slice only. */
const SLEEPS: Array<[string, typeof n8nSleep]> = [
	['looks at the signal', n8nSleep],
	['does not look at the signal', async (ms) => await new Promise((resolve) => void setTimeout(resolve, ms))],
	[
		'rejects in the end',
		async (ms) => await new Promise<void>((_resolve, reject) => void setTimeout(() => reject(new Error('late')), ms)),
	],
];

describe.each(SLEEPS)("where n8n's sleep %s, a pause", (_name, implementation) => {
	beforeEach(() => {
		sleeping.mockImplementation(implementation);
	});

	test.each([1, 249, 250, 251, 60_000])('of %d ms takes just that long', async (ms) => {
		const seen = pause(ms);
		await jest.advanceTimersByTimeAsync(ms - 1);
		expect(seen.ended).toBeUndefined();
		await jest.advanceTimersByTimeAsync(1);
		expect(seen.ended).toBe(ms);
	});

	test('ends within a quarter of a second after the signal', async () => {
		const controller = new AbortController();
		const seen = pause(60_000, controller.signal);
		await jest.advanceTimersByTimeAsync(10_100);
		controller.abort();
		await jest.advanceTimersByTimeAsync(250);
		expect(seen.ended).toBeLessThanOrEqual(10_350);
	});
});

test("ends at once at the signal where n8n's sleep looks at it", async () => {
	const controller = new AbortController();
	const seen = pause(60_000, controller.signal);
	await jest.advanceTimersByTimeAsync(10_100);
	controller.abort();
	await jest.advanceTimersByTimeAsync(0);
	expect(seen.ended).toBe(10_100);
});

test.each([
	['nothing', 0, undefined],
	['less than nothing', -5, undefined],
	['no number', NaN, undefined],
	['a signal that is aborted already', 60_000, AbortSignal.abort()],
])('does not wait for %s', async (_name, ms, signal) => {
	const seen = pause(ms, signal);
	await jest.advanceTimersByTimeAsync(0);
	expect(seen.ended).toBe(0);
	expect(sleeping).not.toHaveBeenCalled();
});

test('knows the time and gives chances', () => {
	jest.useRealTimers();
	expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
	const chances = Array.from({ length: 100 }, () => clock.random());
	expect(chances.every((chance) => chance >= 0 && chance < 1)).toBe(true);
	expect(new Set(chances).size).toBeGreaterThan(90);
});
