import fc from 'fast-check';
import { DataDeduplicationService } from 'n8n-core';
import { Emulator } from '../../support/emulator/server';
import { DeduplicationInMemory } from '../../support/engine/deduplicationInMemory';
import { useFastClock } from '../../support/engine/fastClock';
import { judge } from './judge';
import { play } from './play';
import { schedule, type Schedule } from './schedule';
import { Turnaround } from './turnaround';

/** With this factor, the half minute that the node waits for a late change takes 37 ms. A request takes less, unless the machine is busy. */
useFastClock(800);

const RUNS = Number(process.env.CAMPAIGN_RUNS ?? 2_000);
const SEED = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
/** Schedules mostly wait for timeouts, so several run at the same time. Each lane has its own emulator. */
const LANES = 8;
const MINUTES = Number(process.env.CAMPAIGN_MINUTES ?? 5);

/** In ms. If a plain request took this long while a schedule broke a promise, the schedule is played again. */
const BUSY = 30;

let played = 0;
let replayed = 0;

const probed = new Emulator();
let turnaround: Turnaround;
let measuring: Promise<void>;
beforeAll(async () => {
	turnaround = new Turnaround((await probed.start()).url);
	measuring = turnaround.measure();
	await DataDeduplicationService.init(new DeduplicationInMemory());
});
afterAll(async () => {
	// n8n has no way to end it, and the suites after this one have the same n8n-core.
	Reflect.deleteProperty(DataDeduplicationService, 'instance');
	turnaround.stop();
	await measuring;
	await probed.stop();
});

async function playAndJudge(emulator: Emulator, plan: Schedule): Promise<string[]> {
	if (played > 0 && played % 10_000 === 0) process.stdout.write(`campaign: ${played} schedules played\n`);
	// A new account for each schedule, because a slow request of the previous one may still be in flight.
	const account = emulator.addInstance(`campaign-${++played}`, `campaign/secret+token-${played}`);
	const ended = await play(emulator, account, plan);
	return judge({ emulator, account, ended });
}

async function playMany(seed: number): Promise<void> {
	const emulator = await new Emulator().start();
	const promisesHold = fc.asyncProperty(schedule, async (plan) => {
		for (;;) {
			const start = performance.now();
			const broken = await playAndJudge(emulator, plan);
			if (broken.length === 0) return;
			if ((await turnaround.longestSince(start)) < BUSY) expect(broken).toEqual([]);
			replayed++;
		}
	});
	try {
		await fc.assert(promisesHold, { numRuns: Math.ceil(RUNS / LANES), seed });
	} finally {
		await emulator.stop();
	}
}

/** The shortest schedule that fails, and the promises that it broke. */
const describeRejection = (reason: unknown) =>
	reason instanceof Error ? `${reason.message}\n${String(reason.cause)}` : String(reason);

test(
	`whatever the server does, no promise of revoke is broken (${RUNS} schedules, seed ${SEED})`,
	async () => {
		const lanes = await Promise.allSettled(Array.from({ length: LANES }, async (_, lane) => await playMany(SEED + lane)));
		process.stdout.write(
			`campaign: seed ${SEED}, ${played} schedules played, ${replayed} of them again because the machine was busy\n`,
		);
		expect(lanes.flatMap((lane) => (lane.status === 'rejected' ? [describeRejection(lane.reason)] : []))).toEqual([]);
	},
	MINUTES * 60_000,
);
