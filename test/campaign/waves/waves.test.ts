import fc from 'fast-check';
import { clock } from '../../../nodes/wawp/transport/clock';
import { Emulator } from '../../support/emulator/server';
import { TriggerServer } from '../../support/engine/triggerServer';
import { VirtualTime } from '../../support/engine/virtualTime';
import { historyOf, KINDS, type History, type Kind } from './history';
import { figuresOf, judge, THRESHOLD, type Figures } from './judge';
import { play, type Played } from './play';
import { table } from './table';

const RUNS = Number(process.env.WAVES_RUNS ?? 100);
const SEED = Number(process.env.FC_SEED ?? Math.floor(performance.timeOrigin) % 2 ** 31);
const MINUTES = Number(process.env.WAVES_MINUTES ?? 3);
/** Of each API call, in ms of virtual time. */
const LATENCY = 20;

const START = Date.UTC(2026, 10, 25, 12);
/** Between two histories, in ms: far longer than any of them. */
const APART = 24 * 3_600_000;

/** Only `Date` is virtual: the requests and the engine need the real timers. */
const REAL = [
	...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
	...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
	...(['requestAnimationFrame', 'cancelAnimationFrame', 'requestIdleCallback', 'cancelIdleCallback'] as const),
];

let emulator: Emulator;
let server: TriggerServer;
let played = 0;
const figures = new Map<Kind, Figures[]>();

beforeAll(async () => {
	emulator = await new Emulator().start();
	emulator.latency = LATENCY;
	server = await new TriggerServer({ credential: undefined }).start();
	jest.useFakeTimers({ doNotFake: REAL, now: START });
});

afterAll(async () => {
	jest.useRealTimers();
	await server.stop();
	await emulator.stop();
});

async function playOne(history: History): Promise<Played> {
	const account = emulator.addInstance(`waves-${++played}`, `waves-token-${played}`);
	const time = new VirtualTime(
		START + played * APART,
		() => emulator.dispatch.isSending,
		(now) => jest.setSystemTime(now),
	);
	emulator.pause = time.latency;
	Object.assign(clock, time);
	return await play(history, { emulator, server, account, time });
}

test.each(KINDS.map((kind, at) => [kind, SEED + at] as const))(
	'%s: nobody is harmed (seed %i)',
	async (kind, seed) => {
		const all: Figures[] = [];
		figures.set(kind, all);
		const harmsNobody = fc.asyncProperty(historyOf(kind), async (history) => {
			const result = await playOne(history);
			all.push(figuresOf(result));
			expect(judge(result)).toEqual([]);
		});
		await fc.assert(harmsNobody, {
			numRuns: Math.ceil(RUNS / KINDS.length),
			seed,
			// Ends the search for a shorter history before jest ends the test without a word.
			interruptAfterTimeLimit: MINUTES * 55_000,
			markInterruptAsFailure: true,
		});
	},
	MINUTES * 60_000,
);

// A restart in the middle of an attack forgets the joins before it.
test('at least 99 % of the bots of an attack without a restart are reported to a person or removed', () => {
	const all = [...figures].flatMap(([kind, some]) => (kind === 'attack, restart' ? [] : some));
	const sum = (of: (one: Figures) => number) => all.reduce((total, one) => total + of(one), 0);
	process.stdout.write(`\n${table(figures)}\nwaves: seed ${SEED}, ${played} histories played\n`);
	const missed = sum(({ botsUnseen, botsToldTooLate }) => botsUnseen - botsToldTooLate);
	// While a link cannot be revoked, the last few people of an attack may be too few for a burst. In a hundred histories, that counts.
	const tail = THRESHOLD - 1;
	expect(missed).toBeLessThanOrEqual(0.01 * sum(({ bots }) => bots) + tail);
});
