import { isObject } from '../../nodes/wawp/outcome/json';
import { readBody } from '../../nodes/wawp/outcome/outcome';
import type { Recording } from '../../test/support/emulator/recording';
import type { Signing } from '../../test/support/emulator/signing';
import { signingOf } from './checks/deliveries';
import { textOf, type Exchange } from './exchange';
import type { Kit } from './kit';
import type { HeardDelivery, RunResult } from './run';

/** What the kit saw, in the form that the emulator replays: without secrets, numbers and names. */
export function toRecording({ kit, deliveries }: RunResult): Recording {
	const { groupId, nonAdminGroupId, nonMemberGroupId, person } = kit.setup;
	const { anonymizer } = kit;
	const hidden = (value: string | undefined) => (value === undefined ? undefined : anonymizer.text(value));
	return JSON.parse(
		JSON.stringify({
			about: `Recorded by npm run verify:live. Engine: ${kit.found.engine ?? 'unknown'}. All IDs, codes and names are made up`,
			inputs: {
				groupId: hidden(groupId),
				nonAdminGroupId: hidden(nonAdminGroupId),
				nonMemberGroupId: hidden(nonMemberGroupId),
				person: hidden(person),
			},
			exchanges: kit.client.exchanges.map((exchange) => recorded(kit, exchange)),
			deliveries: deliveries.map((delivery) => recordedDelivery(kit, delivery)),
		}),
	) as Recording;
}

/** Longer lists are cut. */
const MAX_ENTRIES = 20;

/** A list with the first entries only, and with those about the groups of the kit. */
function shortened(text: string, known: readonly string[]): string {
	if (text.length < 10_000) return text;
	const keep = (entry: unknown, at: number) => at < MAX_ENTRIES || known.some((id) => JSON.stringify(entry).includes(id));
	const body = readBody(text);
	if (body.kind !== 'json') return text;
	if (Array.isArray(body.value)) return JSON.stringify(body.value.filter(keep));
	if (!isObject(body.value)) return text;
	return JSON.stringify(Object.fromEntries(Object.entries(body.value).filter(keep)));
}

function recorded({ anonymizer, setup }: Kit, exchange: Exchange): Recording['exchanges'][number] {
	const known = [setup.groupId, setup.nonAdminGroupId, setup.nonMemberGroupId, setup.person].filter((id) => id !== undefined);
	const { request, response } = exchange;
	const values = (object: object) => JSON.parse(anonymizer.body(JSON.stringify(object))) as Record<string, unknown>;
	return {
		request: { ...request, path: anonymizer.text(request.path), query: values(request.query), body: values(request.body) },
		response: response
			? {
					status: response.status,
					contentType: response.contentType,
					...(Object.keys(response.limits).length > 0 && { headers: response.limits }),
					body: anonymizer.body(shortened(textOf(exchange), known)),
				}
			: null,
	};
}

const SIGNINGS: Record<string, Signing> = {
	'raw secret': 'raw secret',
	'hmac sha256': 'hmac sha256',
	'hmac sha512': 'hmac sha512',
};

function recordedDelivery({ anonymizer, found }: Kit, delivery: HeardDelivery): Recording['deliveries'][number] {
	const { style = '' } = signingOf(delivery, found.webhook?.hmac ?? '') ?? {};
	return { after: delivery.after, body: anonymizer.body(delivery.body.toString('utf8')), signing: SIGNINGS[style] ?? null };
}
