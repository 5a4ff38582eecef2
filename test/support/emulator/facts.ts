/**
 * What this emulator takes for true about the Wawp API, each fact with its certainty. Nobody of this project has called
 * the live API: whoever does, corrects this list first and the emulator after it.
 *
 * documented: Wawp's own pages · seen: public code that uses Wawp · inferred: WAHA, whose paths and events match Wawp's,
 * or the engines behind it · guessed: nobody knows, the emulator had to choose
 */
export type Certainty = 'documented' | 'seen' | 'inferred' | 'guessed';

export interface Fact {
	certainty: Certainty;
	fact: string;
}

export const facts = {
	revokePath: {
		certainty: 'documented',
		fact: 'POST /v2/groups/{id}/invite-code/revoke ends the current code and creates a new one',
	},
	revokeAnswer: { certainty: 'documented', fact: 'Revoke answers 200 with {"code":"NEW456DEF"}, under the schema "string"' },
	getPath: { certainty: 'documented', fact: 'GET /v2/groups/{id}/invite-code reads the current code' },
	getAnswer: { certainty: 'guessed', fact: 'Get answers in the same shape as revoke' },
	credentialsInBody: { certainty: 'documented', fact: 'instance_id and access_token in the JSON body of POST pages' },
	credentialsInQuery: { certainty: 'documented', fact: 'instance_id and access_token in the query of every sample' },
	tokenInHeader: { certainty: 'documented', fact: 'access-token is the security scheme of the OpenAPI export' },
	bearerAndInstanceHeader: { certainty: 'seen', fact: 'Authorization: Bearer with X-Instance-ID in one SDK' },
	headersAlone: { certainty: 'guessed', fact: 'The headers are enough without body or query' },
	missingParameter: { certainty: 'seen', fact: '400 with code missing_param' },
	badToken: { certainty: 'documented', fact: '401 with {"status","message","error"}' },
	unknownInstance: { certainty: 'seen', fact: '404 with {"code":"invalid_session","message"}' },
	sessionStatuses: { certainty: 'documented', fact: 'WORKING, SCAN_QR_CODE, STARTING, STOPPED, FAILED' },
	sessionNotWorking: {
		certainty: 'inferred',
		fact: '422 with {"error":"Session status is not as expected...","status","expected"}',
	},
	bareText: { certainty: 'inferred', fact: 'The code may come as unquoted text with content type text/html' },
	fullLink: { certainty: 'inferred', fact: 'The GOWS engine gives the full link, the others the bare code' },
	status201: { certainty: 'inferred', fact: 'Revoke may answer 201' },
	noOpRevoke: { certainty: 'seen', fact: 'The GOWS gateway answers a revoke with the unchanged link' },
	notAdminWebjs: { certainty: 'seen', fact: 'WEBJS answers 200 with an empty body or "undefined" for a non-admin' },
	notAdminNoweb: { certainty: 'seen', fact: 'NOWEB answers a non-admin with a bare 500' },
	refusals: {
		certainty: 'inferred',
		fact: "WhatsApp's refusals come as HTTP 500, told apart by exception.message and exception.data",
	},
	echo: { certainty: 'inferred', fact: 'A 500 may repeat the request with its body and query' },
	participantList: {
		certainty: 'documented',
		fact: 'GET /v2/groups/{id}/participants lists people with isAdmin and isSuperAdmin',
	},
	participantShapes: {
		certainty: 'inferred',
		fact: 'The list of participants has one shape per engine; ids may be masked (@lid)',
	},
	addParticipants: {
		certainty: 'documented',
		fact: 'POST /v2/groups/{id}/participants/add with {"participants":[{"id"}]}; some may be refused; 403 for a non-admin',
	},
	otherChanges: {
		certainty: 'seen',
		fact: 'POST .../participants/remove, .../admin/promote and .../admin/demote take the same body (in v1)',
	},
	changeNotAdmin: { certainty: 'guessed', fact: 'They answer a non-admin with the 403 of participants/add' },
	changeShapes: {
		certainty: 'inferred',
		fact: 'A list with Error (GOWS) or status (NOWEB) per person; by id with code for add and else {"status":200} (WEBJS)',
	},
	personStatuses: {
		certainty: 'inferred',
		fact: 'Per person: 403 privacy, 404 not on WhatsApp or not in the group, 408 left recently, 409 already in, 419 full',
	},
	sendText: { certainty: 'documented', fact: 'POST /v2/send/text with chatId and message' },
	sendTextAnswer: { certainty: 'seen', fact: 'A sent message has its id in one of many places; a queued one has a job_id' },
	groupList: { certainty: 'inferred', fact: 'GET /v2/groups has one shape per engine' },
	rateLimit: { certainty: 'seen', fact: '429 when there are too many requests' },
	retryAfter: { certainty: 'guessed', fact: 'A 429 carries Retry-After' },
	sessionInfo: { certainty: 'documented', fact: 'POST /v2/session/info answers name, status, config and me' },
	webhookSet: {
		certainty: 'documented',
		fact: 'webhook/set changes the entry of this URL, or adds one; url, events, is_active, retries, hmac',
	},
	webhookSetMethod: { certainty: 'inferred', fact: 'webhook/set is a POST: its page shows no method' },
	webhookUpdate: { certainty: 'documented', fact: 'PATCH /v2/webhook/update changes what it names of an entry that exists' },
	webhookDelete: { certainty: 'documented', fact: 'DELETE /v2/webhook/delete takes url in the body or the query' },
	systemWebhook: {
		certainty: 'documented',
		fact: 'https://app.wawp.net/api/webhook/{token} keeps the inbox in step and cannot be deleted',
	},
	webhookList: { certainty: 'documented', fact: 'GET /v2/session/webhook answers with webhooks and systemConfig' },
	webhookListEntries: { certainty: 'guessed', fact: 'An entry of the list has the names that webhook/set takes, and no hmac' },
	webhookReplace: {
		certainty: 'documented',
		fact: 'POST /v2/session/webhook replaces the whole list, the system entry included',
	},
	webhookPlan: { certainty: 'documented', fact: 'Calls about webhooks answer 403 subscription_required on a free plan' },
	webhookAnswers: {
		certainty: 'guessed',
		fact: 'Changes answer 200 with {"status":"success","message"}, a bad url or events 400',
	},
	webhookUnknown: { certainty: 'guessed', fact: 'A URL that is not registered is answered with 404' },
	webhookSession: { certainty: 'guessed', fact: 'Calls about webhooks need no session that is WORKING' },
} as const satisfies Record<string, Fact>;
