import fc from 'fast-check';
import { Emulator } from '../support/emulator/server';
import { useFastClock } from '../support/engine/fastClock';
import { groupById, runNode } from '../support/engine/runNode';
import { judge } from './judge';
import { groupId, schedule, TIMEOUT, type Schedule } from './schedule';
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
});
afterAll(async () => {
	turnaround.stop();
	await measuring;
	await probed.stop();
});

async function play(emulator: Emulator, plan: Schedule): Promise<string[]> {
	emulator.reset();
	emulator.codeShape = plan.codeShape;
	// A new account for each schedule, because a slow request of the previous one may still be in flight.
	const secrets = { instanceId: `campaign-${++played}`, accessToken: `campaign/secret+token-${played}` };
	const account = emulator.addInstance(secrets.instanceId, secrets.accessToken);
	account.engine = plan.engine;
	account.noOpRevoke = plan.noOpRevoke;
	for (const [index, role] of plan.groups.entries()) account.addGroup(groupId(index), `Group ${index}`).role = role;
	emulator.faults.plan(...plan.faults);
	const result = await runNode({
		parameters: {
			resource: 'inviteCode',
			operation: 'revoke',
			groupId: groupById('={{ $json.id }}'),
			options: { ...plan.options, timeout: TIMEOUT },
		},
		input: plan.items.map((index) => ({ id: index < 0 ? 'no group' : groupId(index) })),
		credential: { ...secrets, baseUrl: emulator.url },
		settings: plan.settings,
	});
	return judge({ schedule: plan, emulator, account, result, secrets: Object.values(secrets) });
}

async function playMany(seed: number): Promise<void> {
	const emulator = await new Emulator().start();
	const promisesHold = fc.asyncProperty(schedule, async (plan) => {
		for (;;) {
			const start = performance.now();
			const broken = await play(emulator, plan);
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
