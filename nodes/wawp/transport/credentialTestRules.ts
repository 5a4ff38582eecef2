import type { ICredentialTestRequest } from 'n8n-workflow';

const SCAN = 'open the instance in your Wawp dashboard and';

/** Session statuses other than WORKING: the first four documented, the passkey ones inferred from newer versions of WAHA. */
const BY_STATUS: Record<string, string> = {
	SCAN_QR_CODE: `No phone is linked yet: ${SCAN} scan its QR code with WhatsApp > Linked devices`,
	STARTING: 'The session is starting: wait a minute, then test again',
	STOPPED: `The session is stopped: ${SCAN} start it`,
	FAILED: `The session has failed: ${SCAN} restart it, or log out and scan the QR code again`,
	PASSKEY_REQUIRED: `WhatsApp asks for a passkey: ${SCAN} follow what it shows, with the phone at hand`,
	PASSKEY_CONFIRMATION_REQUIRED: 'WhatsApp waits for a confirmation: confirm the new device on the phone, then test again',
};

const NO_SUCH_SESSION =
	'Wawp has no session for this instance ID: check the ID, and see in your Wawp dashboard whether the phone is still linked';
const BAD_TOKEN = 'Wawp did not accept the access token: copy it again from your Wawp dashboard';
const NOT_ACCEPTED = 'Wawp did not accept the request: check the instance ID, or send the credentials in another place';
const PLAN = 'Wawp refused the request: see in your Wawp dashboard whether the plan is active and its quota is not used up';
const TROUBLE = 'Wawp has trouble of its own: test again in a few minutes';
const REDIRECTED = 'The base URL redirects to another address: enter the address of the Wawp API itself';

/** Documented: 400, 401, 403, 404, 422, 500. Seen in public code: 429. The rest is what proxies answer. */
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
	422: `The session is not connected: ${SCAN} start it or scan its QR code`,
	429: 'Wawp received too many requests: wait a few minutes, then test again',
	500: TROUBLE,
	502: TROUBLE,
	503: TROUBLE,
	504: TROUBLE,
};

/** `wawp_upstream_error` and the two of the plan are documented, the others seen in public code. */
const BY_ERROR_NAME: Record<string, string> = {
	invalid_session: NO_SUCH_SESSION,
	invalid_instance: NO_SUCH_SESSION,
	missing_param: NOT_ACCEPTED,
	quota_reached: PLAN,
	subscription_required: PLAN,
	wawp_upstream_error: TROUBLE,
	proxy_error: TROUBLE,
};

const CHECK_ALL = 'check the base URL, the instance ID and the access token';
const NO_STATUS = `Wawp answered without a session status: ${CHECK_ALL}`;

const whenBodyHas = (key: string, value: unknown, message: string) =>
	({ type: 'responseSuccessBody', properties: { key, value, message } }) as const;

const rules = [
	...Object.entries(BY_HTTP_STATUS).map(
		([status, message]) => ({ type: 'responseCode', properties: { value: Number(status), message } }) as const,
	),
	...Object.entries(BY_STATUS).map(([status, message]) => whenBodyHas('status', status, message)),
	// The error envelopes that come under HTTP 200.
	...Object.entries(BY_HTTP_STATUS).map(([status, message]) => whenBodyHas('status', Number(status), message)),
	...Object.entries(BY_ERROR_NAME).flatMap(([name, message]) => [
		whenBodyHas('code', name, message),
		whenBodyHas('error.code', name, message),
	]),
	...['success', 'error', 'fail', 'failed', 'failure'].map((word) => whenBodyHas('status', word, NO_STATUS)),
	// In an answer that is text, n8n finds its length and its characters by these keys.
	whenBodyHas('length', 0, `Wawp sent an empty answer: ${CHECK_ALL}`),
	whenBodyHas('0', '<', `A web page came instead of an answer of the Wawp API: ${CHECK_ALL}`),
	whenBodyHas('status', undefined, NO_STATUS),
];

/**
 * What the credential test says for each answer to `POST /v2/session/info`. n8n's rules can only name what fails, so a status
 * that neither Wawp nor WAHA has today would pass. The cast: n8n types the list as rules of one kind, but reads each by its type.
 */
export const sessionRules = rules as NonNullable<ICredentialTestRequest['rules']>;
