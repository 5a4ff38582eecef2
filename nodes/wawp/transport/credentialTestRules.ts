import type { ICredentialTestRequest } from 'n8n-workflow';

const IN_DASHBOARD = 'open the instance in your Wawp dashboard and';

/**
 * All known session statuses except WORKING. The first four are documented. The passkey ones are inferred from newer WAHA
 * versions.
 */
const BY_STATUS: Record<string, string> = {
	SCAN_QR_CODE: `No phone is linked yet: ${IN_DASHBOARD} scan its QR code with WhatsApp > Linked devices`,
	STARTING: 'The session is starting: wait a minute, then test again',
	STOPPED: `The session is stopped: ${IN_DASHBOARD} start it`,
	FAILED: `The session has failed: ${IN_DASHBOARD} restart it, or log out and scan the QR code again`,
	PASSKEY_REQUIRED: `WhatsApp asks for a passkey: ${IN_DASHBOARD} follow the instructions there, with your phone at hand`,
	PASSKEY_CONFIRMATION_REQUIRED: 'WhatsApp waits for a confirmation: confirm the new device on the phone, then test again',
};

const NO_SUCH_SESSION =
	'Wawp has no session for this instance ID: check the ID, and check in your Wawp dashboard that the phone is still linked';
const BAD_TOKEN =
	'Wawp did not accept the access token: copy it again from your Wawp dashboard. If it is right, change "Send Credentials In"';
// The credentials are the only parameters of this call, so a 400 is about them.
const NOT_ACCEPTED = 'Wawp did not accept the request: check the instance ID, or change "Send Credentials In"';
const PLAN = 'Wawp refused the request: check in your Wawp dashboard that the plan is active and its quota is not used up';
const SERVER_ERROR = 'Wawp could not process the request: test again in a few minutes';
const REDIRECTED = 'The base URL redirects to another address: enter the address of the Wawp API itself';

/** Documented: 400, 401, 403, 404, 422, 500. Seen in public code: 429. The other statuses come from proxies. */
const BY_HTTP_STATUS: Record<number, string> = {
	301: REDIRECTED,
	302: REDIRECTED,
	303: REDIRECTED,
	307: REDIRECTED,
	308: REDIRECTED,
	400: NOT_ACCEPTED,
	401: BAD_TOKEN,
	403: PLAN,
	404: NO_SUCH_SESSION,
	// WAHA says 422 for calls of another tier, too, and a rule sees only the status.
	422: `The session may not be connected: ${IN_DASHBOARD} start it or scan its QR code. If it shows WORKING, ask Wawp about HTTP 422`,
	429: 'Wawp received too many requests: wait a few minutes, then test again',
	500: SERVER_ERROR,
	502: SERVER_ERROR,
	503: SERVER_ERROR,
	504: SERVER_ERROR,
};

/** `wawp_upstream_error`, `quota_reached` and `subscription_required` are documented. The others were seen in public code. */
const BY_ERROR_NAME: Record<string, string> = {
	invalid_session: NO_SUCH_SESSION,
	invalid_instance: NO_SUCH_SESSION,
	missing_param: NOT_ACCEPTED,
	quota_reached: PLAN,
	subscription_required: PLAN,
	wawp_upstream_error: SERVER_ERROR,
	proxy_error: SERVER_ERROR,
};

const CHECK_ALL = 'check the base URL, the instance ID and the access token';
const NO_STATUS = `The response from Wawp has no session status: ${CHECK_ALL}`;

const whenBodyHas = (key: string, value: unknown, message: string) =>
	({ type: 'responseSuccessBody', properties: { key, value, message } }) as const;

const rules = [
	...Object.entries(BY_HTTP_STATUS).map(
		([status, message]) => ({ type: 'responseCode', properties: { value: Number(status), message } }) as const,
	),
	...Object.entries(BY_STATUS).map(([status, message]) => whenBodyHas('status', status, message)),
	// Errors that come with HTTP 200.
	...Object.entries(BY_HTTP_STATUS).map(([status, message]) => whenBodyHas('status', Number(status), message)),
	...Object.entries(BY_ERROR_NAME).flatMap(([name, message]) => [
		whenBodyHas('code', name, message),
		whenBodyHas('error.code', name, message),
	]),
	...['success', 'error', 'fail', 'failed', 'failure'].map((word) => whenBodyHas('status', word, NO_STATUS)),
	// In a text response, these keys read its length and its first character.
	whenBodyHas('length', 0, `Wawp returned an empty response: ${CHECK_ALL}`),
	whenBodyHas('0', '<', `The base URL returned a web page instead of a response from the Wawp API: ${CHECK_ALL}`),
	whenBodyHas('status', undefined, NO_STATUS),
];

/**
 * The failures of the credential test, one rule for each known response to `POST /v2/session/info`. n8n's rules can only list
 * failures. An unknown status passes the test. The cast is needed because n8n types the list as rules of one kind, but evaluates
 * each rule by its own type.
 */
export const sessionRules = rules as NonNullable<ICredentialTestRequest['rules']>;
