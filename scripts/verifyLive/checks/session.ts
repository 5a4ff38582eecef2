import { readCodeCall } from '../../../nodes/wawp/inviteCode/inviteCodeCalls';
import { SESSION_INFO } from '../../../nodes/wawp/groups/groupCalls';
import { ownIdsFrom } from '../../../nodes/wawp/groups/ownAccount';
import { errorInside } from '../../../nodes/wawp/outcome/errorEnvelope';
import { isObject } from '../../../nodes/wawp/outcome/json';
import { failureKind } from '../../../nodes/wawp/outcome/failureKind';
import { readBody, type Outcome } from '../../../nodes/wawp/outcome/outcome';
import { GET_RATE_LIMITS, rateLimitsFrom } from '../../../nodes/wawp/session/rateLimits';
import { sessionFrom } from '../../../nodes/wawp/session/session';
import type { WawpCall } from '../../../nodes/wawp/transport/request';
import { LIST_WEBHOOKS } from '../../../nodes/wawp/webhooks/webhookCalls';
import { jsonOf, textOf } from '../exchange';
import { needsSession, type Check } from '../kit';
import { isLike } from '../shapes';
import { judge, mayBe, notSeen } from '../verdict';

const DOCUMENTED = ['WORKING', 'SCAN_QR_CODE', 'STARTING', 'STOPPED', 'FAILED'];

const SESSION_INFO_BY_GET: WawpCall = { ...SESSION_INFO, method: 'GET' };

export const sessionStatus: Check = {
	title: 'The session',
	facts: ['sessionInfo', 'sessionInfoGet', 'sessionStatuses', 'sessionWithoutPhone', 'sessionMetadata', 'ownIds'],
	run: async (kit) => {
		const posted = await kit.client.send(SESSION_INFO);
		const read = await kit.client.send(SESSION_INFO_BY_GET);
		const value = jsonOf(posted);
		const { config, me }: Record<string, unknown> = isObject(value) ? value : {};
		const metadata = isObject(config) && isObject(config.metadata) ? config.metadata : {};
		const session = sessionFrom(kit.outcome(posted));
		const ownIds = ownIdsFrom(kit.outcome(posted));
		if (session) kit.found.status = session.status;
		if (ownIds) kit.found.ownIds = ownIds;
		const status = session?.status ?? 'none';
		const hasPhone = status !== 'SCAN_QR_CODE';
		const hasKeys = isObject(value) && ['name', 'status', 'config', 'me'].every((key) => key in value);
		return [
			judge(
				'sessionInfo',
				hasKeys && posted.response?.status === 200,
				`${posted.response?.status ?? 0}, with ${kit.keys(value)}`,
				!!session,
			),
			judge(
				'sessionInfoGet',
				sessionFrom(kit.outcome(read))?.status === status,
				read.response?.status === 200 ? `200, with ${kit.keys(jsonOf(read))}` : kit.seen(read),
			),
			judge('sessionStatuses', DOCUMENTED.includes(status), `The status is ${status}`),
			hasPhone
				? notSeen('sessionWithoutPhone', 'A phone is linked')
				: judge('sessionWithoutPhone', me === null, `me has ${kit.keys(me)}`, ownIds === undefined),
			judge('sessionMetadata', 'access_token' in metadata, `config.metadata has ${kit.keys(metadata) || 'nothing'}`),
			hasPhone
				? judge(
						'ownIds',
						isObject(me) && typeof me.id === 'string' && typeof me.lid === 'string',
						`me has ${kit.keys(me)}`,
						!!ownIds,
					)
				: notSeen('ownIds', 'No phone is linked'),
		];
	},
};

/** Runs only if the user stopped the session before the kit began. */
export const stoppedSession: Check = {
	title: 'A session that is not WORKING',
	facts: ['sessionNotWorking', 'webhookSession'],
	skip: (kit) =>
		needsSession(kit) === undefined
			? 'The session is WORKING. Stop it in the dashboard and run the kit again to see this'
			: undefined,
	run: async (kit) => {
		const code = await kit.client.send(readCodeCall(kit.setup.groupId));
		const webhooks = await kit.client.send(LIST_WEBHOOKS);
		const kind = failureKind(kit.outcome(webhooks));
		return [
			judge(
				'sessionNotWorking',
				isLike(code, 'sessionNotWorking'),
				kit.seen(code),
				failureKind(kit.outcome(code)) === 'sessionNotWorking',
			),
			kind === 'planOrQuota'
				? notSeen('webhookSession', 'The plan has no webhook calls')
				: judge('webhookSession', webhooks.response?.status === 200, kit.seen(webhooks)),
		];
	},
};

const MINUTE = 66_000;

export const rateLimitSettings: Check = {
	title: 'The limits of the instance',
	facts: ['rateLimitSettings', 'currentPolicy'],
	run: async (kit) => {
		const exchange = await kit.client.send(GET_RATE_LIMITS);
		const value = jsonOf(exchange);
		const { policies, current_policy: current }: Record<string, unknown> = isObject(value) ? value : {};
		const limits = rateLimitsFrom(kit.outcome(exchange));
		const isRead = Object.keys(limits).length > 0;
		// The kit stays below the limit.
		if (kit.setup.gap === undefined && limits.groupCallsPerMinute !== undefined)
			kit.client.gap = Math.max(kit.client.gap, MINUTE / limits.groupCallsPerMinute);
		const entries = Object.values(policies ?? {}) as unknown[];
		const areKnown = entries.length > 0 && entries.every((entry) => isObject(entry) && 'slug' in entry && isObject(entry.limits));
		const isAnswered = exchange.response?.status === 200;
		return [
			judge('rateLimitSettings', isAnswered && areKnown, kit.seen(exchange)),
			isAnswered
				? judge('currentPolicy', typeof current === 'string', `${isRead ? 'Found' : 'Not found'} in ${kit.keys(value)}`, isRead)
				: notSeen('currentPolicy', 'The call for the limits failed'),
		];
	},
};

/** What may come with any response. It looks at all responses so far, and sends nothing. */
export const everyResponse: Check = {
	title: 'What may come with any response',
	facts: [
		'rateLimit',
		'retryAfter',
		'rateLimitReset',
		'rateLimitRemaining',
		'errorUnder200',
		'echo',
		'gowsTexts',
		'engineTexts',
		'otherTier',
		'recordOfDefaults',
	],
	run: async (kit) => {
		const { exchanges } = kit.client;
		const { accessToken } = kit.setup.account;
		const limited = exchanges.filter(({ response }) => response?.status === 429);
		const first = limited[0];
		const { limits = {} } = first?.response ?? {};
		const remaining = exchanges.find(({ response }) => REMAINING.test(Object.keys(response?.limits ?? {}).join()));
		const errors = exchanges.filter(({ response }) => response && response.status >= 400);
		const texts = errors.map(({ response }) => response?.bytes.toString('utf8') ?? '');
		const underSuccess = exchanges.find(
			(exchange) => exchange.response && exchange.response.status < 300 && isErrorBody(kit.outcome(exchange)),
		);
		const never = 'It did not happen during this run';
		return await Promise.resolve([
			mayBe('rateLimit', limited.length > 0, `${limited.length} times 429`, never),
			first
				? judge('retryAfter', 'retry-after' in limits, `Retry-After: ${limits['retry-after'] ?? 'missing'}`)
				: notSeen('retryAfter', 'No 429 came, and the kit provokes none'),
			mayBe('rateLimitReset', RESET.test(Object.keys(limits).join()), JSON.stringify(limits), never),
			mayBe('rateLimitRemaining', remaining !== undefined, JSON.stringify(remaining?.response?.limits), never),
			mayBe('errorUnder200', underSuccess !== undefined, underSuccess ? kit.seen(underSuccess) : '', never),
			mayBe(
				'echo',
				texts.some((text) => text.includes(accessToken) || text.includes('[hidden]')),
				'An error repeated the access token',
				never,
			),
			mayBe(
				'gowsTexts',
				texts.some((text) => WHATSMEOW.test(text)),
				"An error had whatsmeow's own text",
				never,
			),
			mayBe(
				'engineTexts',
				texts.some((text) => NO_SUCH_GROUP.test(text)),
				'An engine said in its own words that it has no such group',
				never,
			),
			mayBe(
				'otherTier',
				texts.some((text) => text.includes('only in Plus version')),
				'A call belongs to another tier',
				never,
			),
			mayBe(
				'recordOfDefaults',
				exchanges.some((exchange) => textOf(exchange).includes('"GroupCreated":"0001-')),
				'A group had the year 1',
				never,
			),
		]);
	},
};

const RESET = /ratelimit-reset/;
const REMAINING = /ratelimit-remaining/;

const isErrorBody = (outcome: Outcome): boolean => {
	const body = outcome.kind === 'response' ? readBody(outcome.text) : undefined;
	// FAILED is also the status of a session.
	return body?.kind === 'json' && errorInside(body.value) !== undefined && !sessionFrom(outcome);
};

const NO_SUCH_GROUP = /Group with id \S+ not found|2 UNKNOWN: not found|Cannot read properties of undefined/;

const WHATSMEOW = /that group invite link|that group does not exist|not participating in that group|group's invite link/;
