import { rateLimitShapes } from './rateLimitShapes';

/**
 * Everything that this package assumes about the Wawp API, in one list. No one in this project has called the live API.
 *
 * The emulator plays this list: the calls that it knows, its responses to refused calls and its defaults stand here. `npm run verify:live`
 * compares it with a real account. If a fact turns out to be wrong, correct it here first; `usedBy` names the code that comes next.
 *
 * documented: Wawp's own pages · seen: public code that uses Wawp, or reports about it · inferred: WAHA, whose paths and events match
 * Wawp's, or the engines behind it · guessed: unknown, the emulator had to choose
 */
export type Certainty = 'documented' | 'seen' | 'inferred' | 'guessed';

/** What the contract kit finds about a fact. */
export type Verdict = 'as assumed' | 'different' | 'not seen';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Fact {
	certainty: Certainty;
	/** What we assume. A sentence with "may" is about something that does not have to happen. */
	assumption: string;
	source: string;
	/** The code that depends on it. */
	usedBy: readonly string[];
	/** What to change if it is wrong. */
	ifWrong: string;
	/** What the user of the node notices if it is wrong. */
	effect?: string;
	/** Why `npm run verify:live` cannot check it. */
	notCheckable?: string;
	/** The calls that the fact is about, by the names of the emulator's routes. */
	calls?: Readonly<Record<string, `${Method} /v2/${string}`>>;
	/** The response that the fact is about. A live response matches if it has the same status and the same keys. */
	response?: { status: number; body: Readonly<Record<string, unknown>> };
	/** What the emulator does by default, where several answers are possible. */
	emulated?: string;
}

const PAGES = "Wawp's pages for v2";
const WAHA = 'WAHA, the open gateway whose paths match those of Wawp';

const ACCOUNT = 'nodes/wawp/transport/account.ts';
const CODE = 'nodes/wawp/inviteCode/inviteCode.ts';
const CODE_CALLS = 'nodes/wawp/inviteCode/inviteCodeCalls.ts';
const ROTATION = 'nodes/wawp/inviteCode/callResult.ts';
const ENVELOPE = 'nodes/wawp/outcome/errorEnvelope.ts';
const FAILURES = 'nodes/wawp/outcome/failureKind.ts';
const POLICY = 'nodes/wawp/outcome/failurePolicy.ts';
const SETTINGS = 'nodes/wawp/groups/securitySettings.ts';
const RESULTS = 'nodes/wawp/groups/participantResults.ts';
const UNDOCUMENTED = 'nodes/wawp/groups/undocumentedCalls.ts';
const WEBHOOK_CALLS = 'nodes/wawp/webhooks/webhookCalls.ts';
const EVENTS = 'nodes/wawp/events/groupEvents.ts';

const CHANGES_GROUPS = 'The kit creates, joins, leaves, renames and deletes no group';
const SENDS_NOTHING = 'The kit sends no messages';
const NOT_PROVOKED = 'It comes with failures of the server that the kit does not provoke';

export const facts = {
	// Credentials
	credentialsInBody: {
		certainty: 'documented',
		assumption: 'A POST takes instance_id and access_token in its JSON body alone',
		source: `${PAGES}: the body tables of POST calls`,
		usedBy: [ACCOUNT],
		ifWrong: 'Make another place the default of "Send Credentials In"',
		effect: 'Set "Send Credentials In" to a value that works: the summary lists them',
	},
	credentialsInQuery: {
		certainty: 'documented',
		assumption: 'A GET and a POST take instance_id and access_token in the query alone',
		source: `${PAGES}: every sample`,
		usedBy: [ACCOUNT],
		ifWrong: 'Send the credentials of a GET in another place',
		effect: 'Set "Send Credentials In" to a value that works: the summary lists them',
	},
	tokenInHeader: {
		certainty: 'documented',
		assumption: 'A GET and a POST take the token in the header access-token, with instance_id in the query',
		source: "Wawp's OpenAPI export: its only security scheme. It gives instance_id no place",
		usedBy: [ACCOUNT],
		ifWrong: 'Nothing: no place that the credential offers uses this mixture',
	},
	headersAlone: {
		certainty: 'guessed',
		assumption: 'The headers access-token and X-Instance-ID are sufficient without body or query',
		source: 'No known client uses these two headers together',
		usedBy: [ACCOUNT, 'credentials/WawpGroupsApi.credentials.ts'],
		ifWrong: 'Remove "Headers" from "Send Credentials In", or say there that it does not work',
		effect: 'Do not set "Send Credentials In" to "Headers"',
	},
	bearerAndInstanceHeader: {
		certainty: 'seen',
		assumption: 'Authorization: Bearer with X-Instance-ID is sufficient',
		source: 'wawp-sdk-python, which cannot be imported as published',
		usedBy: [ACCOUNT],
		ifWrong: 'Nothing: the node does not send it',
	},
	missingParameter: {
		certainty: 'seen',
		assumption: 'A call without credentials gets 400 with code missing_param',
		source: 'Public clients of Wawp. Only this and a 401 advise to move the credentials',
		usedBy: [FAILURES, 'nodes/wawp/transport/credentialTestRules.ts'],
		ifWrong: 'Teach failureKind.ts and credentialTestRules.ts the other response',
		response: { status: 400, body: { code: 'missing_param', message: 'instance_id and access_token are required' } },
	},
	badToken: {
		certainty: 'documented',
		assumption: 'A wrong token gets 401 with status, message and error',
		source: `${PAGES}: errors`,
		usedBy: [FAILURES, 'nodes/wawp/transport/credentialTestRules.ts'],
		ifWrong: 'Teach failureKind.ts and credentialTestRules.ts the other response',
		effect: 'The error for a wrong token may name another cause',
		response: { status: 401, body: { status: 401, message: 'Invalid access token', error: 'Unauthorized' } },
	},
	unknownInstance: {
		certainty: 'seen',
		assumption: 'An unknown instance gets 404 with code invalid_session',
		source: 'Public clients of Wawp',
		usedBy: [FAILURES, 'nodes/wawp/session/session.ts', 'nodes/wawp/transport/credentialTestRules.ts'],
		ifWrong: 'Teach failureKind.ts and credentialTestRules.ts the other response',
		effect: 'The error for a wrong instance ID may name another cause',
		response: { status: 404, body: { code: 'invalid_session', message: 'The session does not exist' } },
	},

	// The session
	sessionInfo: {
		certainty: 'documented',
		assumption: 'POST /v2/session/info returns name, status, config and me',
		source: PAGES,
		usedBy: ['nodes/wawp/session/session.ts', 'nodes/wawp/groups/ownAccount.ts', 'credentials/WawpGroupsApi.credentials.ts'],
		ifWrong: 'Correct session.ts and the rules of the credential test',
		calls: { sessionInfo: 'POST /v2/session/info' },
	},
	sessionInfoGet: {
		certainty: 'seen',
		assumption: 'GET /v2/session/info returns the same',
		source: "Wawp's older pages, and public clients",
		usedBy: ['nodes/wawp/groups/groupCalls.ts'],
		ifWrong: 'Nothing: the node uses POST',
		calls: { sessionInfoByGet: 'GET /v2/session/info' },
	},
	sessionStatuses: {
		certainty: 'documented',
		assumption: 'The statuses of a session are WORKING, SCAN_QR_CODE, STARTING, STOPPED, FAILED',
		source: PAGES,
		usedBy: ['nodes/wawp/outcome/statusWord.ts', 'nodes/wawp/transport/credentialTestRules.ts'],
		ifWrong: 'Add the status to credentialTestRules.ts, with the next step',
	},
	sessionNotWorking: {
		certainty: 'inferred',
		assumption: 'A call on groups gets 422 with error, status and expected while the session is not WORKING',
		source: WAHA,
		usedBy: [FAILURES, 'nodes/wawp/session/session.ts'],
		ifWrong: 'Teach failureKind.ts the other response',
		response: {
			status: 422,
			body: {
				error: 'Session status is not as expected. Try again later or restart the session',
				status: 'STOPPED',
				expected: ['WORKING'],
			},
		},
	},
	otherTier: {
		certainty: 'inferred',
		assumption:
			'A call of another tier may get 422 with "... is available only in Plus version ...", and a call that the engine lacks 501. ' +
			'Only the text or the status of the session means the session',
		source: 'WAHA: src/core/exceptions.ts, and its running application',
		usedBy: [FAILURES, 'nodes/wawp/outcome/causes.ts', 'nodes/wawp/transport/credentialTestRules.ts'],
		ifWrong: 'Nothing: the node takes every other 422 as a missing call',
		response: {
			status: 422,
			body: {
				statusCode: 422,
				message: 'The feature is available only in Plus version. Check this out: https://waha.devlike.pro/',
				error: 'Unprocessable Entity',
			},
		},
	},
	sessionWithoutPhone: {
		certainty: 'inferred',
		assumption: 'me is null while no phone is linked',
		source: WAHA,
		usedBy: ['nodes/wawp/groups/ownAccount.ts'],
		ifWrong: 'Correct ownIdsFrom in ownAccount.ts',
	},
	sessionMetadata: {
		certainty: 'documented',
		assumption: 'config.metadata of a session holds access_token, instance_id and user_email',
		source: "Wawp's pages for v1",
		usedBy: ['nodes/wawp/session/session.ts', 'nodes/wawp/groups/ownAccount.ts'],
		ifWrong: 'Nothing: the node reads no part of config',
	},
	ownIds: {
		certainty: 'inferred',
		assumption: 'me has the id of the account and its masked id (lid)',
		source: `me.id: ${PAGES}. me.lid: WAHA`,
		usedBy: ['nodes/wawp/groups/ownAccount.ts', 'nodes/wawp/groups/ownRights.ts'],
		ifWrong: 'Without me.lid, the node cannot recognize the account in a masked list: say so in "Get Many" of groups',
	},

	// The invite code
	revokePath: {
		certainty: 'documented',
		assumption: 'POST /v2/groups/{id}/invite-code/revoke makes the current code invalid and creates a new one',
		source: PAGES,
		usedBy: [CODE_CALLS, ROTATION],
		ifWrong: 'Do not publish. If the code stays the same, Wawp has to fix it; the node reports this as an error',
		effect: 'Old links keep working. The node notices this and reports an error. Ask Wawp to fix it',
		calls: { revoke: 'POST /v2/groups/:groupId/invite-code/revoke' },
	},
	revokeResponse: {
		certainty: 'documented',
		assumption: 'Revoke returns 200 with {"code":"NEW456DEF"}',
		source: `${PAGES}, under the schema "string"`,
		usedBy: [CODE],
		ifWrong: 'Add the key or form to inviteCode.ts, and make it the default of the emulator',
	},
	getPath: {
		certainty: 'documented',
		assumption: 'GET /v2/groups/{id}/invite-code reads the current code',
		source: PAGES,
		usedBy: [CODE_CALLS, 'nodes/wawp/inviteCode/readInviteCode.ts'],
		ifWrong: 'Correct readCodeCall. Without it, no rotation can be verified',
		effect: 'The node cannot verify that a link was revoked',
		calls: { get: 'GET /v2/groups/:groupId/invite-code' },
	},
	getResponse: {
		certainty: 'guessed',
		assumption: 'The response to get has the same shape as the response to revoke',
		source: 'No page shows it',
		usedBy: [CODE],
		ifWrong: 'Give the emulator a shape of its own for get',
	},
	bareText: {
		certainty: 'inferred',
		assumption: 'The code may be unquoted text, with another content type than JSON',
		source: WAHA,
		usedBy: ['nodes/wawp/outcome/outcome.ts', CODE],
		ifWrong: 'Nothing: the node reads both',
	},
	fullLink: {
		certainty: 'inferred',
		assumption: 'The code may be the full link, as the GOWS engine returns it',
		source: "WAHA's GOWS engine",
		usedBy: [CODE],
		ifWrong: 'Nothing: the node reads both',
	},
	status201: {
		certainty: 'inferred',
		assumption: 'Revoke may return 201',
		source: WAHA,
		usedBy: ['nodes/wawp/outcome/outcome.ts'],
		ifWrong: 'Nothing: the node accepts every 2xx',
	},
	codeBesideMessage: {
		certainty: 'guessed',
		assumption: 'A success may have a message beside the code: {"success":true,"message","code"}',
		source: 'Similar gateways',
		usedBy: [ENVELOPE, CODE],
		ifWrong: 'Nothing: the node reads both',
	},
	noOpRevoke: {
		certainty: 'seen',
		assumption: 'Revoke may return the unchanged link, as the GOWS gateway does',
		source: 'devlikeapro/gows-plus: the revoke handler asks for the link without the reset flag',
		usedBy: [ROTATION, 'nodes/wawp/inviteCode/rotation.ts'],
		ifWrong: 'Nothing: the node compares the codes before and after',
	},
	cachedReads: {
		certainty: 'documented',
		assumption: 'A read shortly after a revoke may return the code from before, out of a cache',
		source: 'An old page of Wawp, which speaks of "micro-caching of safe GETs". The pages for v2 do not mention it',
		usedBy: [
			'nodes/wawp/inviteCode/knownCodes.ts',
			'nodes/wawp/inviteCode/readInviteCode.ts',
			'nodes/wawp/inviteCode/rotation.ts',
		],
		ifWrong: 'Nothing: the node only takes precautions',
	},
	revokeThenRead: {
		certainty: 'inferred',
		assumption: 'Revoke may report a refusal of its own read as HTTP 500, although the code was revoked',
		source: 'revokeInviteCode of the engines in devlikeapro/waha: it resets the link, then returns what a second call reads',
		usedBy: [ROTATION, 'nodes/wawp/inviteCode/rotation.ts', 'nodes/wawp/inviteCode/rotateInviteCode.ts'],
		ifWrong: 'Nothing: the node reads the code after every such refusal',
		notCheckable: NOT_PROVOKED,
	},
	joinInfo: {
		certainty: 'seen',
		assumption: 'GET /v2/groups/join-info?code= reads the group of a code',
		source: "Wawp's own n8n node for v1; WAHA",
		usedBy: ['nodes/wawp/inviteCode/joinInfo.ts', 'nodes/WawpGroups/actions/inviteLinks.ts'],
		ifWrong: 'Correct joinInfoCall, or remove "By Invite Link" and "Get Join Info"',
		effect: 'Do not choose groups "By Invite Link"',
		calls: { joinInfo: 'GET /v2/groups/join-info' },
	},
	joinInfoByLink: {
		certainty: 'inferred',
		assumption: 'join-info takes a full link, too',
		source: WAHA,
		usedBy: ['nodes/wawp/inviteCode/joinInfo.ts'],
		ifWrong: 'Nothing: the node sends the bare code',
	},
	joinInfoShape: {
		certainty: 'inferred',
		assumption: 'The response to join-info is the group in the shape of the engine, with its size',
		source: WAHA,
		usedBy: ['nodes/wawp/inviteCode/joinInfo.ts', 'nodes/wawp/groups/groupDetails.ts'],
		ifWrong: 'Teach groupDetails.ts the shape',
	},
	joinInfoDead: {
		certainty: 'inferred',
		assumption: 'join-info refuses a revoked code with item-not-found (404), gone (410) or not-acceptable (406)',
		source: "Baileys in WAHA's running application, and public reports; whatsmeow gives its own text",
		usedBy: ['nodes/wawp/inviteCode/joinInfo.ts', 'nodes/wawp/outcome/causes.ts'],
		ifWrong: 'Teach failureKind.ts the words, so that the error says that the link was revoked',
		effect: 'The error for a revoked link may name another cause',
	},

	// Refusals and errors
	refusals: {
		certainty: 'inferred',
		assumption: 'A refusal by WhatsApp arrives as HTTP 500. Only exception.message and exception.data tell the cause',
		source: WAHA,
		usedBy: [ENVELOPE, FAILURES],
		ifWrong: 'Teach errorEnvelope.ts the envelope, and failureKind.ts its words',
		effect: 'The error for a wrong group may name another cause',
		response: {
			status: 500,
			body: {
				statusCode: 500,
				timestamp: '2026-11-22T12:00:00.000Z',
				exception: { message: 'item-not-found', data: 404, name: 'Error', stack: 'Error: item-not-found' },
			},
		},
	},
	engineTexts: {
		certainty: 'seen',
		assumption:
			"An engine may say in its own words that it has no such group: Group with id '...' not found (NOWEB), 2 UNKNOWN: not found (GOWS), " +
			"Cannot read properties of undefined (reading 'participants') (WEBJS)",
		source: "WAHA's running application with NOWEB and WEBJS; public reports for GOWS",
		usedBy: ['nodes/wawp/outcome/causes.ts', 'nodes/wawp/groups/ownRights.ts'],
		ifWrong: 'Nothing: the node knows the words of WhatsApp, too',
	},
	badRequest: {
		certainty: 'seen',
		assumption: 'WhatsApp refuses a value with bad-request in a 500, WAHA an empty description for GOWS with 400',
		source: "WAHA's running application, and the sources of its GOWS engine",
		usedBy: [FAILURES, 'nodes/wawp/groups/provenChange.ts'],
		ifWrong: 'Nothing: the error quotes every other text',
		notCheckable: CHANGES_GROUPS,
	},
	notAdminWebjs: {
		certainty: 'seen',
		assumption: 'WEBJS returns 200 with an empty body or "undefined" to a non-admin',
		source: 'rmyndharis/OpenWA#1122: 53 of 101 groups',
		usedBy: [FAILURES, 'nodes/wawp/groups/ownRights.ts'],
		ifWrong: 'Teach failureKind.ts the other response',
		effect: 'The error may not say that the account is not an admin',
	},
	notAdminNoweb: {
		certainty: 'seen',
		assumption: 'NOWEB returns a bare 500 to a non-admin',
		source: 'rmyndharis/OpenWA#1122: 13 of 16 groups',
		usedBy: [FAILURES, 'nodes/wawp/groups/ownRights.ts'],
		ifWrong: 'Teach failureKind.ts the other response',
		effect: 'The error may not say that the account is not an admin',
	},
	errorUnder200: {
		certainty: 'seen',
		assumption: 'An error may come under HTTP 200, as {"code","message"} and in other envelopes',
		source: 'Public clients of Wawp',
		usedBy: [ENVELOPE],
		ifWrong: 'Nothing: the node reads the body under every status',
	},
	wordUnder200: {
		certainty: 'guessed',
		assumption: 'A word such as not-authorized or STOPPED may come under HTTP 200, as text or as code',
		source: 'Wrappers of the engines',
		usedBy: ['nodes/wawp/outcome/errorWords.ts', CODE],
		ifWrong: 'Nothing: the node only takes precautions',
		notCheckable: NOT_PROVOKED,
	},
	proxyTimeouts: {
		certainty: 'inferred',
		assumption: 'A proxy may answer with 502, 504, 520, 522 or 524 while the call goes on behind it',
		source: 'Cloudflare and nginx',
		usedBy: [POLICY, ROTATION],
		ifWrong: 'Nothing: the node only takes precautions',
		notCheckable: NOT_PROVOKED,
	},
	firewall: {
		certainty: 'inferred',
		assumption: 'A firewall may answer with 403 and a web page',
		source: 'Cloudflare',
		usedBy: [FAILURES],
		ifWrong: 'Nothing: the node only takes precautions',
		notCheckable: NOT_PROVOKED,
	},
	endlessResponse: {
		certainty: 'guessed',
		assumption: 'A response may arrive byte by byte, or have megabytes',
		source: 'Broken proxies',
		usedBy: ['nodes/wawp/transport/response.ts'],
		ifWrong: 'Nothing: the node only takes precautions',
		notCheckable: NOT_PROVOKED,
	},
	echo: {
		certainty: 'inferred',
		assumption: 'An error may repeat the request with its body and query, and so the access token',
		source: WAHA,
		usedBy: ['nodes/wawp/transport/redaction.ts'],
		ifWrong: 'Nothing: the node hides secrets in every text',
	},
	gowsTexts: {
		certainty: 'inferred',
		assumption:
			'GOWS may give whatsmeow\'s own texts, such as "that group invite link has been revoked" or "that group does not exist"',
		source: 'The source of whatsmeow',
		usedBy: [FAILURES],
		ifWrong: 'Nothing: the node knows the short names, too',
	},
	rateLimit: {
		certainty: 'seen',
		assumption: 'Too many requests may get 429',
		source: 'One public client',
		usedBy: [FAILURES, 'nodes/wawp/transport/pacing.ts'],
		ifWrong: 'Teach failureKind.ts the response to too many requests',
	},
	retryAfter: {
		certainty: 'guessed',
		assumption: 'A 429 has a Retry-After header',
		source: 'HTTP',
		usedBy: ['nodes/wawp/transport/requestedWait.ts'],
		ifWrong: 'Nothing: without the header, the node looks for a reset, and else backs off by itself',
	},
	rateLimitReset: {
		certainty: 'guessed',
		assumption: 'A 429 may have RateLimit-Reset or X-RateLimit-Reset: seconds, a Unix time or a date',
		source: 'The IETF draft for RateLimit-Reset, and the documentation of other APIs',
		usedBy: ['nodes/wawp/transport/requestedWait.ts'],
		ifWrong: 'Nothing: without the header, the node backs off by itself',
	},
	rateLimitRemaining: {
		certainty: 'guessed',
		assumption: 'A response may have X-RateLimit-Remaining, and a reset beside it',
		source: 'The documentation of other APIs',
		usedBy: ['nodes/wawp/transport/requestedWait.ts'],
		ifWrong: 'Nothing: without the header, the node waits for a 429',
	},
	rateLimitSettings: {
		certainty: 'documented',
		assumption:
			'GET /v2/session/rate-limit returns `policies`, each with `slug`, `limits` and `available`. The values of the limits are not documented: those of the current policy of the emulator are too high to be met',
		source: PAGES,
		usedBy: ['nodes/wawp/session/rateLimits.ts'],
		ifWrong: 'Teach rateLimits.ts the names. Without them, a run of many groups is slowed down only by refusals',
		calls: { rateLimitSettings: 'GET /v2/session/rate-limit' },
		response: {
			status: 200,
			body: rateLimitShapes['the policies, and the slug of the current one']({
				group_req_per_minute: 10_000,
				group_daily_cap: 100_000,
				send_message_per_minute: 10_000,
				send_message_daily_cap: 100_000,
				check_req_per_minute: 10_000,
				check_daily_cap: 100_000,
				concurrent_limit: 1_000,
				account_protection_seconds: 0,
			}),
		},
	},
	currentPolicy: {
		certainty: 'guessed',
		assumption: 'The response shows the current policy: by its slug in `current_policy`',
		source: `${PAGES} say that the response shows the current policy, and not how`,
		usedBy: ['nodes/wawp/session/rateLimits.ts'],
		ifWrong: 'Teach rateLimits.ts how to find it. Until then, a run of many groups is slowed down only by refusals',
	},

	// Groups and participants
	groupList: {
		certainty: 'inferred',
		assumption: 'GET /v2/groups lists all groups in one of three shapes, one per engine',
		source: WAHA,
		usedBy: ['nodes/wawp/groups/groupList.ts', 'nodes/wawp/outcome/listEntries.ts'],
		ifWrong: 'Teach groupList.ts the shape',
		calls: { groups: 'GET /v2/groups' },
	},
	groupPaging: {
		certainty: 'inferred',
		assumption: 'The list of groups takes limit and offset',
		source: WAHA,
		usedBy: ['nodes/wawp/groups/groupCalls.ts'],
		ifWrong: 'Nothing: the node reads the whole list',
	},
	groupExclude: {
		certainty: 'inferred',
		assumption: 'The list of groups omits the participants with exclude=participants',
		source: WAHA,
		usedBy: ['nodes/wawp/groups/groupCalls.ts'],
		ifWrong: 'Nothing: the node does not ask for it. It would save megabytes in "From List"',
	},
	groupDetails: {
		certainty: 'seen',
		assumption: 'GET /v2/groups/{id} reads a group',
		source: "Wawp's own n8n node for v1; WAHA",
		usedBy: ['nodes/wawp/groups/groupCalls.ts'],
		ifWrong: 'Correct readGroupCall. wawp-sdk-python uses /groups/detail?groupId=',
		calls: { group: 'GET /v2/groups/:groupId' },
	},
	groupDetailsShape: {
		certainty: 'inferred',
		assumption: 'It has the subject, the settings and the participants of the group, in the shape of the engine',
		source: WAHA,
		usedBy: ['nodes/wawp/groups/groupDetails.ts'],
		ifWrong: 'Teach groupDetails.ts the shape',
	},
	recordOfDefaults: {
		certainty: 'seen',
		assumption: 'GOWS may return a record with an empty name and the year 1 for a group that its cache does not have',
		source: 'Public reports; the zero values of types.GroupInfo in tulir/whatsmeow',
		usedBy: ['nodes/wawp/groups/groupList.ts', 'nodes/wawp/groups/groupDetails.ts', 'nodes/wawp/groups/changeSecurity.ts'],
		ifWrong: 'Nothing: no real group is from the year 1',
	},
	readPicture: {
		certainty: 'inferred',
		assumption: 'GET /v2/groups/{id}/picture returns {"url"}, null without a picture',
		source: WAHA,
		usedBy: [UNDOCUMENTED, 'nodes/wawp/groups/groupPicture.ts'],
		ifWrong: 'Teach groupPicture.ts the shape',
		calls: { readPicture: 'GET /v2/groups/:groupId/picture' },
	},
	participantList: {
		certainty: 'documented',
		assumption: 'GET /v2/groups/{id}/participants lists people with isAdmin and isSuperAdmin',
		source: PAGES,
		usedBy: ['nodes/wawp/groups/participantList.ts', 'nodes/wawp/groups/groupCalls.ts'],
		ifWrong: 'Teach participantList.ts where the role is',
		calls: { participants: 'GET /v2/groups/:groupId/participants' },
	},
	participantShapes: {
		certainty: 'inferred',
		assumption: 'The list of participants has one shape per engine. Ids may be masked (@lid)',
		source: WAHA,
		usedBy: ['nodes/wawp/groups/participantList.ts', 'nodes/wawp/ids/participantId.ts'],
		ifWrong: 'Teach participantId.ts the key of the id',
	},
	participantCache: {
		certainty: 'inferred',
		assumption: 'GOWS lists participants from a cache, which may be outdated',
		source: "WAHA's GOWS engine",
		usedBy: ['nodes/wawp/groups/participantList.ts', 'nodes/wawp/groups/verifiedResult.ts'],
		ifWrong: 'Nothing: the node looks again',
		notCheckable: 'The cache is outdated only now and then',
	},
	addParticipants: {
		certainty: 'documented',
		assumption: 'POST /v2/groups/{id}/participants/add takes {"participants":[{"id"}]}. Some people may be refused',
		source: PAGES,
		usedBy: ['nodes/wawp/groups/participantChange.ts'],
		ifWrong: 'Correct changeCall',
		calls: { addParticipants: 'POST /v2/groups/:groupId/participants/add' },
	},
	otherChanges: {
		certainty: 'documented',
		assumption: 'POST .../participants/remove, .../admin/promote and .../admin/demote take the same body and return {"ok":true}',
		source: PAGES,
		usedBy: ['nodes/wawp/groups/participantChange.ts', RESULTS],
		ifWrong: 'Teach participantResults.ts the shape',
		calls: {
			removeParticipants: 'POST /v2/groups/:groupId/participants/remove',
			promote: 'POST /v2/groups/:groupId/admin/promote',
			demote: 'POST /v2/groups/:groupId/admin/demote',
		},
	},
	changeNotAdmin: {
		certainty: 'documented',
		assumption: 'Changes of participants get 403 if the account is not an admin',
		source: `${PAGES} for add; guessed for the others`,
		usedBy: [FAILURES],
		ifWrong: 'Teach failureKind.ts the other response',
		notCheckable: 'The kit changes no people in a group where the account is not an admin',
		response: { status: 403, body: { status: 403, message: 'You are not an admin of this group', error: 'Forbidden' } },
	},
	changeShapes: {
		certainty: 'inferred',
		assumption:
			'The response to add has a result per person: a list with Error (GOWS) or status (NOWEB), or an object by id with code (WEBJS)',
		source: "WAHA's engines",
		usedBy: [RESULTS],
		ifWrong: 'Teach participantResults.ts the shape',
	},
	partialChange: {
		certainty: 'guessed',
		assumption: 'With WEBJS, the other changes return {"ok":true} also if some people were refused',
		source: 'One flag for all people on the page',
		usedBy: [RESULTS],
		ifWrong: 'Nothing: the node looks at the list of participants',
		notCheckable: 'It needs several people, some of whom refuse',
	},
	maskedResults: {
		certainty: 'inferred',
		assumption:
			'In a group that masks numbers, the results of NOWEB name a person by the masked id. The number is only in ' +
			'content.attrs.phone_number, and a refusal also in content.attrs.error',
		source: 'groupParticipantsUpdate in WhiskeySockets/Baileys (src/Socket/groups.ts) returns the node of each person as it is',
		usedBy: [RESULTS, 'nodes/wawp/ids/participantId.ts'],
		ifWrong: 'Teach participantResults.ts where the number is. Until then, the results of several people are unclear',
		notCheckable: 'The kit adds one person to a test group, which need not mask numbers',
	},
	formerMembers: {
		certainty: 'seen',
		assumption: 'The list of participants of WEBJS may go on showing people who have left',
		source: 'devlikeapro/waha#2067; getChatModel in whatsapp-web.js adds what WhatsApp reports to its own copy',
		usedBy: ['nodes/wawp/groups/participantList.ts', 'nodes/wawp/groups/verifiedResult.ts'],
		ifWrong: 'Nothing: the node takes no such entry for a proof',
		notCheckable: 'The list is outdated only now and then',
	},
	textUnder200: {
		certainty: 'inferred',
		assumption:
			'WEBJS answers an impossible "add" with 200 and a text such as "AddParticipantsError: ...", and other changes with "false"',
		source: 'addParticipants in whatsapp-web.js (src/structures/GroupChat.js) returns the text of an error',
		usedBy: [RESULTS, FAILURES],
		ifWrong: 'Nothing: the node takes no text for a success',
		notCheckable: 'The kit changes no people in a group where the account is not an admin',
	},
	personStatuses: {
		certainty: 'inferred',
		assumption:
			'A person may get a status of their own: 403 privacy settings, 404 not on WhatsApp or not in the group, 408 left recently, ' +
			'409 already in the group, 419 group is full',
		source: 'whatsapp-web.js, whatsmeow and Baileys',
		usedBy: [RESULTS],
		ifWrong: 'Correct the texts in participantResults.ts',
	},

	// Settings
	settingPaths: {
		certainty: 'documented',
		assumption: 'GET /v2/groups/{id}/settings/security/messages-admin-only and .../info-admin-only read a setting',
		source: PAGES,
		usedBy: [SETTINGS],
		ifWrong: 'Correct readSettingCall',
		calls: {
			readSend: 'GET /v2/groups/:groupId/settings/security/messages-admin-only',
			readEdit: 'GET /v2/groups/:groupId/settings/security/info-admin-only',
		},
	},
	settingResponse: {
		certainty: 'inferred',
		assumption: 'The response to a read of a setting is {"adminsOnly":true}',
		source: WAHA,
		usedBy: [SETTINGS],
		ifWrong: 'Teach adminsOnlyFrom the key',
	},
	settingChange: {
		certainty: 'inferred',
		assumption: 'PUT at the same paths takes {"adminsOnly":true} as body, and the setting changes',
		source: `${WAHA}. No page of v2 shows it`,
		usedBy: [SETTINGS, 'nodes/wawp/groups/changeSecurity.ts'],
		ifWrong: 'Correct changeSettingCall. If nothing changes the setting, remove "Lock Group" and "Unlock Group"',
		effect: '"Lock Group" and "Unlock Group" report an error: the settings do not change',
		calls: {
			changeSend: 'PUT /v2/groups/:groupId/settings/security/messages-admin-only',
			changeEdit: 'PUT /v2/groups/:groupId/settings/security/info-admin-only',
		},
	},
	settingInQuery: {
		certainty: 'seen',
		assumption: 'The value may have to be in the query',
		source: 'Public code for v1',
		usedBy: [SETTINGS],
		ifWrong: 'Nothing: the node sends it in both places',
	},
	settingChangeResponse: {
		certainty: 'inferred',
		assumption: 'GOWS responds to a change of a setting with an empty body',
		source: "WAHA's GOWS engine",
		usedBy: ['nodes/wawp/outcome/acceptedChange.ts'],
		ifWrong: 'Teach acceptedChange.ts the response',
	},
	settingChangeNoweb: {
		certainty: 'inferred',
		assumption: 'NOWEB responds to a change of a setting with an empty body, like GOWS',
		source: "WAHA's running application",
		usedBy: ['nodes/wawp/outcome/acceptedChange.ts'],
		ifWrong: 'Teach acceptedChange.ts the response',
	},
	settingCache: {
		certainty: 'inferred',
		assumption: 'GOWS may show the old setting for a while after a change that it accepted',
		source: "WAHA's GOWS engine, which answers from its cache",
		usedBy: ['nodes/wawp/groups/changeSecurity.ts', 'nodes/wawp/groups/ownRights.ts'],
		ifWrong: 'Nothing: then the node sees the new setting',
		notCheckable: 'The cache is outdated only now and then',
	},
	settingChangeWebjs: {
		certainty: 'seen',
		assumption: 'WEBJS returns true to a change of a setting, and false if WhatsApp refused it, for example to a non-admin',
		source: 'whatsapp-web.js: src/structures/GroupChat.js',
		usedBy: ['nodes/wawp/outcome/acceptedChange.ts', FAILURES],
		ifWrong: 'Teach acceptedChange.ts the response',
	},
	settingChangeNotAdmin: {
		certainty: 'guessed',
		assumption: 'The other engines refuse a change of a setting like a revoke',
		source: 'WAHA does not show it',
		usedBy: ['nodes/wawp/groups/changeSecurity.ts'],
		ifWrong: 'Teach failureKind.ts the other response',
		notCheckable: 'The kit changes no settings of a group where the account is not an admin',
	},

	// Changes of groups that no page of v2 shows
	undocumentedChanges: {
		certainty: 'inferred',
		assumption: 'Groups are created, joined, left, deleted, refreshed and described by the calls that WAHA has',
		source: `${WAHA}. Public code uses some of them with v1; no page of v2 shows them`,
		usedBy: [UNDOCUMENTED],
		ifWrong: 'Correct undocumentedCalls.ts',
		notCheckable: CHANGES_GROUPS,
		calls: {
			create: 'POST /v2/groups',
			join: 'POST /v2/groups/join',
			refresh: 'POST /v2/groups/refresh',
			leave: 'POST /v2/groups/:groupId/leave',
			subject: 'PUT /v2/groups/:groupId/subject',
			description: 'PUT /v2/groups/:groupId/description',
			picture: 'PUT /v2/groups/:groupId/picture',
			removePicture: 'DELETE /v2/groups/:groupId/picture',
			deleteGroup: 'DELETE /v2/groups/:groupId',
		},
	},
	createdGroup: {
		certainty: 'inferred',
		assumption: 'The response to a creation is the group, with WEBJS an object with gid. A failure of WEBJS is a text under 201',
		source: WAHA,
		usedBy: ['nodes/wawp/groups/createGroup.ts'],
		ifWrong: 'Teach createGroup.ts the shape',
		notCheckable: CHANGES_GROUPS,
	},
	joined: {
		certainty: 'inferred',
		assumption:
			'The response to a join has the ID of the group. If an admin still has to approve it, NOWEB returns {}, and the participants are refused',
		source: "WAHA's running application; Baileys: groupAcceptInvite in src/Socket/groups.ts",
		usedBy: ['nodes/wawp/groups/membership.ts'],
		ifWrong: 'Correct membership.ts',
		notCheckable: CHANGES_GROUPS,
	},
	joinRefused: {
		certainty: 'seen',
		assumption: 'WhatsApp refuses the join of a person whom an admin removed with not-authorized (401), although the link works',
		source: 'wppconnect-team/wppconnect-server#1934',
		usedBy: ['nodes/wawp/inviteCode/joinInfo.ts', 'nodes/wawp/groups/membership.ts'],
		ifWrong: 'Correct JOIN_FAILURES in joinInfo.ts',
		notCheckable: CHANGES_GROUPS,
	},
	changedText: {
		certainty: 'inferred',
		assumption: 'A new text is answered with true or false by WEBJS, with nothing by the others',
		source: WAHA,
		usedBy: ['nodes/wawp/groups/changeDetails.ts'],
		ifWrong: 'Teach acceptedChange.ts the response',
		notCheckable: CHANGES_GROUPS,
	},
	changedPicture: {
		certainty: 'inferred',
		assumption: 'A new picture is answered with {"success":true}, also if WhatsApp refused it',
		source: WAHA,
		usedBy: ['nodes/wawp/groups/changeDetails.ts'],
		ifWrong: 'Teach acceptedChange.ts the response',
		notCheckable: CHANGES_GROUPS,
	},
	deletedGroup: {
		certainty: 'inferred',
		assumption: 'Only WEBJS deletes a group, and only from the chats of the account. The others respond with 501',
		source: WAHA,
		usedBy: [UNDOCUMENTED],
		ifWrong: 'Correct the texts of "Delete Group"',
		notCheckable: CHANGES_GROUPS,
	},
	refreshed: {
		certainty: 'inferred',
		assumption: 'A refresh is answered with {"success":true}. With WEBJS it does nothing',
		source: WAHA,
		usedBy: [UNDOCUMENTED],
		ifWrong: 'Teach acceptedChange.ts the response',
		notCheckable: 'WhatsApp refuses refreshes that happen often, and a refusal lasts',
	},

	// Messages
	sendText: {
		certainty: 'documented',
		assumption: 'POST /v2/send/text takes chatId and message',
		source: PAGES,
		usedBy: ['nodes/wawp/messages/sentMessage.ts'],
		ifWrong: 'Correct the call in sentMessage.ts',
		notCheckable: SENDS_NOTHING,
		calls: { sendText: 'POST /v2/send/text' },
	},
	sendTextResponse: {
		certainty: 'seen',
		assumption: 'A sent message has its id in one of many places. A queued one has a job_id',
		source: 'Public clients of Wawp',
		usedBy: ['nodes/wawp/messages/sentMessage.ts'],
		ifWrong: 'Teach sentMessage.ts the place',
		notCheckable: SENDS_NOTHING,
	},

	// Webhooks
	webhookPlan: {
		certainty: 'documented',
		assumption: 'Webhook calls may return 403 subscription_required, on a free plan',
		source: PAGES,
		usedBy: [FAILURES, 'nodes/wawp/webhooks/describeWebhookFailure.ts'],
		ifWrong: 'Correct the text that recommends "Manual"',
		response: { status: 403, body: { code: 'subscription_required', message: 'Webhooks are part of the paid plans' } },
	},
	webhookSession: {
		certainty: 'guessed',
		assumption: 'Webhook calls do not need a session that is WORKING',
		source: 'No page says it',
		usedBy: ['nodes/WawpGroupsTrigger/registration.ts'],
		ifWrong: 'Say in docs/trigger.md that the session has to be connected before the workflow is published',
	},
	webhookList: {
		certainty: 'documented',
		assumption: 'GET /v2/session/webhook returns webhooks and systemConfig',
		source: PAGES,
		usedBy: ['nodes/wawp/webhooks/webhookList.ts', WEBHOOK_CALLS],
		ifWrong: 'Teach webhookList.ts the shape',
		calls: { webhooks: 'GET /v2/session/webhook' },
	},
	webhookListEntries: {
		certainty: 'guessed',
		assumption: 'An entry of the list has the field names of webhook/set, and no hmac',
		source: 'No page shows an entry',
		usedBy: ['nodes/wawp/webhooks/webhookList.ts', 'nodes/wawp/webhooks/changeWebhook.ts'],
		ifWrong: 'Teach webhookList.ts the names',
		emulated: 'not shown',
	},
	systemWebhook: {
		certainty: 'documented',
		assumption: 'https://app.wawp.net/api/webhook/{token} keeps the inbox in sync and cannot be deleted',
		source: PAGES,
		usedBy: ['nodes/wawp/webhooks/changeWebhook.ts'],
		ifWrong: 'Nothing: the node touches only its own entry',
	},
	webhookSet: {
		certainty: 'documented',
		assumption: 'webhook/set takes url, events, is_active, retries and hmac. It changes the entry of this URL, or adds one',
		source: PAGES,
		usedBy: [WEBHOOK_CALLS],
		ifWrong: 'Correct setWebhookCall',
		effect: 'Set "Registration" of the trigger to "Manual"',
		calls: { setWebhook: 'POST /v2/webhook/set' },
	},
	webhookSetMethod: {
		certainty: 'inferred',
		assumption: 'webhook/set is a POST',
		source: 'Its page shows no method',
		usedBy: [WEBHOOK_CALLS],
		ifWrong: 'Correct the method in setWebhookCall',
	},
	webhookUpdate: {
		certainty: 'documented',
		assumption: 'PATCH /v2/webhook/update changes the given fields of an existing entry',
		source: PAGES,
		usedBy: ['test/support/emulator/calls/webhooks.ts'],
		ifWrong: 'Nothing: the node uses webhook/set',
		calls: { updateWebhook: 'PATCH /v2/webhook/update' },
	},
	webhookDelete: {
		certainty: 'documented',
		assumption: 'DELETE /v2/webhook/delete takes url in the body or the query, and the entry disappears',
		source: PAGES,
		usedBy: [WEBHOOK_CALLS, 'nodes/wawp/webhooks/changeWebhook.ts'],
		ifWrong: 'Correct deleteWebhookCall',
		effect: 'Remove the webhook in your Wawp dashboard after you unpublish a workflow',
		calls: { deleteWebhook: 'DELETE /v2/webhook/delete' },
	},
	webhookReplace: {
		certainty: 'documented',
		assumption: 'POST /v2/session/webhook replaces the whole list, the system entry included',
		source: PAGES,
		usedBy: [WEBHOOK_CALLS],
		ifWrong: 'Nothing: the node never uses it',
		notCheckable: 'It would remove the webhooks of other programs',
		calls: { replaceWebhooks: 'POST /v2/session/webhook' },
	},
	webhookResponses: {
		certainty: 'guessed',
		assumption: 'webhook/set and webhook/delete return 200 with {"status":"success","message"}',
		source: 'No page shows it',
		usedBy: ['nodes/wawp/webhooks/webhookVerdict.ts'],
		ifWrong: 'Teach webhookVerdict.ts the response',
		response: { status: 200, body: { status: 'success', message: 'Webhook saved' } },
	},
	webhookUnknown: {
		certainty: 'guessed',
		assumption: 'The deletion of a URL that is not registered gets 404',
		source: 'No page shows it',
		usedBy: ['nodes/wawp/webhooks/webhookVerdict.ts'],
		ifWrong: 'Teach deleteVerdict the words',
		emulated: '404 with an error code',
	},
	webhookSignature: {
		certainty: 'inferred',
		assumption: 'X-Webhook-Hmac has the hexadecimal HMAC-SHA512 of the raw body, with X-Webhook-Hmac-Algorithm: sha512',
		source: "WAHA. Wawp's page on hmac reads as if X-Wawp-Signature had the secret itself; one SDK expects an HMAC-SHA256",
		usedBy: ['nodes/wawp/webhooks/webhookSignature.ts'],
		ifWrong: 'Keep only the signature that Wawp uses in isSigned',
		effect: 'The trigger rejects deliveries. Use "Manual" with ?secret= in the URL',
		emulated: 'hmac sha512',
	},
	deliveryRetries: {
		certainty: 'documented',
		assumption: 'A delivery that gets a 500 comes again after 2 seconds, with the same body and event ID',
		source: `${PAGES}; the details from WAHA`,
		usedBy: ['nodes/WawpGroupsTrigger/receive.ts', 'nodes/wawp/events/recentKeys.ts'],
		ifWrong: 'Correct what docs/trigger.md says about lost and repeated deliveries',
		effect: 'A delivery that your n8n misses is lost',
	},

	// Events
	deliveryEnvelope: {
		certainty: 'documented',
		assumption: 'A delivery is JSON with id, timestamp, session, engine, event, me and payload',
		source: PAGES,
		usedBy: ['nodes/wawp/events/delivery.ts'],
		ifWrong: 'Correct readDelivery',
	},
	deliveryMetadata: {
		certainty: 'inferred',
		assumption: 'The metadata of a delivery may contain the credentials of the session',
		source: WAHA,
		usedBy: ['nodes/wawp/events/delivery.ts', 'nodes/WawpGroupsTrigger/receive.ts'],
		ifWrong: 'Nothing: the trigger passes no metadata on',
	},
	linkResetEvent: {
		certainty: 'inferred',
		assumption:
			'A reset of the link comes as group.v2.update with payload.group.invite: with GOWS and NOWEB the link, with WEBJS the bare code beside the whole state of the group',
		source: `${WAHA}, 2026.2.1`,
		usedBy: [EVENTS],
		ifWrong: 'Say in docs/trigger.md which engines report "Invite Code Changed"',
		effect: '"Invite Code Changed" may not start your workflow',
	},
	joinEvent: {
		certainty: 'documented',
		assumption: 'The join of a person comes as group.v2.join with chatId and participants',
		source: `${PAGES}. WAHA sends group.v2.participants with type join instead`,
		usedBy: [EVENTS, 'nodes/WawpGroupsTrigger/events.ts'],
		ifWrong: 'Nothing if the trigger reads it: it reads both meanings',
		emulated: 'documented',
	},
	sessionEvent: {
		certainty: 'inferred',
		assumption: 'session.status (documented name) has the status in payload.status',
		source: WAHA,
		usedBy: ['nodes/wawp/events/sessionStatus.ts'],
		ifWrong: 'Teach sessionStatus.ts the place',
		notCheckable: 'The kit does not stop the session',
	},
	ownJoin: {
		certainty: 'inferred',
		assumption: "The event of the account's own join lists all members of the group, with NOWEB twice",
		source: WAHA,
		usedBy: [EVENTS],
		ifWrong: 'Correct isAboutOwnAccount',
		notCheckable: CHANGES_GROUPS,
	},
	batchJoin: {
		certainty: 'documented',
		assumption: 'One event carries everybody whom a moderator adds at once. Whoever opens the link has an event of their own',
		source:
			"Wawp's page on group.v2.join for the first sentence. For the second one, Baileys (src/Socket/groups.ts: one account accepts an invite, a list of people is added) and whatsmeow (group.go)",
		usedBy: [EVENTS, 'nodes/wawp/events/memberChanges.ts'],
		ifWrong: 'Count people of one event for a burst again, in memberChanges.ts',
		effect: 'A wave whose joins Wawp reports together and without the method starts no "Join Burst"',
		notCheckable: 'It needs several people',
	},
	joinActor: {
		certainty: 'inferred',
		assumption:
			'_data of a delivery may say who made the change: author and authorPn (NOWEB), Sender and SenderPN (GOWS), author (WEBJS)',
		source: `${WAHA}, 2026.2.1; Baileys, whatsmeow and whatsapp-web.js`,
		usedBy: ['nodes/wawp/events/eventActor.ts', 'nodes/wawp/events/joinMethod.ts'],
		ifWrong: 'Nothing: without this data, joinMethod is "unknown" and actorId is null',
	},
	numberInData: {
		certainty: 'inferred',
		assumption: 'With NOWEB, only _data has the phone number of a person whose ID is masked',
		source: `${WAHA}, 2026.2.1; Baileys, src/Socket/messages-recv.ts`,
		usedBy: [EVENTS, 'nodes/wawp/ids/knownPeople.ts'],
		ifWrong: 'Nothing: without the number, participantId is the masked ID',
		notCheckable: 'The kit adds one person to a group, whose number an engine may show',
	},
	ownLid: {
		certainty: 'inferred',
		assumption: 'me of a delivery lacks the masked ID of the account with WEBJS, and me as a whole in the first delivery of GOWS',
		source: `${WAHA}, 2026.2.1`,
		usedBy: ['nodes/wawp/ids/knownPeople.ts'],
		ifWrong: 'Nothing: a list with both IDs shows it, too',
		notCheckable: 'It depends on the engine',
	},
	repeatedReads: {
		certainty: 'inferred',
		assumption:
			'After each read of a group, NOWEB sends a group.v2.update for each group of the account, in which nothing has changed',
		source: `${WAHA}, 2026.2.1`,
		usedBy: ['nodes/wawp/events/groupUpdates.ts', 'nodes/wawp/events/groupStates.ts'],
		ifWrong: 'Nothing: an unchanged value starts nothing',
		notCheckable: 'The kit does not wait for events after a read',
	},
	namedChange: {
		certainty: 'inferred',
		assumption: '_data.type of a group.v2.update names what has changed, with WEBJS: subject, revoke_invite, announce',
		source: 'whatsapp-web.js, src/util/Constants.js; WAHA 2026.2.1',
		usedBy: ['nodes/wawp/events/groupUpdates.ts'],
		ifWrong: 'Nothing: the first update of a group after a restart is then taken for a repetition',
		notCheckable: 'The kit does not change the subject of a group',
	},
	trueTime: {
		certainty: 'inferred',
		assumption: 'GOWS has the true time of an event in _data.Timestamp',
		source: "WAHA's GOWS engine",
		usedBy: ['nodes/wawp/events/delivery.ts'],
		ifWrong: 'Remove it from readDelivery; late events then count as new',
	},
	repeatedState: {
		certainty: 'inferred',
		assumption: 'WEBJS repeats subject, description and invite link in every update',
		source: "WAHA's WEBJS engine",
		usedBy: [EVENTS, 'nodes/wawp/events/groupStates.ts'],
		ifWrong: 'Nothing: an unchanged value starts nothing',
		notCheckable: 'The kit does not change the subject of a group',
	},
} as const satisfies Record<string, Fact>;

export type FactId = keyof typeof facts;

/** All facts, with the fields that some of them lack. */
export const factList = Object.entries(facts) as Array<[FactId, Fact]>;
