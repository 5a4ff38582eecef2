import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { toAccount } from '../../nodes/wawp/transport/account';
import { derivedSecret } from '../../nodes/wawp/webhooks/webhookSignature';
import { SAMPLE_ACCOUNT } from '../../test/support/emulator/sample';
import { signatureHeaders } from '../../test/support/emulator/signing';
import { groupIdOf } from './emulatorProcess';

const IN_FLIGHT = 20;
const WARM_UP = 1_000;
/** How many people the deliveries have that fill the memory. */
const PER_FILLING = 5;
const secret = derivedSecret(toAccount({ ...SAMPLE_ACCOUNT }), ['automatic', 'load', 'trigger-node']);

export interface TriggerFigures {
	groups: number;
	/** Joins that the trigger got before the measurement. */
	remembered: number;
	perSecond: number;
	/** ms, of the 99th percentile. */
	p99: number;
}

/**
 * Sends signed join deliveries to the trigger in a process of its own, over HTTP.
 *
 * @param groups over how many groups the joins are spread
 * @param remembered joins that the trigger gets first, unmeasured
 */
export async function measureTrigger(groups: number, remembered: number, deliveries: number): Promise<TriggerFigures> {
	const server = fork(join(__dirname, '../load/server.ts'), { execArgv: ['--expose-gc', '--import', 'tsx'] });
	const [{ url }] = (await once(server, 'message')) as [{ url: string }];
	const now = Date.now();
	await sendAll(url, bodies(WARM_UP, groups, now));
	await sendAll(url, bodies((remembered - WARM_UP) / PER_FILLING, groups, now, PER_FILLING));
	const begin = performance.now();
	const took = (await sendAll(url, bodies(deliveries, groups, now))).sort((a, b) => a - b);
	const seconds = (performance.now() - begin) / 1_000;
	server.disconnect();
	return {
		groups,
		remembered: Math.max(remembered, WARM_UP),
		perSecond: deliveries / seconds,
		p99: took[Math.floor(took.length * 0.99)] ?? NaN,
	};
}

let people = 0;

/** Joins of different people. */
const bodies = (count: number, groups: number, now: number, joined = 1): string[] =>
	Array.from({ length: Math.max(count, 0) }, (_, at) =>
		JSON.stringify({
			id: `evt_${randomUUID()}`,
			timestamp: now - 300_000 + at,
			engine: 'WEBJS',
			event: 'group.v2.join',
			me: { id: '201000000000@c.us' },
			payload: {
				chatId: groupIdOf(at % groups),
				participants: Array.from({ length: joined }, () => `${202000000000 + people++}@c.us`),
			},
		}),
	);

/** @returns the response time of each delivery, in ms */
async function sendAll(url: string, texts: string[]): Promise<number[]> {
	const took: number[] = [];
	let next = 0;
	const worker = async () => {
		for (let at = next++; at < texts.length; at = next++) {
			const body = texts[at] ?? '';
			const start = performance.now();
			const headers = { 'content-type': 'application/json', ...signatureHeaders('hmac sha512', secret, body) };
			const response = await fetch(url, { method: 'POST', headers, body });
			await response.arrayBuffer();
			if (response.status !== 200) throw new Error(`A delivery got the status ${response.status}`);
			took.push(performance.now() - start);
		}
	};
	await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
	return took;
}
