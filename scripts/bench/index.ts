/**
 * `npm run bench` measures the built node beside n8n's HTTP Request node and a bare loop over n8n's request helper, in n8n's engine
 * against the emulator. It writes docs/benchmarks.md, docs/benchmarks.json and a plot, in seven minutes. `-- --n8n` measures in a running
 * n8n with its database instead; `-- --quick` measures little and writes nothing.
 */
import '../../test/support/engine/n8nEnvironment';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../../test/support/folders';
import { ownCertificate, trustedCertificate } from './certificate';
import { loadNodes } from './contenders';
import { Bench } from './measure';
import { measureInN8n } from './inN8n';
import { packageSize } from './packageSize';
import { plotTimes } from './plot';
import { intoDocs, table, timesTable } from './report';
import * as requests from './requests';
import { measureTrigger } from './trigger';

const isQuick = process.argv.includes('--quick');
const SIZE: requests.Size = isQuick
	? { groups: 20, manyGroups: 100, rounds: 1 }
	: { groups: 1_000, manyGroups: 10_000, rounds: 5 };

async function main(): Promise<void> {
	const began = performance.now();
	const parts: string[] = [];
	const say = (title: string, text: string) => {
		parts.push(`### ${title}\n\n${text}`);
		process.stdout.write(`\n${title}\n${text}\n`);
	};
	const summary = () => {
		const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node.js ${process.version}`;
		return `Run of ${today()}, ${machine}, in ${Math.round((performance.now() - began) / 1_000)} s.`;
	};

	if (process.argv.includes('--n8n')) {
		say(`A running n8n, ${SIZE.groups} groups`, await measureInN8n(SIZE));
		if (!isQuick) await intoDocs('n8n', [summary(), ...parts]);
		return;
	}

	const bench = await Bench.start(loadNodes());
	const equal = await requests.equalRequests(bench, SIZE);
	say(`Equal requests, ${SIZE.groups} groups`, timesTable(equal, requests.HTTP));
	const usual = await requests.defaults(bench, SIZE);
	say(`The defaults (verify on, 5 revokes in flight), ${SIZE.groups} groups`, timesTable(usual, requests.HTTP));
	// Both mostly wait.
	const [rateLimited, removals] = await Promise.all([requests.rateLimited(), requests.removals()]);
	say('A server that accepts 10 requests per second, 100 groups', rateLimited);
	say('Removals: 1,000 people in 10 groups', removals);
	say('200 executions for one group at once', await requests.oneGroup(bench));
	const many = requests.manyGroups(SIZE);
	say(`${SIZE.manyGroups} groups`, requests.manyGroupsTable(many, SIZE));
	say('Cost per item', await requests.costPerItem(bench, SIZE, many));
	say('The trigger', await trigger());
	say('The package', packageSize());
	bench.stop();
	if (isQuick) return;

	await plotTimes([...equal, ...usual], join(PROJECT, 'docs/images/benchmark.svg'));
	await writeFile(
		join(PROJECT, 'docs/benchmarks.json'),
		`${JSON.stringify({ date: today(), equal, usual }, withoutDetails, '\t')}\n`,
	);
	await intoDocs('figures', [summary(), ...parts]);
}

const today = () => new Date().toISOString().slice(0, 10);

const withoutDetails = (key: string, value: unknown): unknown => {
	if (key === 'state') return undefined;
	return typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value;
};

async function trigger(): Promise<string> {
	const deliveries = isQuick ? 100 : 2_000;
	const all = [
		await measureTrigger(1, 0, deliveries),
		await measureTrigger(200, 0, deliveries),
		await measureTrigger(10_000, 0, deliveries),
		await measureTrigger(10_000, isQuick ? 0 : 50_000, deliveries),
	];
	const rows = all.map(({ groups, remembered, perSecond, p99 }) => [
		String(groups),
		String(remembered),
		String(Math.round(perSecond)),
		`${p99.toFixed(1)} ms`,
	]);
	return table(['Groups', 'Joins received before', 'Deliveries per second', '99th percentile of the responses'], rows);
}

/** Node.js reads the certificates that it trusts when it starts: HTTPS needs a process of its own. */
async function mainWithCertificate(): Promise<void> {
	const env = { ...process.env, ...(await trustedCertificate()) };
	const child = spawn('npx', ['tsx', __filename, ...process.argv.slice(2)], { env, stdio: 'inherit' });
	const [code] = (await once(child, 'exit')) as [number | null];
	process.exitCode = code ?? 1;
}

(ownCertificate() ? main() : mainWithCertificate())
	// Idle connections would keep the process alive.
	.then(() => process.exit())
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	});
