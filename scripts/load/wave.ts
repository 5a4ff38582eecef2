import { randomUUID } from 'node:crypto';
import type { EventBody } from '../../test/support/emulator/events';

// So many that even the oldest join is younger than 11 minutes. The trigger ignores older ones.
export const GROUPS = 320;
export const ATTACKED = 3;
export const DELIVERIES = 10_000;

// Ordinary people join each group one by one, every 20 s. A window of 60 s contains at most four of them; five would be a burst.
const APART_MS = 20_000;
const BOTS = 12;
const BOTS_APART_MS = 250;

/**
 * Creates the join deliveries of 320 groups, three of them under attack. One delivery in twenty is sent twice, and some are out of order.
 * Their timestamps are in the past, so that a run of seconds covers many minutes.
 *
 * @param now ms since 1970
 */
export function joinDeliveries(now: number, { firstGroup }: { firstGroup: number }): EventBody[] {
	const join = (group: number, person: string, timestamp: number) => joinOf(firstGroup + group, person, timestamp);
	const singles = Math.ceil(DELIVERIES / 1.05) - ATTACKED * BOTS;
	const perGroup = Math.ceil(singles / GROUPS);
	const begin = now - (perGroup + 1) * APART_MS;
	const ordinary = Array.from({ length: singles }, (_, at) =>
		join(at % GROUPS, `20${at}`, begin + Math.floor(at / GROUPS) * APART_MS + ((at % GROUPS) * APART_MS) / GROUPS),
	);
	const attacks = Array.from({ length: ATTACKED }, (_, group) => {
		const from = begin + ((group + 1) * perGroup * APART_MS) / (ATTACKED + 1);
		return Array.from({ length: BOTS }, (_bot, at) => join(group, `99${group}${at}`, from + at * BOTS_APART_MS));
	});
	const inOrder = [...ordinary, ...attacks.flat()].sort((one, other) => one.timestamp - other.timestamp);
	const sent: EventBody[] = [];
	for (const [at, body] of inOrder.entries()) {
		sent.push(body);
		if (at % 20 === 0) sent.splice(Math.max(0, sent.length - 3), 0, body);
	}
	return sent.slice(0, DELIVERIES);
}

const joinOf = (group: number, person: string, timestamp: number): EventBody => ({
	id: `evt_${randomUUID()}`,
	timestamp,
	session: 'default',
	engine: 'WEBJS',
	event: 'group.v2.join',
	me: { id: '201000000000@c.us' },
	payload: { chatId: `${120363000000000000n + BigInt(group)}@g.us`, participants: [`${person}@c.us`] },
});
