/**
 * `npm run load`: 10,000 join deliveries at 500 a second on 200 groups, three of them under attack, over real HTTP to the trigger in a
 * process of its own. Prints how fast they were answered, which bursts were found, and what the memory did meanwhile.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { toAccount } from '../../nodes/wawp/transport/account';
import { webhookSecret } from '../../nodes/wawp/webhooks/webhookSignature';
import { signatureHeaders } from '../../test/support/emulator/signing';
import type { EventBody } from '../../test/support/emulator/events';
import { SAMPLE_ACCOUNT } from '../../test/support/emulator/sample';
import type { Report } from './server';
import { ATTACKED, DELIVERIES, GROUPS, joinDeliveries } from './wave';

const PER_SECOND = 500;
const MEMORY_SAMPLES = 5;

async function main(): Promise<void> {
	const server = fork(join(__dirname, 'server.ts'), { execArgv: ['--expose-gc', '--import', 'tsx'] });
	const [{ url }] = (await once(server, 'message')) as [{ url: string }];
	const report = async () => {
		server.send('report');
		return ((await once(server, 'message')) as [Report])[0];
	};
	const secret = webhookSecret(toAccount({ ...SAMPLE_ACCOUNT }), ['automatic', 'load', 'trigger-node']);
	console.log(`${DELIVERIES} deliveries at ${PER_SECOND} a second, ${GROUPS} groups, ${ATTACKED} of them under attack`);

	// As many beforehand: then the trigger remembers as much as it ever will, and its memory should stay flat.
	await sendAll(joinDeliveries(Date.now(), { firstGroup: 0 }), url, secret);
	const { bursts } = await report();
	const heaps: number[] = [];
	const took: number[] = [];
	const bodies = joinDeliveries(Date.now(), { firstGroup: GROUPS });
	for (let part = 0; part < MEMORY_SAMPLES; part++) {
		took.push(
			...(await sendAll(
				bodies.slice((part * DELIVERIES) / MEMORY_SAMPLES, ((part + 1) * DELIVERIES) / MEMORY_SAMPLES),
				url,
				secret,
			)),
		);
		heaps.push((await report()).heap);
	}
	const found = (await report()).bursts.slice(bursts.length);
	console.log(`${found.length} bursts: ${found.map(({ joinCount }) => `${joinCount} people`).join(', ')}`);
	console.log(`answered after ${quantiles(took)}`);
	console.log(`heap after each fifth, in MB: ${heaps.map((heap) => (heap / 1e6).toFixed(1)).join(', ')}`);
	if (found.length !== ATTACKED) process.exitCode = 1;
	server.disconnect();
}

/** Sends on time whether or not earlier ones were answered. @returns ms from when each was due to its answer */
async function sendAll(bodies: EventBody[], url: string, secret: string): Promise<number[]> {
	const begin = performance.now();
	const answers = bodies.map(async (body, at) => {
		const due = begin + (at * 1_000) / PER_SECOND;
		await wait(due - performance.now());
		const text = JSON.stringify(body);
		const headers = { 'content-type': 'application/json', ...signatureHeaders('hmac sha512', secret, text) };
		const response = await fetch(url, { method: 'POST', headers, body: text });
		await response.arrayBuffer();
		if (response.status !== 200) throw new Error(`A delivery was answered with ${response.status}`);
		return performance.now() - due;
	});
	return await Promise.all(answers);
}

function quantiles(values: number[]): string {
	const sorted = [...values].sort((one, other) => one - other);
	const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
	return `${at(0.5)} ms (median), ${at(0.99)} ms (99 of 100), ${at(1)} ms (the slowest)`;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
