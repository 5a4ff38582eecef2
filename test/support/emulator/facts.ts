/**
 * The facts about the Wawp API that this emulator assumes, each with its certainty. No one in this project has called the live API.
 * If you do, correct this list first and then the emulator.
 *
 * documented: Wawp's own pages · seen: public code that uses Wawp · inferred: WAHA, whose paths and events match Wawp's,
 * or the engines behind it · guessed: unknown, the emulator had to choose
 */
export type Certainty = 'documented' | 'seen' | 'inferred' | 'guessed';

export interface Fact {
	certainty: Certainty;
	fact: string;
}

export const facts = {
	revokePath: {
		certainty: 'documented',
		fact: 'POST /v2/groups/{id}/invite-code/revoke makes the current code invalid and creates a new one',
	},
	revokeResponse: { certainty: 'documented', fact: 'Revoke returns 200 with {"code":"NEW456DEF"}, under the schema "string"' },
	getPath: { certainty: 'documented', fact: 'GET /v2/groups/{id}/invite-code reads the current code' },
	getResponse: { certainty: 'guessed', fact: 'The response to get has the same shape as the response to revoke' },
	credentialsInBody: { certainty: 'documented', fact: 'POST pages show instance_id and access_token in the JSON body' },
	credentialsInQuery: { certainty: 'documented', fact: 'Every sample shows instance_id and access_token in the query' },
	tokenInHeader: { certainty: 'documented', fact: 'access-token is the security scheme of the OpenAPI export' },
	bearerAndInstanceHeader: { certainty: 'seen', fact: 'One SDK sends Authorization: Bearer with X-Instance-ID' },
	headersAlone: { certainty: 'guessed', fact: 'The headers are sufficient without body or query' },
	missingParameter: { certainty: 'seen', fact: 'A missing parameter gets 400 with code missing_param' },
	badToken: { certainty: 'documented', fact: 'A wrong token gets 401 with {"status","message","error"}' },
	unknownInstance: { certainty: 'seen', fact: 'An unknown instance gets 404 with {"code":"invalid_session","message"}' },
	sessionStatuses: {
		certainty: 'documented',
		fact: 'The statuses of a session are WORKING, SCAN_QR_CODE, STARTING, STOPPED, FAILED',
	},
	sessionNotWorking: {
		certainty: 'inferred',
		fact: 'A session that is not WORKING gets 422 with {"error":"Session status is not as expected...","status","expected"}',
	},
	bareText: { certainty: 'inferred', fact: 'The code may be unquoted text with content type text/html' },
	fullLink: { certainty: 'inferred', fact: 'The GOWS engine returns the full link, the others the bare code' },
	status201: { certainty: 'inferred', fact: 'Revoke may return 201' },
	noOpRevoke: { certainty: 'seen', fact: 'The GOWS gateway responds to a revoke with the unchanged link' },
	notAdminWebjs: { certainty: 'seen', fact: 'WEBJS returns 200 with an empty body or "undefined" to a non-admin' },
	notAdminNoweb: { certainty: 'seen', fact: 'NOWEB returns a bare 500 to a non-admin' },
	refusals: {
		certainty: 'inferred',
		fact: "WhatsApp's refusals arrive as HTTP 500. Only exception.message and exception.data distinguish them",
	},
	errorUnder200: { certainty: 'seen', fact: 'An error may come under HTTP 200, as {"code","message"} and in other envelopes' },
	wordUnder200: {
		certainty: 'guessed',
		fact: 'A word such as not-authorized or STOPPED may come under HTTP 200, as text or as code',
	},
	codeBesideMessage: {
		certainty: 'guessed',
		fact: 'A success may have a message beside the code: {"success":true,"message","code"}',
	},
	proxyTimeouts: {
		certainty: 'inferred',
		fact: 'A proxy may answer with 502, 504, 520, 522 or 524 while the call goes on behind it',
	},
	firewall: { certainty: 'inferred', fact: 'A firewall may answer with 403 and a web page' },
	endlessResponse: { certainty: 'guessed', fact: 'A response may arrive byte by byte, or have megabytes' },
	echo: { certainty: 'inferred', fact: 'A 500 may repeat the request with its body and query' },
	participantList: {
		certainty: 'documented',
		fact: 'GET /v2/groups/{id}/participants lists people with isAdmin and isSuperAdmin',
	},
	participantShapes: {
		certainty: 'inferred',
		fact: 'The list of participants has one shape per engine. Ids may be masked (@lid)',
	},
	addParticipants: {
		certainty: 'documented',
		fact: 'POST /v2/groups/{id}/participants/add takes {"participants":[{"id"}]}. Some people may be refused. A non-admin gets 403',
	},
	otherChanges: {
		certainty: 'documented',
		fact: 'POST .../participants/remove, .../admin/promote and .../admin/demote take the same body and return {"ok":true}',
	},
	changeNotAdmin: { certainty: 'guessed', fact: 'They return the 403 of participants/add to a non-admin' },
	changeShapes: {
		certainty: 'inferred',
		fact:
			'GOWS returns a list with Error per person, NOWEB a list with status per person. ' +
			'WEBJS returns an object by id with code for add',
	},
	partialChange: {
		certainty: 'guessed',
		fact: 'With WEBJS, the other changes return {"ok":true} also if some people were refused',
	},
	participantCache: { certainty: 'inferred', fact: 'GOWS lists participants from a cache, which may be outdated' },
	personStatuses: {
		certainty: 'inferred',
		fact:
			'Statuses per person: 403 privacy settings, 404 not on WhatsApp or not in the group, 408 left recently, ' +
			'409 already in the group, 419 group is full',
	},
	sendText: { certainty: 'documented', fact: 'POST /v2/send/text takes chatId and message' },
	sendTextResponse: { certainty: 'seen', fact: 'A sent message has its id in one of many places. A queued one has a job_id' },
	groupList: { certainty: 'inferred', fact: 'GET /v2/groups has one shape per engine' },
	settingPaths: {
		certainty: 'documented',
		fact: 'GET /v2/groups/{id}/settings/security/messages-admin-only and .../info-admin-only read a setting',
	},
	settingResponse: { certainty: 'inferred', fact: 'The response to a read of a setting is {"adminsOnly":true}' },
	settingChange: { certainty: 'inferred', fact: 'PUT at the same paths takes {"adminsOnly":true}. No page of v2 shows it' },
	settingInQuery: { certainty: 'seen', fact: 'Public code for v1 sends adminsOnly in the query' },
	settingChangeResponse: { certainty: 'inferred', fact: 'GOWS responds to a change of a setting with an empty body' },
	settingChangeNoweb: { certainty: 'guessed', fact: 'NOWEB responds to a change of a setting like GOWS' },
	settingChangeWebjs: {
		certainty: 'seen',
		fact: 'whatsapp-web.js returns true to a change of a setting, and false to a non-admin',
	},
	settingChangeNotAdmin: { certainty: 'guessed', fact: 'The other engines refuse a change of a setting like a revoke' },
	groupDetails: { certainty: 'seen', fact: 'GET /v2/groups/{id} reads a group. Public code uses it with v1' },
	groupDetailsShape: {
		certainty: 'inferred',
		fact: 'The response has the shape of the list of groups. With WEBJS, it has the metadata and the participants, too',
	},
	joinInfo: { certainty: 'seen', fact: 'GET /v2/groups/join-info?code= reads the group of a code. Public code uses it with v1' },
	joinInfoShape: {
		certainty: 'inferred',
		fact: 'The response is the group in the shape of the engine, with its size. With WEBJS it is the metadata alone',
	},
	gowsTexts: {
		certainty: 'inferred',
		fact: 'GOWS may give whatsmeow\'s own texts, such as "that group invite link has been revoked" or "that group does not exist"',
	},
	joinInfoDead: { certainty: 'guessed', fact: 'A dead code is refused with item-not-found' },
	undocumentedChanges: {
		certainty: 'inferred',
		fact:
			'POST /v2/groups, /groups/join, /groups/refresh, /groups/{id}/leave, DELETE /v2/groups/{id}, and PUT .../subject, .../description ' +
			'and .../picture change groups. Public code uses them with v1; no page of v2 shows them',
	},
	createdGroup: {
		certainty: 'inferred',
		fact: 'The response to a creation is the group, with WEBJS an object with gid. A failure of WEBJS is a text under 201',
	},
	joined: {
		certainty: 'inferred',
		fact: 'The response to a join has the ID of the group, also if an admin still has to approve it',
	},
	changedText: { certainty: 'inferred', fact: 'A new text is answered with true or false by WEBJS, with nothing by the others' },
	changedPicture: { certainty: 'inferred', fact: 'A new picture is answered with {"success":true}, also if WhatsApp refused it' },
	deletedGroup: {
		certainty: 'inferred',
		fact: 'Only WEBJS deletes a group, and only from the chats of the account. The others respond with 501',
	},
	refreshed: { certainty: 'inferred', fact: 'A refresh is answered with {"success":true}. With WEBJS it does nothing' },
	readPicture: { certainty: 'inferred', fact: 'GET /v2/groups/{id}/picture returns {"url"}, null without a picture' },
	rateLimits: {
		certainty: 'documented',
		fact: 'GET /v2/session/rate-limit names group_req_per_minute, concurrent_limit and other limits of the account. Their values are not documented',
	},
	rateLimit: { certainty: 'seen', fact: 'Too many requests get 429' },
	retryAfter: { certainty: 'guessed', fact: 'A 429 has a Retry-After header' },
	sessionInfo: { certainty: 'documented', fact: 'POST /v2/session/info returns name, status, config and me' },
	sessionWithoutPhone: { certainty: 'inferred', fact: 'me is null while no phone is linked' },
	sessionMetadata: {
		certainty: 'documented',
		fact: 'config.metadata of a session holds access_token, instance_id and user_email',
	},
	webhookSet: {
		certainty: 'documented',
		fact: 'webhook/set takes url, events, is_active, retries and hmac. It changes the entry of this URL, or adds one',
	},
	webhookSetMethod: { certainty: 'inferred', fact: 'webhook/set is a POST. Its page shows no method' },
	webhookUpdate: {
		certainty: 'documented',
		fact: 'PATCH /v2/webhook/update changes the given fields of an existing entry',
	},
	webhookDelete: { certainty: 'documented', fact: 'DELETE /v2/webhook/delete takes url in the body or the query' },
	systemWebhook: {
		certainty: 'documented',
		fact: 'https://app.wawp.net/api/webhook/{token} keeps the inbox in sync and cannot be deleted',
	},
	webhookList: { certainty: 'documented', fact: 'GET /v2/session/webhook returns webhooks and systemConfig' },
	webhookListEntries: { certainty: 'guessed', fact: 'An entry of the list has the field names of webhook/set, and no hmac' },
	webhookReplace: {
		certainty: 'documented',
		fact: 'POST /v2/session/webhook replaces the whole list, the system entry included',
	},
	webhookPlan: { certainty: 'documented', fact: 'Webhook calls return 403 subscription_required on a free plan' },
	webhookResponses: {
		certainty: 'guessed',
		fact: 'Changes return 200 with {"status":"success","message"}. An invalid url or events list gets 400',
	},
	webhookUnknown: { certainty: 'guessed', fact: 'A URL that is not registered gets 404' },
	sessionEvent: { certainty: 'inferred', fact: 'session.status (documented name) has the status in payload.status' },
	ownJoin: {
		certainty: 'inferred',
		fact: "The event of the account's own join lists all members of the group, with NOWEB twice",
	},
	trueTime: { certainty: 'inferred', fact: 'GOWS has the true time of an event in _data.Timestamp' },
	repeatedState: { certainty: 'inferred', fact: 'WEBJS repeats subject, description and invite link in every update' },
	webhookSession: { certainty: 'guessed', fact: 'Webhook calls do not need a session that is WORKING' },
} as const satisfies Record<string, Fact>;
