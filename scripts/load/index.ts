/**
 * `npm run load` sends 10,000 join deliveries at 500 per second to the trigger, over real HTTP. They belong to 320 groups, three of them
 * under attack. The trigger runs in its own process. Prints the response times, the detected bursts and the memory use.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { toAccount } from '../../nodes/wawp/transport/account';
import { derivedSecret } from '../../nodes/wawp/webhooks/webhookSignature';
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
	const secret = derivedSecret(toAccount({ ...SAMPLE_ACCOUNT }), ['automatic', 'load', 'trigger-node']);
	console.log(
		`Sending ${DELIVERIES} deliveries at ${PER_SECOND} per second for ${GROUPS} groups, ${ATTACKED} of them under attack ` +
			'(twice: the first round is a warm-up)',
	);

	// The warm-up fills the trigger's memory to its limits, so that the memory use should stay constant in the second round.
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
	const waves = new Set(found.map(({ waveId }) => waveId));
	console.log(
		`Detected waves: ${waves.size}, with ${found.length} bursts (${found.map(({ joinCount }) => `${joinCount} people`).join(', ')})`,
	);
	console.log(`Response time: ${quantiles(took)}`);
	console.log(
		`Heap in use after each fifth of the deliveries, in MB: ${heaps.map((heap) => (heap / 1e6).toFixed(1)).join(', ')}`,
	);
	if (waves.size !== ATTACKED) process.exitCode = 1;
	server.disconnect();
}

/**
 * Sends each delivery at its due time, without waiting for earlier responses.
 *
 * @returns the time from the due time of each delivery to its response, in ms
 * @throws an Error if a response is not a 200
 */
async function sendAll(bodies: EventBody[], url: string, secret: string): Promise<number[]> {
	const begin = performance.now();
	const responseTimes = bodies.map(async (body, at) => {
		const due = begin + (at * 1_000) / PER_SECOND;
		await wait(due - performance.now());
		const text = JSON.stringify(body);
		const headers = { 'content-type': 'application/json', ...signatureHeaders('hmac sha512', secret, text) };
		const response = await fetch(url, { method: 'POST', headers, body: text });
		await response.arrayBuffer();
		if (response.status !== 200) throw new Error(`A delivery got the status ${response.status}`);
		return performance.now() - due;
	});
	return await Promise.all(responseTimes);
}

function quantiles(values: number[]): string {
	const sorted = [...values].sort((one, other) => one - other);
	const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
	return `${at(0.5)} ms (median), ${at(0.99)} ms (99th percentile), ${at(1)} ms (maximum)`;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
