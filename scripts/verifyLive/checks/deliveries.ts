import { createHmac } from 'node:crypto';
import { readDelivery } from '../../../nodes/wawp/events/delivery';
import { actorIdsIn } from '../../../nodes/wawp/events/eventActor';
import { KnownPeople } from '../../../nodes/wawp/ids/knownPeople';
import { isObject, type JsonObject } from '../../../nodes/wawp/outcome/json';
import { isSigned } from '../../../nodes/wawp/webhooks/webhookSignature';
import type { Check, Kit } from '../kit';
import type { Delivery } from '../listener';
import { asAssumed, different, judge, mayBe, notSeen, type Finding } from '../verdict';

const ENVELOPE = ['id', 'timestamp', 'session', 'engine', 'event', 'me', 'payload'];

export const deliveries: Check = {
	title: 'The deliveries',
	facts: [
		'webhookSignature',
		'deliveryRetries',
		'deliveryEnvelope',
		'deliveryMetadata',
		'linkResetEvent',
		'joinEvent',
		'joinActor',
		'trueTime',
	],
	skip: ({ found }) => (found.webhook ? undefined : 'No webhook was registered'),
	run: async (kit) => {
		const all = await collect(kit);
		const [first] = all;
		if (!first)
			return deliveries.facts.map((fact) => notSeen(fact, `No delivery came within ${Math.round(kit.setup.patience / 1_000)} s`));
		const bodies = all.map(parsed);
		return [
			signature(kit, first),
			retries(all),
			envelope(kit, first),
			mayBe(
				'deliveryMetadata',
				bodies.some(({ metadata }) => isObject(metadata) && 'access_token' in metadata),
				'It contains access_token',
				'It does not contain them',
			),
			linkReset(kit, all),
			join(kit, all),
			mayBe(
				'joinActor',
				bodies.some(({ payload }) => isObject(payload) && isObject(payload._data) && actorIdsIn(payload._data).length > 0),
				'_data says who made the change',
				'_data does not say who made a change',
			),
			mayBe(
				'trueTime',
				bodies.some(({ payload }) => isObject(payload) && isObject(payload._data) && 'Timestamp' in payload._data),
				'_data has Timestamp',
				'_data has no Timestamp',
			),
		];
	},
};

/** Waits for the first delivery, and then for the retry of it. */
async function collect({ found, setup, pause }: Kit): Promise<Delivery[]> {
	const { listener } = found;
	const began = performance.now();
	const isComplete = () =>
		listener?.deliveries.some((one, at) => listener.deliveries.slice(0, at).some(({ body }) => body.equals(one.body)));
	while (performance.now() - began < setup.patience && !isComplete()) await pause(Math.min(200, setup.patience));
	return [...(listener?.deliveries ?? [])];
}

function parsed({ body }: Delivery): JsonObject {
	try {
		const value: unknown = JSON.parse(body.toString('utf8'));
		return isObject(value) ? value : {};
	} catch {
		return {};
	}
}

/** How a delivery is signed: the header, and what is in it. Undefined: no header has a form of the secret. */
export function signingOf(
	{ headers, body }: Pick<Delivery, 'headers' | 'body'>,
	secret: string,
): { header: string; style: string } | undefined {
	const mac = (algorithm: string) => createHmac(algorithm, secret).update(body);
	const styles: Array<[string, string]> = [['raw secret', secret]];
	for (const algorithm of ['sha256', 'sha512', 'sha1']) {
		styles.push(
			[`hmac ${algorithm}`, mac(algorithm).digest('hex')],
			[`hmac ${algorithm} in base64`, mac(algorithm).digest('base64')],
		);
	}
	for (const [header, value] of Object.entries(headers)) {
		for (const [style, form] of styles) if (String(value).toLowerCase().includes(form.toLowerCase())) return { header, style };
	}
	return undefined;
}

function signature({ found }: Kit, delivery: Delivery): Finding {
	const secret = found.webhook?.hmac ?? '';
	const signing = signingOf(delivery, secret);
	const reads = isSigned(delivery.body, delivery.headers, secret);
	const algorithm = delivery.headers['x-webhook-hmac-algorithm'];
	const holds = signing?.style === 'hmac sha512' && signing.header === 'x-webhook-hmac' && algorithm === 'sha512';
	const own = Object.keys(delivery.headers).filter((name) => name.startsWith('x-'));
	return judge(
		'webhookSignature',
		holds,
		signing ? `${signing.style} in ${signing.header}` : `No header has the secret or an HMAC. Headers: ${own.join(', ')}`,
		reads,
	);
}

function retries(all: Delivery[]): Finding {
	const [first] = all;
	const again = all.slice(1).find(({ body }) => first?.body.equals(body));
	if (!first || !again) return different('deliveryRetries', 'A delivery that got 500 did not come again');
	return asAssumed('deliveryRetries', `It came again after ${again.at - first.at} ms`);
}

function envelope(kit: Kit, delivery: Delivery): Finding {
	const body = parsed(delivery);
	const missing = ENVELOPE.filter((key) => !(key in body));
	const reads = read(kit, delivery) !== undefined && isObject(body.payload);
	return judge(
		'deliveryEnvelope',
		missing.length === 0,
		missing.length === 0 ? kit.keys(body) : `${kit.keys(body)}; without ${missing.join(', ')}`,
		reads,
	);
}

const read = ({ setup }: Kit, { body }: Delivery) =>
	readDelivery(body.toString('utf8'), { instanceId: setup.account.instanceId, now: Date.now(), known: new KnownPeople() });

const eventsIn = (kit: Kit, delivery: Delivery): string[] => (read(kit, delivery)?.events ?? []).map(({ event }) => event);

function linkReset(kit: Kit, all: Delivery[]): Finding {
	const updates = all.filter((delivery) => parsed(delivery).event === 'group.v2.update');
	const resets = updates.find((delivery) => {
		const { payload } = parsed(delivery);
		return isObject(payload) && isObject(payload.group) && 'invite' in payload.group;
	});
	if (resets)
		return asAssumed('linkResetEvent', 'payload.group.invite', {
			nodeReads: eventsIn(kit, resets).includes('inviteCodeChanged'),
		});
	const [other] = updates;
	if (!other) return notSeen('linkResetEvent', 'No group.v2.update came');
	return different('linkResetEvent', `payload has ${kit.keys(parsed(other).payload)}`, {
		nodeReads: eventsIn(kit, other).includes('inviteCodeChanged'),
	});
}

function join(kit: Kit, all: Delivery[]): Finding {
	const joins = all.filter((delivery) => eventsIn(kit, delivery).includes('memberJoined'));
	const first = joins.find((delivery) => parsed(delivery).event === 'group.v2.join') ?? joins[0];
	const unread = all.find((delivery) => parsed(delivery).event === 'group.v2.join');
	if (!first)
		return unread
			? different('joinEvent', `payload has ${kit.keys(parsed(unread).payload)}`, { nodeReads: false })
			: notSeen('joinEvent', 'Nobody joined');
	const { event, payload } = parsed(first);
	const holds = event === 'group.v2.join' && isObject(payload) && 'chatId' in payload;
	return judge('joinEvent', holds, `${String(event)}, payload has ${kit.keys(payload)}`, true);
}
