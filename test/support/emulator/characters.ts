import { facts, type FactId, type Verdict } from './facts';
import { json, text } from './reply';
import type { Emulator } from './server';
import { rateLimitShapes, unclearRateLimitShapes } from './rateLimitShapes';
import { type webhookListShapes } from './webhookShapes';
import type { Engine, Group, Instance } from './world';

/** The parts of a world that a character changes. */
export interface Stage {
	emulator: Emulator;
	instance: Instance;
	/** The account is an admin of it. */
	group: Group;
	/** Somebody who is in no group. */
	person: string;
}

/** A way in which the real API may differ from the facts. */
export interface Character {
	/** Default: WEBJS. */
	engine?: Engine;
	plant: (stage: Stage) => void;
	/** The verdicts of the contract kit that differ from those for the same engine without the difference. */
	verdicts: Partial<Record<FactId, Verdict>>;
}

const everywhereElse = (...facts: FactId[]): Partial<Record<FactId, Verdict>> =>
	Object.fromEntries(facts.map((fact) => [fact, 'different']));

const notSeen = (...facts: FactId[]): Partial<Record<FactId, Verdict>> =>
	Object.fromEntries(facts.map((fact) => [fact, 'not seen']));

const WEBHOOK_FACTS: FactId[] = [
	'webhookSet',
	'webhookSetMethod',
	'webhookResponses',
	'webhookListEntries',
	'webhookUpdate',
	'webhookDelete',
	'webhookUnknown',
	'webhookSignature',
	'deliveryRetries',
	'deliveryEnvelope',
	'deliveryMetadata',
	'joinEvent',
];

/** The readable shapes of the list of webhooks, apart from the documented one. */
const listShape = (shape: keyof typeof webhookListShapes, verdicts: Character['verdicts']): Character => ({
	plant: ({ instance }) => (instance.webhookListShape = shape),
	verdicts,
});

export const characters = {
	'a revoke that changes nothing': {
		engine: 'GOWS',
		plant: ({ instance }) => (instance.noOpRevoke = true),
		verdicts: {
			revokePath: 'different',
			noOpRevoke: 'as assumed',
			linkResetEvent: 'different',
			...notSeen('joinInfoDead'),
		},
	},
	'a cache of reads': {
		plant: ({ group }) => (group.outdatedReads = 1),
		verdicts: { cachedReads: 'as assumed' },
	},
	'an unquoted code': {
		plant: ({ emulator }) => (emulator.codeShape = 'bare text'),
		verdicts: { revokeResponse: 'different', bareText: 'as assumed', status201: 'as assumed' },
	},
	'a link instead of a code': {
		plant: ({ emulator }) => (emulator.codeShape = 'bare link'),
		verdicts: { revokeResponse: 'different', bareText: 'as assumed', fullLink: 'as assumed' },
	},
	'a code in a wrapper': {
		plant: ({ emulator }) => (emulator.codeShape = 'data object'),
		verdicts: { revokeResponse: 'different' },
	},
	'credentials only in the query': {
		plant: ({ emulator }) => (emulator.credentialsIn = { GET: ['query'], others: ['query'] }),
		verdicts: everywhereElse('credentialsInBody', 'tokenInHeader', 'headersAlone', 'bearerAndInstanceHeader'),
	},
	'credentials only in the body, and for GET in the query': {
		plant: ({ emulator }) => (emulator.credentialsIn = { GET: ['query'], others: ['body'] }),
		verdicts: everywhereElse('credentialsInQuery', 'tokenInHeader', 'headersAlone', 'bearerAndInstanceHeader'),
	},
	'credentials only in the headers': {
		plant: ({ emulator }) => (emulator.credentialsIn = { GET: ['header'], others: ['header'] }),
		verdicts: everywhereElse('credentialsInBody', 'credentialsInQuery', 'tokenInHeader', 'bearerAndInstanceHeader'),
	},
	'credentials not in headers': {
		plant: ({ emulator }) => (emulator.credentialsIn = { GET: ['query'], others: ['body', 'query'] }),
		verdicts: everywhereElse('tokenInHeader', 'headersAlone', 'bearerAndInstanceHeader'),
	},
	'no session/info by GET': {
		plant: ({ emulator }) => emulator.instead.set('sessionInfoGet', json(404, { message: 'Not Found', statusCode: 404 })),
		verdicts: { sessionInfoGet: 'different' },
	},
	'no call for the limits': {
		plant: ({ emulator }) => emulator.instead.set('rateLimitSettings', json(404, { message: 'Not Found', statusCode: 404 })),
		verdicts: { rateLimitSettings: 'different', currentPolicy: 'not seen' },
	},
	'limits without policies': {
		plant: ({ instance }) => (instance.rateLimits = rateLimitShapes['limits at the top']({ group_req_per_minute: 10_000 })),
		verdicts: everywhereElse('rateLimitSettings', 'currentPolicy'),
	},
	'a mark on the current policy': {
		plant: ({ instance }) =>
			(instance.rateLimits = rateLimitShapes['a mark on the current policy']({ group_req_per_minute: 10_000 })),
		verdicts: { currentPolicy: 'different' },
	},
	'policies of which none is the current one': {
		plant: ({ instance }) => (instance.rateLimits = unclearRateLimitShapes['policies without a mark']({})),
		verdicts: { currentPolicy: 'different' },
	},
	'a list that ignores limit and offset': {
		plant: ({ instance }) => (instance.ignoresPaging = true),
		verdicts: { groupPaging: 'different' },
	},
	'a list that ignores exclude': {
		engine: 'GOWS',
		plant: ({ instance }) => (instance.ignoresExclude = true),
		verdicts: { groupExclude: 'different' },
	},
	'a wrong token that gets plain text': {
		plant: ({ emulator }) => emulator.instead.set('badToken', text(401, 'Unauthorized', 'text/plain')),
		verdicts: { badToken: 'different' },
	},
	'a wrong token that gets an error under 200': {
		plant: ({ emulator }) =>
			emulator.instead.set('badToken', json(200, { code: 'invalid_token', message: 'Invalid access token' })),
		verdicts: { badToken: 'different', errorUnder200: 'as assumed' },
	},
	'an unknown instance that gets 401': {
		plant: ({ emulator }) =>
			emulator.instead.set('unknownInstance', json(401, { status: 401, message: 'Invalid instance', error: 'Unauthorized' })),
		verdicts: { unknownInstance: 'different' },
	},
	'missing credentials that get XML': {
		plant: ({ emulator }) =>
			emulator.instead.set('missingParameter', text(400, '<error>instance_id is required</error>', 'application/xml')),
		verdicts: { missingParameter: 'different' },
	},
	'refusals in the documented envelope': {
		plant: ({ emulator }) =>
			emulator.instead.set('refusals', json(404, { status: 404, message: 'Group not found', error: 'Not Found' })),
		verdicts: { refusals: 'different' },
	},
	'empty bodies to non-admins of NOWEB': {
		engine: 'NOWEB',
		plant: ({ instance }) => (instance.notAdminReply = text(200, '')),
		verdicts: { notAdminNoweb: 'different' },
	},
	'empty bodies to non-admins of WEBJS': {
		plant: ({ instance }) => (instance.notAdminReply = text(200, '')),
		verdicts: {},
	},
	'a documented refusal to non-admins': {
		plant: ({ instance }) =>
			(instance.notAdminReply = json(403, { status: 403, message: 'You are not an admin of this group', error: 'Forbidden' })),
		verdicts: { notAdminWebjs: 'different' },
	},
	'settings that are accepted and not kept': {
		plant: ({ instance }) => (instance.undocumentedChanges = 'ignored'),
		verdicts: { settingChange: 'different', settingChangeWebjs: 'not seen' },
	},
	'settings that cannot be changed': {
		engine: 'GOWS',
		plant: ({ instance }) => (instance.undocumentedChanges = 'not found'),
		verdicts: { settingChange: 'different', settingChangeResponse: 'not seen' },
	},
	'settings that are read from the query': {
		plant: ({ instance }) => (instance.settingsIn = 'query'),
		verdicts: { settingChange: 'different', settingInQuery: 'as assumed' },
	},
	'a rate limit with Retry-After': {
		plant: ({ emulator }) => emulator.faults.plan({ kind: 'rate limit', retryAfter: '1', on: 'groups' }),
		verdicts: { rateLimit: 'as assumed', retryAfter: 'as assumed' },
	},
	'a rate limit without Retry-After': {
		plant: ({ emulator }) => emulator.faults.plan({ kind: 'rate limit', on: 'readSend' }),
		verdicts: { rateLimit: 'as assumed', retryAfter: 'different' },
	},
	'a rate limit with a reset': {
		plant: ({ emulator }) =>
			emulator.faults.plan({
				kind: 'rate limit',
				headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
				on: 'groups',
			}),
		verdicts: {
			rateLimit: 'as assumed',
			retryAfter: 'different',
			rateLimitReset: 'as assumed',
			rateLimitRemaining: 'as assumed',
		},
	},
	'an error that repeats the request': {
		plant: ({ emulator }) => emulator.faults.plan({ kind: 'echo', on: 'readPicture' }),
		verdicts: { readPicture: 'different', echo: 'as assumed' },
	},
	'texts of whatsmeow': {
		engine: 'GOWS',
		plant: ({ emulator }) =>
			emulator.instead.set('refusals', json(500, { statusCode: 500, exception: { message: 'that group does not exist' } })),
		verdicts: { gowsTexts: 'as assumed' },
	},
	'the words of NOWEB for a group that it does not have': {
		engine: 'NOWEB',
		plant: ({ instance }) => (instance.outsideTexts = 'engine'),
		verdicts: { engineTexts: 'as assumed' },
	},
	'the words of WEBJS for a group that it does not have': {
		engine: 'WEBJS',
		plant: ({ instance }) => (instance.outsideTexts = 'engine'),
		verdicts: { engineTexts: 'as assumed' },
	},
	'the words of GOWS for a group that it does not have': {
		engine: 'GOWS',
		plant: ({ instance }) => (instance.outsideTexts = 'engine'),
		verdicts: { engineTexts: 'as assumed' },
	},
	'a revoked link that is gone': {
		engine: 'NOWEB',
		plant: ({ instance }) => (instance.deadLink = ['gone', 410]),
		verdicts: {},
	},
	'a revoked link that is not acceptable': {
		plant: ({ instance }) => (instance.deadLink = ['not-acceptable', 406]),
		verdicts: {},
	},
	'a group that GOWS has not loaded': {
		engine: 'GOWS',
		plant: ({ instance }) => (instance.addGroup('120363000000000077@g.us', '').cached = 'nothing'),
		verdicts: { recordOfDefaults: 'as assumed' },
	},
	'a picture that belongs to another tier': {
		plant: ({ emulator }) => emulator.instead.set('readPicture', json(422, facts.otherTier.response.body)),
		verdicts: { readPicture: 'different', otherTier: 'as assumed' },
	},
	'a person who cannot be added': {
		engine: 'GOWS',
		plant: ({ group, person }) => group.addRefusals.set(person, 403),
		verdicts: { personStatuses: 'as assumed', ...notSeen('otherChanges', 'joinEvent', 'joinActor', 'trueTime') },
	},
	'masked members': {
		plant: ({ group }) => (group.masked = true),
		verdicts: {},
	},
	'a free plan': {
		plant: ({ instance }) => (instance.paidPlan = false),
		verdicts: {
			webhookPlan: 'as assumed',
			...notSeen('webhookList', 'systemWebhook', 'linkResetEvent', 'joinActor', ...WEBHOOK_FACTS),
		},
	},
	'the secret itself as signature': {
		plant: ({ instance }) => (instance.signing = 'raw secret'),
		verdicts: { webhookSignature: 'different' },
	},
	'a signature with SHA-256': {
		plant: ({ instance }) => (instance.signing = 'hmac sha256'),
		verdicts: { webhookSignature: 'different' },
	},
	'no signature': {
		plant: ({ instance }) => (instance.signing = 'none'),
		verdicts: { webhookSignature: 'different' },
	},
	"WAHA's meaning of the events": {
		engine: 'GOWS',
		plant: ({ instance }) => (instance.eventMeaning = 'WAHA'),
		verdicts: { joinEvent: 'different' },
	},
	'a list of webhooks that shows secrets': {
		plant: ({ instance }) => (instance.hmacShape = 'text'),
		verdicts: { webhookListEntries: 'different' },
	},
	'a list of webhooks in a wrapper': listShape('under data', { webhookList: 'different' }),
	'a bare list of webhooks': listShape('bare list with the system entry', { webhookList: 'different' }),
	'webhooks keyed by URL': listShape('keyed by URL', { ...notSeen('systemWebhook', 'webhookListEntries') }),
	'webhooks as in WAHA': listShape('as in WAHA', {
		...everywhereElse('webhookList', 'webhookListEntries'),
		...notSeen('systemWebhook'),
	}),
	'another response to an unknown webhook': {
		plant: ({ instance }) => (instance.unknownWebhookShape = '400 with a message'),
		verdicts: { webhookUnknown: 'different' },
	},
} satisfies Record<string, Character>;
