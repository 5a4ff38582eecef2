/** Prints the peak memory that one contender adds to this process, in bytes. Arguments: contender, groups. */
import '../../test/support/engine/n8nEnvironment';
import { httpRequest, loadNodes, runContender, wawpGroups } from './contenders';
import { Bench } from './measure';

async function main(): Promise<void> {
	const [name, count] = process.argv.slice(2);
	const contender = name === 'http' ? httpRequest(name) : wawpGroups('wawp', { verify: false, maxConcurrency: 50 });
	const groups = Number(count);
	const nodes = loadNodes();
	const bench = await Bench.start(nodes);
	const warmUp = await bench.make({ groups: 100 });
	await runContender(contender, { url: warmUp.url, groups: 100, nodes });
	const before = process.resourceUsage().maxRSS;
	const { url } = await bench.make({ groups });
	await runContender(contender, { url, groups, nodes });
	process.stdout.write(String((process.resourceUsage().maxRSS - before) * 1_024));
	bench.stop();
	// Idle connections would keep the process alive.
	process.exit(0);
}

void main();
