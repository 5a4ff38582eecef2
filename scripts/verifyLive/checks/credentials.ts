import { listParticipants, SESSION_INFO } from '../../../nodes/wawp/groups/groupCalls';
import { participantsFrom } from '../../../nodes/wawp/groups/participantList';
import { failureKind } from '../../../nodes/wawp/outcome/failureKind';
import { MISSING, sessionFrom } from '../../../nodes/wawp/session/session';
import type { FactId } from '../../../test/support/emulator/facts';
import type { Exchange, Place } from '../exchange';
import type { Check, Kit } from '../kit';
import { isLike } from '../shapes';
import { judge, notSeen, type Finding } from '../verdict';

const PLACES: ReadonlyArray<[FactId, Place]> = [
	['credentialsInBody', 'body'],
	['credentialsInQuery', 'query'],
	['tokenInHeader', 'tokenHeader'],
	['headersAlone', 'header'],
	['bearerAndInstanceHeader', 'bearer'],
];

/** Kinds of failures that prove that Wawp knew the account. */
const KNOWN_ACCOUNT = new Set(['sessionNotWorking', 'notAdmin', 'notMember', 'noSuchGroup']);

type Accepted = Partial<Record<Place, boolean>>;

/** Sends a GET and a POST that change nothing, with the credentials in each place alone. */
export const credentialPlaces: Check = {
	title: 'Where the credentials may be',
	facts: PLACES.map(([fact]) => fact),
	run: async (kit) => {
		const get: Accepted = {};
		const post: Accepted = {};
		const findings: Finding[] = [];
		for (const [fact, place] of PLACES) {
			const posted = await kit.client.send(SESSION_INFO, { place });
			post[place] = isAccepted(kit, posted);
			const seen = [`POST: ${inWords(kit, posted, post[place])}`];
			// A GET has no body.
			if (place !== 'body') {
				const read = await kit.client.send(listParticipants(kit.setup.groupId), { place });
				get[place] = isAccepted(kit, read);
				seen.push(`GET: ${inWords(kit, read, get[place])}`);
			}
			findings.push(judge(fact, post[place] && get[place] !== false, seen.join(', ')));
		}
		choosePlaces(kit, { get, post });
		return findings;
	},
};

function isAccepted(kit: Kit, exchange: Exchange): boolean {
	const outcome = kit.outcome(exchange);
	const session = sessionFrom(outcome);
	if (session) return session.status !== MISSING;
	return participantsFrom(outcome) !== undefined || KNOWN_ACCOUNT.has(failureKind(outcome));
}

const inWords = (kit: Kit, exchange: Exchange, accepted: boolean): string =>
	accepted ? `accepted (${exchange.response?.status ?? 0})` : `not accepted (${kit.seen(exchange)})`;

/** The other checks use the first place that works. @throws an Error if there is none */
function choosePlaces({ client, found, setup }: Kit, { get, post }: { get: Accepted; post: Accepted }): void {
	const first = (accepted: Accepted) => PLACES.map(([, place]) => place).find((place) => accepted[place]);
	const [forGet, forOthers] = [first(get), first(post)];
	if (client.exchanges.every(({ response }) => !response)) {
		throw new Error(
			`Nothing responded at ${setup.account.baseUrl}. Check the base URL and your internet connection, then start again`,
		);
	}
	if (!forOthers) {
		throw new Error(
			'Wawp accepted these credentials nowhere. Check the instance ID, the access token and the base URL, then start again',
		);
	}
	client.places = { GET: forGet ?? 'query', others: forOthers };
	found.places = {
		body: post.body === true && get.query === true,
		query: post.query === true && get.query === true,
		header: post.header === true && get.header === true,
	};
}

/** Sends wrong credentials. Three requests, each of which only reads. */
export const wrongCredentials: Check = {
	title: 'Wrong credentials',
	facts: ['missingParameter', 'badToken', 'unknownInstance'],
	run: async (kit) => {
		const { client, setup } = kit;
		const none = await client.send(SESSION_INFO, { place: 'none' });
		const token = await client.send(SESSION_INFO, { whose: 'wrong token' });
		const tokenByGet = await client.send(listParticipants(setup.groupId), { whose: 'wrong token' });
		const instance = await client.send(SESSION_INFO, { whose: 'wrong instance' });
		return [
			refusal(kit, 'missingParameter', none, ['missingCredentials', 'badToken']),
			refusal(kit, 'badToken', token, ['badToken']),
			refusal(kit, 'badToken', tokenByGet, ['badToken']),
			refusal(kit, 'unknownInstance', instance, ['sessionMissing']),
		];
	},
};

function refusal(kit: Kit, fact: FactId, exchange: Exchange, kinds: readonly string[]): Finding {
	if (!exchange.response) return notSeen(fact, kit.seen(exchange));
	return judge(fact, isLike(exchange, fact), kit.seen(exchange), kinds.includes(failureKind(kit.outcome(exchange))));
}
