import { AccountPace } from '../../../../nodes/wawp/transport/accountPace';
import { Pacing, type PacingOptions } from '../../../../nodes/wawp/transport/pacing';
import { HandClock } from '../../../support/clocks';

let clock: HandClock;
let start: number;
beforeEach(() => {
	clock = new HandClock();
	start = clock.now();
});

const newPacing = (options: Omit<PacingOptions, 'clock'> = {}) => new Pacing({ clock, ...options });

/** Requests several turns at once. Records when each turn came, in ms after the start. */
function turns(pacing: Pacing, count: number): number[] {
	const times: number[] = [];
	for (let i = 0; i < count; i++) {
		void pacing.turn().then((end) => {
			times.push(clock.now() - start);
			end();
		});
	}
	return times;
}

describe('without a limit', () => {
	test.each([undefined, 0])('all turns come at once: %s', async (requestsPerMinute) => {
		const times = turns(newPacing(requestsPerMinute === undefined ? {} : { requestsPerMinute }), 3);
		await clock.advance(0);
		expect(times).toEqual([0, 0, 0]);
	});
});

describe('a number of requests per minute', () => {
	test.each([
		[60, [0, 1_000, 2_000, 3_000]],
		[600, [0, 100, 200, 300]],
		[0.5, [0, 120_000, 240_000, 360_000]],
	])('spaces the turns evenly: %d', async (requestsPerMinute, expected) => {
		const times = turns(newPacing({ requestsPerMinute }), 4);
		await clock.advance(1_000_000);
		expect(times).toEqual(expected);
	});

	test('does not accumulate turns while idle', async () => {
		const pacing = newPacing({ requestsPerMinute: 60 });
		await pacing.turn();
		await clock.advance(10_000);
		const times = turns(pacing, 3);
		await clock.advance(60_000);
		expect(times).toEqual([10_000, 11_000, 12_000]);
	});

	test('still applies after a rate limit', async () => {
		const pacing = newPacing({ requestsPerMinute: 60 });
		pacing.limited(5_000);
		const first = turns(pacing, 2);
		await clock.advance(5_000);
		expect(first).toEqual([5_000, 5_000]);
		const later = turns(pacing, 2);
		await clock.advance(60_000);
		expect(later).toEqual([5_000, 6_000]);
	});
});

describe('a rate limit', () => {
	test('delays all turns for the time that Wawp asks for', async () => {
		const pacing = newPacing();
		pacing.limited(2_000);
		const times = turns(pacing, 3);
		await clock.advance(1_999);
		expect(times).toEqual([]);
		await clock.advance(1);
		expect(times).toEqual([2_000, 2_000, 2_000]);
	});

	test('also delays turns that are already waiting', async () => {
		const pacing = newPacing();
		pacing.limited(2_000);
		const times = turns(pacing, 1);
		await clock.advance(1_000);
		pacing.limited(5_000);
		await clock.advance(60_000);
		expect(times).toEqual([6_000]);
	});

	test('with a shorter wait does not shorten the current one', async () => {
		const pacing = newPacing();
		pacing.limited(5_000);
		pacing.limited(1_000);
		const times = turns(pacing, 1);
		await clock.advance(60_000);
		expect(times).toEqual([5_000]);
	});

	test('without a time, or with less than a second, waits longer after each consecutive limit, up to 30 s', async () => {
		const pacing = newPacing();
		const waits: number[] = [];
		for (const waitMs of [undefined, 0, 999, undefined, 0, undefined]) {
			const from = clock.now();
			pacing.limited(waitMs);
			const times = turns(pacing, 1);
			await clock.advance(60_000);
			waits.push(start + times[0]! - from);
		}
		expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
	});

	test.each([
		[0, 1_000],
		[0.5, 1_500],
	])('without a time waits for at least half of the backoff, by chance: %d', async (chance, wait) => {
		clock.chance = chance;
		const pacing = newPacing();
		pacing.limited();
		const times = turns(pacing, 1);
		await clock.advance(60_000);
		expect(times).toEqual([wait]);
	});

	test('at a known pace waits only half as long', async () => {
		const pacing = newPacing();
		for (let request = 0; request < 10; request++) {
			await pacing.turn();
			pacing.passed();
		}
		pacing.limited();
		await clock.advance(2_000);
		(await pacing.turn())();
		pacing.passed();
		const from = clock.now();
		pacing.limited();
		const times = turns(pacing, 1);
		await clock.advance(60_000);
		expect(start + times[0]! - from).toBe(1_000);
	});

	test('with a valid time also counts as a consecutive limit', async () => {
		const pacing = newPacing();
		pacing.limited(1_000);
		await clock.advance(1_000);
		pacing.limited();
		const times = turns(pacing, 1);
		await clock.advance(60_000);
		expect(times).toEqual([5_000]);
	});

	test('starts with a short wait again after a request without a limit', async () => {
		const pacing = newPacing();
		pacing.limited();
		await clock.advance(2_000);
		pacing.limited();
		await clock.advance(4_000);
		pacing.passed();
		pacing.limited();
		const times = turns(pacing, 1);
		await clock.advance(60_000);
		expect(times).toEqual([8_000]);
	});
});

describe('the time waited for limits', () => {
	test('is 0 at first', () => {
		expect(newPacing().waitedForLimits).toBe(0);
	});

	test('counts the overlap of several limits only once', async () => {
		const pacing = newPacing();
		pacing.limited(2_000);
		pacing.limited(2_000);
		expect(pacing.waitedForLimits).toBe(2_000);
		await clock.advance(1_000);
		pacing.limited(5_000);
		expect(pacing.waitedForLimits).toBe(6_000);
		pacing.limited(1_000);
		expect(pacing.waitedForLimits).toBe(6_000);
	});

	test('is the sum over the run, without the time between limits', async () => {
		const pacing = newPacing();
		pacing.limited(2_000);
		await clock.advance(60_000);
		pacing.limited(3_000);
		expect(pacing.waitedForLimits).toBe(5_000);
	});
});

describe('a request that passed as the last one for now', () => {
	/** Sends one request after another, each with its word on the wait. @returns when each was sent, in ms after the start */
	async function send(pacing: Pacing, waits: number[]): Promise<number[]> {
		const sent: number[] = [];
		const run = async () => {
			for (const wait of waits) {
				const end = await pacing.turn();
				sent.push(clock.now() - start);
				pacing.passed(wait);
				end();
			}
		};
		void run();
		await clock.advance(2_000_000);
		return sent;
	}

	test('delays the next one until the reset, and the wait is counted', async () => {
		const pacing = newPacing();
		expect(await send(pacing, [0, 40_000, 0, 0])).toEqual([0, 0, 40_000, 40_000]);
		expect(pacing.waitedForLimits).toBe(40_000);
	});

	test('delays again after each window of at least four requests', async () => {
		const waits = [0, 0, 0, 10_000, 0, 0, 0, 10_000, 0, 0, 0, 10_000, 0];
		expect((await send(newPacing(), waits)).at(-1)).toBe(30_000);
	});

	test('delays once if every request says so: the server means something else by it', async () => {
		const sent = await send(
			newPacing(),
			Array.from({ length: 20 }, () => 300_000),
		);
		expect(sent.at(-1)).toBe(300_000);
	});

	test('delays once if every second request says so', async () => {
		const sent = await send(
			newPacing(),
			Array.from({ length: 20 }, (_, at) => (at % 2) * 300_000),
		);
		expect(sent.at(-1)).toBe(300_000);
	});

	test('delays once for all that were in flight together, and a refusal of one of them does not shorten or lengthen it', async () => {
		const pacing = newPacing();
		turns(pacing, 5);
		await clock.advance(0);
		for (const wait of [0, 20_000, 20_000, 0]) pacing.passed(wait);
		pacing.limited();
		const times = turns(pacing, 1);
		await clock.advance(60_000);
		expect(times).toEqual([20_000]);
	});
});

describe('a cancel', () => {
	test.each([
		['the end of a rate limit', {}],
		['a slot', { requestsPerMinute: 1 }],
	])('ends every wait for %s at once', async (_name, options) => {
		const controller = new AbortController();
		const pacing = newPacing({ ...options, signal: controller.signal });
		if (!('requestsPerMinute' in options)) pacing.limited(200_000);
		const times = turns(pacing, 3);
		await clock.advance(1_000);
		const before = times.length;
		expect(before).toBeLessThan(3);
		expect(pacing.canceled).toBe(false);
		controller.abort();
		await clock.advance(0);
		expect(times.slice(before).every((at) => at === 1_000)).toBe(true);
		expect(times).toHaveLength(3);
		expect(pacing.canceled).toBe(true);
		expect(clock.waiting).toBe(0);
	});

	test('ends all later waits at once', async () => {
		const pacing = newPacing({ signal: AbortSignal.abort() });
		pacing.limited(200_000);
		const times = turns(pacing, 2);
		await clock.advance(0);
		expect(times).toEqual([0, 0]);
	});

	test('ends a pause and a backoff', async () => {
		const controller = new AbortController();
		const pacing = newPacing({ signal: controller.signal });
		const ended = Promise.all([pacing.pause(1_000_000), pacing.backoff(5)]);
		controller.abort();
		await expect(ended).resolves.toHaveLength(2);
		expect(clock.now()).toBe(start);
	});

	test('cannot happen without a signal', () => {
		expect(newPacing().canceled).toBe(false);
	});
});

test.each([
	[0, 1_000],
	[2, 4_000],
	[9, 30_000],
])('the backoff before attempt %d waits at most %d ms', async (attempt, ms) => {
	let ended = -1;
	void newPacing()
		.backoff(attempt)
		.then(() => (ended = clock.now() - start));
	await clock.advance(60_000);
	expect(ended).toBe(ms);
});

describe("the account's own limit for calls on groups", () => {
	/** Requests several turns at once. @returns when each came, in ms after the start */
	function groupTurns(pacing: Pacing, count: number): number[] {
		const times: number[] = [];
		for (let i = 0; i < count; i++) void pacing.groupTurn().then(() => times.push(clock.now() - start));
		return times;
	}

	test('lets that many pass at once, and no more within any minute', async () => {
		const pacing = newPacing();
		pacing.limitGroupCalls(3);
		const times = groupTurns(pacing, 7);
		await clock.advance(200_000);
		expect(times).toEqual([0, 0, 0, 60_000, 60_000, 60_000, 120_000]);
	});

	test('counts the calls that other runs of the account have sent, and those before the limit was known', async () => {
		const pace = new AccountPace();
		groupTurns(newPacing({ pace }), 2);
		await clock.advance(20_000);
		const pacing = newPacing({ pace });
		groupTurns(pacing, 1);
		pacing.limitGroupCalls(3);
		const times = groupTurns(pacing, 2);
		await clock.advance(200_000);
		expect(times).toEqual([60_000, 60_000]);
	});

	test('does not hold back a run that does not know it', async () => {
		const pace = new AccountPace();
		const limited = newPacing({ pace });
		limited.limitGroupCalls(1);
		groupTurns(limited, 1);
		const times = groupTurns(newPacing({ pace }), 2);
		await clock.advance(0);
		expect(times).toEqual([0, 0]);
	});

	test('a call that passes at once is no wait, even if the clock ticks meanwhile', async () => {
		let ticks = 0;
		const { pause, random } = clock;
		const pacing = new Pacing({ clock: { pause, random, now: () => clock.now() + ticks++ } });
		pacing.limitGroupCalls(3);
		await pacing.groupTurn();
		expect([pacing.slowedTo, pacing.waitedForLimits]).toEqual([undefined, 0]);
	});

	test('its waits count as waits for rate limits, once for all that wait together', async () => {
		const pacing = newPacing();
		pacing.limitGroupCalls(2);
		groupTurns(pacing, 5);
		await clock.advance(200_000);
		expect(pacing.waitedForLimits).toBe(120_000);
	});

	test('a wait for it ends when the run is canceled', async () => {
		const stop = new AbortController();
		const pacing = newPacing({ signal: stop.signal });
		pacing.limitGroupCalls(1);
		const times = groupTurns(pacing, 2);
		await clock.advance(10);
		stop.abort();
		await clock.advance(0);
		expect(times).toEqual([0, 10]);
	});
});

describe('a pace that runs share', () => {
	test('spaces the requests of all of them', async () => {
		const pace = new AccountPace();
		const runs = [newPacing({ requestsPerMinute: 60, pace }), newPacing({ requestsPerMinute: 60, pace })];
		const came = runs.map((run) => turns(run, 2));
		await clock.advance(10_000);
		expect(came.flat().sort((a, b) => a - b)).toEqual([0, 1_000, 2_000, 3_000]);
	});

	test('does not delay a run without a limit', async () => {
		const pace = new AccountPace();
		void newPacing({ requestsPerMinute: 1, pace }).turn();
		const came = turns(newPacing({ pace }), 2);
		await clock.advance(0);
		expect(came).toEqual([0, 0]);
	});

	test('starts a gap anew at the end of an action', async () => {
		const pacing = newPacing();
		const message = { action: 'message', gap: 1_000, sender: 'a' } as const;
		await pacing.space(message);
		await clock.advance(400);
		pacing.spaced(message);
		let startedAt = 0;
		void pacing.space(message).then(() => (startedAt = clock.now() - start));
		await clock.advance(5_000);
		expect(startedAt).toBe(1_400);
	});

	test('a long gap of one sender delays the message of another one by a second at most', async () => {
		const pace = new AccountPace();
		const started: Array<[string, number]> = [];
		const send = (sender: string, gap: number) =>
			void newPacing({ pace })
				.space({ action: 'message', gap, sender })
				.then(() => started.push([sender, clock.now() - start]));
		send('slow', 60_000);
		send('slow', 60_000);
		send('alert', 5_000);
		send('next alert', 0);
		await clock.advance(100_000);
		expect(started).toEqual([
			['slow', 0],
			['alert', 1_000],
			['next alert', 1_000],
			['slow', 60_000],
		]);
	});

	test('spaces each kind of action for itself', async () => {
		const pace = new AccountPace();
		const started: Array<[string, number]> = [];
		for (const action of ['message', 'change', 'message', 'change'] as const) {
			void newPacing({ pace })
				.space({ action, gap: 1_000 })
				.then(() => started.push([action, clock.now() - start]));
		}
		await clock.advance(5_000);
		expect(started).toEqual([
			['message', 0],
			['change', 0],
			['message', 1_000],
			['change', 1_000],
		]);
	});
});

describe('without a Retry-After header', () => {
	test('requests that were in flight together and are all refused meet one limit', async () => {
		const pacing = newPacing();
		for (let at = 0; at < 5; at++) pacing.limited();
		const times = turns(pacing, 1);
		await clock.advance(60_000);
		expect(times).toEqual([2_000]);
		pacing.limited();
		expect(pacing.waitedForLimits).toBe(2_000 + 4_000);
	});

	/** A burst of ten requests, then a refusal: Wawp accepts ten in the two seconds of the wait. */
	async function tenAndARefusal(waitMs?: number) {
		const pacing = newPacing();
		turns(pacing, 10);
		await clock.advance(0);
		for (let at = 0; at < 10; at++) pacing.passed();
		pacing.limited(waitMs);
		return pacing;
	}

	test('the run goes on at the pace that Wawp accepted', async () => {
		const times = turns(await tenAndARefusal(), 3);
		await clock.advance(60_000);
		expect(times).toEqual([2_000, 2_000, 2_000]);
		expect(await nextTurns(await tenAndARefusal(), 2_000)).toEqual([0, 200, 400]);
	});

	test('the pace rises quickly with each request that passes', async () => {
		const pacing = await tenAndARefusal();
		for (let at = 0; at < 10; at++) pacing.passed();
		const [, second] = await nextTurns(pacing, 2_000);
		expect(second).toBeGreaterThan(110);
		expect(second).toBeLessThan(125);
	});

	test('once it was too fast, the pace falls by a third and rises slowly', async () => {
		const pacing = await tenAndARefusal();
		await nextTurns(pacing, 2_000);
		for (let at = 0; at < 10; at++) pacing.passed();
		pacing.limited();
		for (let at = 0; at < 10; at++) pacing.passed();
		const [first, second] = (await nextTurns(pacing, 2_000)) as [number, number];
		expect(second - first).toBeGreaterThan(145);
		expect(second - first).toBeLessThan(160);
	});

	test('after a rate limit one request goes first, and the others when it has ended', async () => {
		const pacing = newPacing();
		pacing.limited(5_000);
		const ends: Array<() => void> = [];
		for (let at = 0; at < 3; at++) void pacing.turn().then((end) => ends.push(end));
		await clock.advance(60_000);
		expect(ends).toHaveLength(1);
		pacing.limited(5_000);
		ends[0]!();
		await clock.advance(60_000);
		expect(ends).toHaveLength(2);
		pacing.passed();
		ends[1]!();
		await clock.advance(0);
		expect(ends).toHaveLength(3);
	});

	test('the learned gap is at most two seconds', async () => {
		const pacing = newPacing();
		turns(pacing, 1);
		await clock.advance(60_000);
		pacing.passed();
		pacing.limited();
		expect(await nextTurns(pacing, 2_000)).toEqual([0, 2_000, 4_000].map((ms) => expect.closeTo(ms, -2) as number));
	});

	test('nothing is learned from a limit that says how long to wait', async () => {
		expect(await nextTurns(await tenAndARefusal(2_000), 2_000)).toEqual([0, 0, 0]);
	});

	/** Three turns after a wait, in ms after the first of them. */
	async function nextTurns(pacing: Pacing, wait: number): Promise<number[]> {
		await clock.advance(wait);
		const times = turns(pacing, 3);
		await clock.advance(60_000);
		return times.map((time) => time - (times[0] ?? 0));
	}
});
