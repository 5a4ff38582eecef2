import { Pacing } from '../../../../nodes/wawp/transport/pacing';
import { HandClock } from '../../../support/clocks';

/** A clock with chances that a seed decides. */
class SeededClock extends HandClock {
	constructor(private seed: number) {
		super();
	}

	override readonly random = () => {
		this.seed = (this.seed * 16_807) % 2_147_483_647;
		return this.seed / 2_147_483_647;
	};
}

interface Server {
	/** How many requests it accepts within `window` ms. */
	limit: number;
	window: number;
	/** Whether its refusals say when it accepts the next request. */
	tellsWait?: boolean;
}

/** Sends 100 requests, each of them up to four times. @returns how many passed, how many were refused, and the time in ms */
async function run(seed: number, inFlight: number, { limit, window, tellsWait = false }: Server) {
	const clock = new SeededClock(seed);
	const start = clock.now();
	const pacing = new Pacing({ clock });
	const result = { passed: 0, refused: 0, ms: 0 };
	let accepted: number[] = [];

	const send = async (): Promise<boolean> => {
		const end = await pacing.turn();
		await clock.pause(10);
		const now = clock.now();
		accepted = accepted.filter((time) => time > now - window);
		const isAccepted = accepted.length < limit;
		if (isAccepted) accepted.push(now);
		const wait = tellsWait ? Math.ceil(((accepted[0] ?? now) + window - now) / 1_000) * 1_000 : undefined;
		await clock.pause(10);
		if (isAccepted) pacing.passed();
		else pacing.limited(wait);
		end();
		return isAccepted;
	};

	let next = 0;
	const worker = async () => {
		while (next++ < 100) {
			for (let attempt = 0; attempt < 4; attempt++) {
				if (await send()) {
					result.passed++;
					break;
				}
				result.refused++;
			}
		}
	};
	void Promise.all(Array.from({ length: inFlight }, worker)).then(() => {
		result.ms = clock.now() - start;
	});
	for (let step = 0; step < 10_000 && result.ms === 0; step++) await clock.advance(100);
	return result;
}

const SEEDS = Array.from({ length: 20 }, (_, at) => 1_000 + at * 7_919);

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

describe('a server that refuses requests without saying how long to wait', () => {
	test.each([
		['10 a second, 5 in flight', 5, { limit: 10, window: 1_000 }],
		['20 in 10 seconds, 5 in flight', 5, { limit: 20, window: 10_000 }],
		['60 a minute, 10 in flight', 10, { limit: 60, window: 60_000 }],
		['10 a second, 50 in flight', 50, { limit: 10, window: 1_000 }],
	])(
		'loses no request: %s',
		async (_what, inFlight, server) => {
			const results = [];
			for (const seed of SEEDS) results.push(await run(seed, inFlight, server));
			const passed = results.reduce((sum, result) => sum + result.passed, 0);
			expect(passed).toBe(100 * SEEDS.length);
			const least = (100 / server.limit) * server.window;
			const times = results.map(({ ms }) => ms / least);
			expect(median(times)).toBeLessThan(1.6);
			expect(Math.max(...times)).toBeLessThan(2.2);
		},
		30_000,
	);
});

test('a server that says how long to wait is used to its limit', async () => {
	const { passed, ms } = await run(1, 5, { limit: 10, window: 1_000, tellsWait: true });
	expect(passed).toBe(100);
	expect(ms).toBeLessThan(11_500);
});
