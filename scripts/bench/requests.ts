import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT } from '../../test/support/folders';
import { floor, httpRequest, loadNodes, removeParticipants, runContender, wawpGroups, type Contender } from './contenders';
import { LARGE, type LargeRun } from './largeRun';
import { Bench, median, type Figures } from './measure';
import { ratio, seconds, table } from './report';

export const HTTP = 'HTTP Request node';
const EQUAL = 'Wawp Groups, verify off, all in flight';

/** How much is measured. */
export interface Size {
	groups: number;
	manyGroups: number;
	rounds: number;
}

/** The same requests, at several latencies and over HTTPS. */
export async function equalRequests(bench: Bench, { groups, rounds }: Size): Promise<Figures[]> {
	const allInFlight = [wawpGroups(EQUAL, { verify: false, maxConcurrency: groups }), httpRequest(HTTP), floor(groups)];
	const fifty = [
		wawpGroups('Wawp Groups, verify off, 50 in flight', { verify: false, maxConcurrency: 50 }),
		floor(50),
		floor(50, { readsField: true }),
	];
	return [
		...(await bench.compare(allInFlight, { groups, latency: 0 }, rounds)),
		...(await bench.compare([...allInFlight, ...fifty], { groups, latency: 20 }, rounds)),
		...(await bench.compare(allInFlight, { groups, latency: 200 }, rounds)),
		...(await bench.compare(allInFlight, { groups, latency: 20, isSecure: true }, rounds)),
	];
}

/** The node as it is added to a workflow. */
export async function defaults(bench: Bench, { groups, rounds }: Size): Promise<Figures[]> {
	const contenders = [
		wawpGroups('Wawp Groups, defaults', {}),
		wawpGroups('Wawp Groups, verify on, 50 revokes in flight', { maxConcurrency: 50 }),
		httpRequest(HTTP),
		httpRequest('HTTP Request node, batches of 50 every 50 ms', { batching: { batch: { batchSize: 50, batchInterval: 50 } } }),
	];
	return await bench.compare(contenders, { groups, latency: 20 }, rounds);
}

const LIMIT = 10;

/** How many groups are done, and how fast, if Wawp limits the requests. The runs mostly wait, so they run side by side. */
export async function rateLimited(): Promise<string> {
	const groups = 100;
	const keepGoing = { onError: 'continueRegularOutput' } as const;
	const told = { retryAfter: '1' };
	const runs: Array<[Contender, { retryAfter?: string }]> = [
		[wawpGroups('Wawp Groups, verify off, with Retry-After', { verify: false }, keepGoing), told],
		[wawpGroups('Wawp Groups, verify off', { verify: false }, keepGoing), {}],
		[wawpGroups('Wawp Groups, defaults, with Retry-After', {}, keepGoing), told],
		[wawpGroups('Wawp Groups, defaults', {}, keepGoing), {}],
		[httpRequest(HTTP, {}, keepGoing), told],
		[
			httpRequest(
				'HTTP Request node, batches of 10 every second',
				{ batching: { batch: { batchSize: LIMIT, batchInterval: 1_000 } } },
				keepGoing,
			),
			told,
		],
	];
	const rows = await Promise.all(
		runs.map(async ([contender, world]) => {
			const bench = await Bench.start(loadNodes());
			const [figures] = (await bench.compare([contender], { groups, perSecond: LIMIT, ...world }, 0)) as [Figures];
			bench.stop();
			const { ms, done, state } = figures;
			const took = median(ms);
			const least = ((state.requests - state.refused) / LIMIT) * 1_000;
			return [
				contender.name,
				`${done} of ${groups}`,
				seconds(took),
				((done / took) * 1_000).toFixed(1),
				ratio(took, least),
				String(state.refused),
			];
		}),
	);
	const header = ['What runs', 'Done', 'Time', 'Groups per second', 'Times what the limit allows', 'Refused requests'];
	return table(header, rows);
}

/** A group that no other part uses: the cooldown of an earlier part would hold. */
const FRESH = 1_000_000;

/** How often the code changes if many executions ask for it. */
export async function oneGroup(bench: Bench): Promise<string> {
	const rows: string[][] = [];
	for (const contender of [wawpGroups('Wawp Groups, cooldown of 5 minutes', { cooldownMinutes: 5 }), httpRequest(HTTP)]) {
		const { url } = await bench.make({ groups: 1, first: FRESH });
		const start = performance.now();
		await Promise.all(
			Array.from({ length: 200 }, () => runContender(contender, { url, groups: 1, first: FRESH, nodes: bench.nodes })),
		);
		const ms = performance.now() - start;
		rows.push([contender.name, String((await bench.report()).revocations[0]), seconds(ms)]);
	}
	return table(['What runs', 'Revokes', 'Time'], rows);
}

/** Many groups, each contender in a process of its own. */
export const manyGroups = ({ manyGroups: groups }: Size): LargeRun[] =>
	Object.keys(LARGE).map((name) => {
		const script = join(__dirname, 'largeRun.ts');
		return JSON.parse(execFileSync('npx', ['tsx', script, name, String(groups)], { cwd: PROJECT, encoding: 'utf8' })) as LargeRun;
	});

/** Whether the cost grows faster than the number of items. @param many the figures of `manyGroups` */
export async function costPerItem(bench: Bench, { manyGroups: most, rounds }: Size, many: LargeRun[]): Promise<string> {
	const large = many.filter(({ name }) => name !== HTTP);
	const contenders = large.flatMap(({ name }) => LARGE[name] ?? []);
	const times = new Map<number, number[]>();
	for (const groups of [10, 100, 1_000].filter((count) => count < most)) {
		const figures = await bench.compare(contenders, { groups }, rounds);
		times.set(
			groups,
			figures.map(({ ms }) => median(ms)),
		);
	}
	times.set(
		most,
		large.map(({ ms }) => ms),
	);
	const rows = [...times].map(([groups, all]) => [String(groups), ...all.map((ms) => `${(ms / groups).toFixed(2)} ms`)]);
	return table(['Items', ...large.map(({ name }) => name)], rows);
}

/** @param runs the figures of `manyGroups` */
export function manyGroupsTable(runs: LargeRun[], { manyGroups: groups }: Size): string {
	const http = runs.find(({ name }) => name === HTTP);
	const rows = runs.map(({ name, done, ms, cpu, memory }) => [
		name,
		`${done} of ${groups}`,
		seconds(ms),
		ratio(ms, http?.ms),
		`${(cpu / groups).toFixed(2)} ms`,
		`${Math.round(memory / 1e6)} MB`,
		ratio(memory, http?.memory),
	]);
	return table(['What runs', 'Done', 'Time', 'Ratio', 'CPU per item', 'Peak memory', 'Ratio'], rows);
}

/** A thousand people who leave ten groups. The runs mostly wait, so they run side by side. */
export async function removals(): Promise<string> {
	const groups = 10;
	const members = 100;
	const rows = await Promise.all(
		[false, true].map(async (verify) => {
			const bench = await Bench.start(loadNodes());
			const [{ ms }] = (await bench.compare([removeParticipants(members, verify)], { groups, members }, 0)) as [Figures];
			const { requests } = await bench.report();
			bench.stop();
			return [`Remove Participants, verify ${verify ? 'on' : 'off'}`, seconds(median(ms)), String(requests)];
		}),
	);
	return table(['What runs', 'Time', 'Requests'], rows);
}
