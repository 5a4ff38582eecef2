import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { SAMPLE_ACCOUNT } from '../../test/support/emulator/sample';
import { workflowNode } from '../../test/support/engine/workflowNode';
import { freePort } from '../../test/support/n8n/freePort';
import { installN8n } from '../../test/support/n8n/install';
import { installPackage } from '../../test/support/n8n/installPackage';
import { packPackage } from '../../test/support/n8n/pack';
import { startProcess } from '../../test/support/n8n/process';
import { RestClient } from '../../test/support/n8n/restClient';
import { activate, executionsOf, readExecution, saveCredential, saveWorkflow } from '../../test/support/n8n/workflows';
import { until } from '../../test/support/until';
import { httpRequest, wawpGroups, type Contender } from './contenders';
import { groupIdOf } from './emulatorProcess';
import { Bench, median } from './measure';
import { ratio, seconds, table } from './report';
import { HTTP, type Size } from './requests';

const LATENCY = 20;

/** What one run in n8n took. */
interface Run {
	/** ms of the node alone, as n8n measured it */
	node: number;
	/** ms until the response of the webhook, with n8n's database */
	workflow: number;
	done: number;
}

/** Measures the packed package in a running n8n: a webhook, a list of groups, the node. @returns a table */
export async function measureInN8n({ groups, rounds }: Size): Promise<string> {
	await installN8n();
	const home = await mkdtemp(join(tmpdir(), 'wawp-groups-bench-'));
	await installPackage(home, (await packPackage()).tarball);
	const n8n = await startProcess({
		home,
		port: await freePort(),
		brokerPort: await freePort(),
		logFile: join(home, 'n8n.log'),
	});
	const bench = await Bench.start({});
	try {
		const rest = await new RestClient(n8n.url).signIn();
		const { url } = await bench.make({ groups, latency: LATENCY });
		const credential = await saveCredential(rest, {
			name: 'Benchmark',
			type: 'wawpGroupsApi',
			data: { ...SAMPLE_ACCOUNT, baseUrl: url },
		});
		const contenders = [
			wawpGroups('Wawp Groups, verify off, all in flight', { verify: false, maxConcurrency: groups }),
			httpRequest(HTTP),
			wawpGroups('Wawp Groups, defaults', {}),
		];
		const runners = await Promise.all(
			contenders.map(async (contender) => await runnerFor(rest, contender, { url, credential, groups })),
		);
		const figures = contenders.map(({ name }) => ({ name, runs: [] as Run[] }));
		for (let round = 0; round <= rounds; round++) {
			for (const [at, run] of runners.entries()) {
				await bench.make({ groups, latency: LATENCY });
				const result = await run();
				// The first round is a warm-up.
				if (round > 0) figures[at]?.runs.push(result);
			}
		}
		const of = (runs: Run[], what: 'node' | 'workflow') => median(runs.map((run) => run[what]).sort((a, b) => a - b));
		const http = figures.find(({ name }) => name === HTTP)?.runs ?? [];
		return table(
			['What runs', 'Node', 'Ratio', 'Whole workflow', 'Ratio', 'Done'],
			figures.map(({ name, runs }) => [
				name,
				seconds(of(runs, 'node')),
				ratio(of(runs, 'node'), of(http, 'node')),
				seconds(of(runs, 'workflow')),
				ratio(of(runs, 'workflow'), of(http, 'workflow')),
				`${Math.min(...runs.map(({ done }) => done))} of ${groups}`,
			]),
		);
	} finally {
		bench.stop();
		await n8n.stop();
	}
}

/** Saves and activates the workflow of a contender. @returns a function that runs it */
async function runnerFor(
	rest: RestClient,
	contender: Contender,
	{ url, credential, groups }: { url: string; credential: { id: string; name: string }; groups: number },
): Promise<() => Promise<Run>> {
	const path = randomUUID();
	const webhook: INode = {
		...workflowNode('Webhook', 'n8n-nodes-base.webhook', {
			parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'noData', options: {} },
		}),
		typeVersion: 2,
		webhookId: path,
	};
	const list = workflowNode('List', 'n8n-nodes-base.splitOut', {
		parameters: { fieldToSplitOut: 'body.ids', options: { destinationFieldName: 'id' } },
	});
	const node = contender.node(url);
	if (node.credentials) node.credentials = { wawpGroupsApi: credential };
	const next = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	const saved = await saveWorkflow(rest, {
		name: contender.name,
		nodes: [webhook, list, node],
		connections: { Webhook: next('List'), List: next('Node') },
	});
	await activate(rest, saved);
	const body = JSON.stringify({ ids: Array.from({ length: groups }, (_, at) => groupIdOf(at)) });
	return async () => {
		// n8n activates in the background, and returns 404 until then.
		const workflow = await until('the webhook is registered', async () => {
			const start = performance.now();
			const response = await fetch(`${rest.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body,
			});
			await response.arrayBuffer();
			return response.status === 404 ? undefined : performance.now() - start;
		});
		const [last] = await executionsOf(rest, saved);
		if (!last) throw new Error(`${contender.name} left no execution`);
		const { data } = await readExecution(rest, last.id);
		const run = data.resultData.runData.Node?.[0];
		const items = run?.data?.main?.[0] ?? [];
		const done = items.filter(({ json }) => typeof json.code === 'string').length;
		return { node: run?.executionTime ?? NaN, workflow, done };
	};
}
