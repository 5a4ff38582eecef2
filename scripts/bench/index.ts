/**
 * `npm run bench` measures the built node beside n8n's HTTP Request node and a bare loop over n8n's request helper, in n8n's engine
 * against the emulator. It writes the figures into docs/benchmarks.md, docs/benchmarks.json and a plot. Takes ten minutes.
 */
import '../../test/support/engine/n8nEnvironment';
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../../test/support/folders';
import { floor, httpRequest, loadNodes, removeParticipants, runContender, wawpGroups } from './contenders';
import { Bench, median, type Figures } from './measure';
import { plotTimes } from './plot';
import { ratio, seconds, table, timesTable } from './report';
import { measureTrigger } from './trigger';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
/** The number of a group that no other part uses. */
const FRESH = 1_000_000;
const HTTP = 'HTTP Request node';
const EQUAL = 'Wawp Groups, verify off, all in flight';

async function main(): Promise<void> {
	const began = performance.now();
	const bench = await Bench.start(loadNodes());
	const parts: string[] = [];
	const say = (title: string, text: string) => {
		parts.push(`### ${title}\n\n${text}`);
		process.stdout.write(`\n${title}\n${text}\n`);
	};

	const equal = await equalRequests(bench);
	say('Equal requests, 1,000 groups', timesTable(equal, HTTP));
	const usual = await defaults(bench);
	say('The defaults (verify on, 5 in flight), 1,000 groups', timesTable(usual, HTTP));
	say('A server that accepts 10 requests per second, 100 groups', await rateLimited(bench));
	say('200 executions for one group at once', await oneGroup(bench));
	const costs = await costPerItem(bench);
	say('Cost per item', costs.text);
	say('Peak memory, 10,000 groups', memory());
	say('Removals: 1,000 people in 10 groups', await removals(bench));
	say('The trigger', await trigger());
	say('The package', size());
	bench.stop();

	const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node.js ${process.version}`;
	const took = `${Math.round((performance.now() - began) / 1_000)} s`;
	const date = new Date().toISOString().slice(0, 10);
	await plotTimes([...equal, ...usual], join(PROJECT, 'docs/images/benchmark.svg'));
	await writeFile(
		join(PROJECT, 'docs/benchmarks.json'),
		`${JSON.stringify({ date, machine, equal, usual, costs: costs.figures }, rounded, '\t')}\n`,
	);
	await intoDocs(`Run of ${date}, ${machine}, in ${took}.\n\n${parts.join('\n\n')}`);
}

const rounded = (key: string, value: unknown): unknown => {
	if (key === 'state') return undefined;
	return typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value;
};

/** (a) the same requests, without and with latency */
async function equalRequests(bench: Bench): Promise<Figures[]> {
	const contenders = [
		wawpGroups(EQUAL, { verify: false, maxConcurrency: 1_000 }),
		httpRequest(HTTP),
		floor(1_000),
		wawpGroups('Wawp Groups, verify off, 50 in flight', { verify: false, maxConcurrency: 50 }),
		floor(50),
	];
	const all: Figures[] = [];
	for (const latency of [0, 20, 200]) all.push(...(await bench.compare(contenders, { groups: 1_000, latency }, ROUNDS)));
	return all;
}

async function defaults(bench: Bench): Promise<Figures[]> {
	const contenders = [
		wawpGroups('Wawp Groups, defaults', {}),
		wawpGroups('Wawp Groups, verify on, 50 in flight', { maxConcurrency: 50 }),
		httpRequest(HTTP),
		httpRequest('HTTP Request node, batches of 50 every 50 ms', { batching: { batch: { batchSize: 50, batchInterval: 50 } } }),
	];
	return await bench.compare(contenders, { groups: 1_000, latency: 20 }, 2);
}

/** (b) how many groups are done, and how fast */
async function rateLimited(bench: Bench): Promise<string> {
	const groups = 100;
	const keepGoing = { onError: 'continueRegularOutput' } as const;
	const contenders = [
		wawpGroups('Wawp Groups, verify off', { verify: false }, keepGoing),
		wawpGroups('Wawp Groups, defaults', {}, keepGoing),
		httpRequest(HTTP, {}, keepGoing),
		httpRequest(
			'HTTP Request node, batches of 10 every second',
			{ batching: { batch: { batchSize: 10, batchInterval: 1_000 } } },
			keepGoing,
		),
	];
	const figures = await bench.compare(contenders, { groups, perSecond: 10 }, 0);
	const rows = figures.map(({ contender, ms, done, state: { requests, refused } }) => {
		const accepted = requests - refused;
		const took = median(ms);
		return [contender, `${done} of ${groups}`, seconds(took), ratio(took, (accepted / 10) * 1_000), String(refused)];
	});
	return table(['What runs', 'Done', 'Time', 'Times what the limit allows', 'Refused requests'], rows);
}

/** (c) how often the code changes */
async function oneGroup(bench: Bench): Promise<string> {
	const rows: string[][] = [];
	for (const contender of [wawpGroups('Wawp Groups, cooldown of 5 minutes', { cooldownMinutes: 5 }), httpRequest(HTTP)]) {
		// Not a group that an earlier part has revoked: its cooldown would hold.
		const first = FRESH;
		const { url } = await bench.make({ groups: 1, first });
		const start = performance.now();
		await Promise.all(Array.from({ length: 200 }, () => runContender(contender, { url, groups: 1, first, nodes: bench.nodes })));
		const ms = performance.now() - start;
		rows.push([contender.name, String((await bench.report()).revocations[0]), seconds(ms)]);
	}
	return table(['What runs', 'Revokes', 'Time'], rows);
}

/** (f) whether the cost is linear */
async function costPerItem(bench: Bench): Promise<{ text: string; figures: object[] }> {
	const contender = wawpGroups('Wawp Groups', { verify: false, maxConcurrency: 50 });
	const figures: Array<{ groups: number; ms: number }> = [];
	for (const groups of [10, 100, 1_000, 10_000]) {
		const [{ ms }] = (await bench.compare([contender], { groups }, groups === 10_000 ? 1 : ROUNDS)) as [Figures];
		figures.push({ groups, ms: median(ms) / groups });
	}
	const rows = figures.map(({ groups, ms }) => [String(groups), `${ms.toFixed(2)} ms`]);
	return { text: table(['Items', 'Time per item'], rows), figures };
}

/** (d) in a process of its own each */
function memory(): string {
	const peak = (contender: string) =>
		Number(execFileSync('npx', ['tsx', join(__dirname, 'memory.ts'), contender, '10000'], { cwd: PROJECT, encoding: 'utf8' }));
	const [ours, http] = [peak('wawp'), peak('http')];
	const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
	return table(
		['What runs', 'Added to the process', 'Ratio'],
		[
			['Wawp Groups, 50 in flight', mb(ours), ratio(ours, http)],
			[HTTP, mb(http), ''],
		],
	);
}

/** (h) participants */
async function removals(bench: Bench): Promise<string> {
	const groups = 10;
	const rows: string[][] = [];
	for (const verify of [false, true]) {
		const contender = removeParticipants(100, verify);
		const [{ ms }] = (await bench.compare([contender], { groups, members: 100 }, 3)) as [Figures];
		const { requests } = await bench.report();
		rows.push([`Remove Participants, verify ${verify ? 'on' : 'off'}`, seconds(median(ms)), String(requests)]);
	}
	return table(['What runs', 'Median', 'Requests'], rows);
}

/** (g) the trigger */
async function trigger(): Promise<string> {
	const all = [
		await measureTrigger(1, 0, 3_000),
		await measureTrigger(200, 0, 3_000),
		await measureTrigger(10_000, 0, 3_000),
		await measureTrigger(10_000, 50_000, 3_000),
	];
	const rows = all.map(({ groups, remembered, perSecond, p99 }) => [
		String(groups),
		String(remembered),
		String(Math.round(perSecond)),
		`${p99.toFixed(1)} ms`,
	]);
	return table(['Groups', 'Joins remembered before', 'Deliveries per second', '99th percentile of the responses'], rows);
}

/** (e) the package */
function size(): string {
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: PROJECT, encoding: 'utf8' }),
	) as [{ size: number; unpackedSize: number }];
	const code =
		"require('n8n-workflow'); const start = performance.now(); require('./index.js'); process.stdout.write(String(performance.now() - start))";
	const loads = Array.from({ length: ROUNDS }, () =>
		Number(execFileSync('node', ['-e', code], { cwd: PROJECT, encoding: 'utf8' })),
	);
	const load = median(loads.sort((a, b) => a - b));
	return table(
		['What', 'Figure'],
		[
			['Time to load, after n8n-workflow', `${load.toFixed(1)} ms`],
			['Packed', `${(packed.size / 1e3).toFixed(0)} kB`],
			['Unpacked', `${(packed.unpackedSize / 1e3).toFixed(0)} kB`],
		],
	);
}

async function intoDocs(figures: string): Promise<void> {
	const page = join(PROJECT, 'docs/benchmarks.md');
	const text = await readFile(page, 'utf8');
	const between = /(<!-- figures -->)[^]*(<!-- end of the figures -->)/;
	await writeFile(
		page,
		text.replace(between, (_all, start: string, end: string) => `${start}\n\n${figures}\n\n${end}`),
	);
	execFileSync('npx', ['prettier', '--write', 'docs/benchmarks.md', 'docs/benchmarks.json'], { cwd: PROJECT });
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
