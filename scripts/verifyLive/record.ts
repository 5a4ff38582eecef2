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

function recorded({ anonymizer }: Kit, exchange: Exchange): Recording['exchanges'][number] {
	const { request, response } = exchange;
	const values = (object: object) => JSON.parse(anonymizer.body(JSON.stringify(object))) as Record<string, unknown>;
	return {
		request: { ...request, path: anonymizer.text(request.path), query: values(request.query), body: values(request.body) },
		response: response
			? {
					status: response.status,
					contentType: response.contentType,
					...(response.retryAfter !== undefined && { retryAfter: response.retryAfter }),
					body: anonymizer.body(textOf(exchange)),
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
