import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { runContender, type Contender } from './contenders';
import type { State, World } from './emulatorProcess';

/** What several rounds of one contender took. */
export interface Figures {
	contender: string;
	groups: number;
	latency: number;
	isSecure: boolean;
	/** ms of each round, sorted. */
	ms: number[];
	/** CPU of this process per item, in ms, sorted. */
	cpuPerItem: number[];
	/** The fewest items that came out without an error in a round. */
	done: number;
	/** What the emulator saw in the last round. */
	state: State;
}

/** Groups. */
const WARM_UP = 200;

export const median = (sorted: number[]): number => sorted[Math.floor(sorted.length / 2)] ?? NaN;

/** The emulator in another process, and the nodes in this one. */
export class Bench {
	private constructor(
		private readonly server: ChildProcess,
		readonly nodes: Record<string, INodeType>,
	) {}

	static async start(nodes: Record<string, INodeType>): Promise<Bench> {
		const server = fork(join(__dirname, 'emulatorProcess.ts'), { execArgv: ['--import', 'tsx'] });
		await once(server, 'message');
		return new Bench(server, nodes);
	}

	stop(): void {
		this.server.disconnect();
	}

	/** Replaces all groups of the account. */
	async make(world: Partial<World> & { groups: number }): Promise<State> {
		return await this.ask({ first: 0, latency: 0, perSecond: 0, retryAfter: null, members: 0, isSecure: false, ...world });
	}

	async report(): Promise<State> {
		return await this.ask('report');
	}

	/**
	 * Runs all contenders in turn, so that a change of the machine's speed hits all of them. A short warm-up comes first.
	 *
	 * @param rounds 0: one round without a warm-up, for runs that mostly wait
	 * @returns the figures of each contender, in their order
	 */
	async compare(contenders: Contender[], world: Partial<World> & { groups: number }, rounds: number): Promise<Figures[]> {
		const all = contenders.map(({ name }): Figures => ({
			contender: name,
			groups: world.groups,
			latency: world.latency ?? 0,
			isSecure: world.isSecure ?? false,
			ms: [],
			cpuPerItem: [],
			done: Infinity,
			state: { url: '', revocations: [], requests: 0, refused: 0 },
		}));
		for (let round = 0; round <= rounds; round++) {
			const isWarmUp = round === 0 && rounds > 0;
			const groups = isWarmUp ? Math.min(world.groups, WARM_UP) : world.groups;
			for (const [at, figures] of all.entries()) {
				const contender = contenders[at];
				if (!contender) continue;
				const { url } = await this.make({ ...world, groups });
				const cpu = process.cpuUsage();
				const { done, ms } = await runContender(contender, { url, groups, nodes: this.nodes });
				const { user, system } = process.cpuUsage(cpu);
				figures.state = await this.report();
				if (isWarmUp) continue;
				figures.ms.push(ms);
				figures.cpuPerItem.push((user + system) / 1_000 / world.groups);
				figures.done = Math.min(figures.done, done);
			}
		}
		for (const { ms, cpuPerItem } of all) for (const values of [ms, cpuPerItem]) values.sort((a, b) => a - b);
		return all;
	}

	private async ask(message: World | 'report'): Promise<State> {
		this.server.send(message);
		return ((await once(this.server, 'message')) as [State])[0];
	}
}
