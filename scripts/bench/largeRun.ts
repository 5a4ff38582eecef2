/** Runs one contender with many groups in this process. Prints the time, the CPU and the memory that it took. Arguments: contender, groups. */
import '../../test/support/engine/n8nEnvironment';
import { floor, httpRequest, loadNodes, runContender, wawpGroups, type Contender } from './contenders';
import { Bench } from './measure';

const IN_FLIGHT = 50;

export const LARGE: Record<string, Contender> = {
	[`Wawp Groups, verify off, ${IN_FLIGHT} in flight`]: wawpGroups('', { verify: false, maxConcurrency: IN_FLIGHT }),
	'HTTP Request node': httpRequest(''),
	[`bare loop that reads a field, ${IN_FLIGHT} in flight`]: floor(IN_FLIGHT, { readsField: true }),
};

export interface LargeRun {
	name: string;
	done: number;
	ms: number;
	/** ms of CPU of this process */
	cpu: number;
	/** What the run added to the peak of the memory, in bytes */
	memory: number;
}

async function main(): Promise<void> {
	const [name = '', count] = process.argv.slice(2);
	const contender = LARGE[name];
	if (!contender) throw new Error(`There is no contender "${name}"`);
	const groups = Number(count);
	const nodes = loadNodes();
	const bench = await Bench.start(nodes);
	const warmUp = await bench.make({ groups: 100 });
	await runContender(contender, { url: warmUp.url, groups: 100, nodes });
	const { url } = await bench.make({ groups });
	const before = process.resourceUsage().maxRSS;
	const cpuBefore = process.cpuUsage();
	const { done, ms } = await runContender(contender, { url, groups, nodes });
	const { user, system } = process.cpuUsage(cpuBefore);
	const memory = (process.resourceUsage().maxRSS - before) * 1_024;
	process.stdout.write(JSON.stringify({ name, done, ms, cpu: (user + system) / 1_000, memory } satisfies LargeRun));
	bench.stop();
	// Idle connections would keep the process alive.
	process.exit(0);
}

if (require.main === module) void main();
