import { describeFailure, type Explanations } from '../outcome/describeFailure';
import type { Outcome } from '../outcome/outcome';
import { WawpFailure } from '../outcome/wawpFailure';
import { HIDDEN } from '../transport/redaction';

const REFUSED = {
	reason: 'Wawp refused this call',
	nextStep: 'Check the instance ID in the credential, and in your Wawp dashboard that your plan includes this call',
};

const NOT_FOUND = {
	reason: 'Wawp found no such instance or call',
	nextStep: 'Check the base URL and the instance ID in the credential',
};

/** The usual explanations, without groups and admins. Both calls only read, so that a second request is harmless. */
const EXPLANATIONS: Explanations = {
	notAdmin: REFUSED,
	notMember: REFUSED,
	notAllowed: REFUSED,
	refusedByWhatsApp: REFUSED,
	noSuchGroup: NOT_FOUND,
	notFound: NOT_FOUND,
	rateLimited: {
		reason: 'there were too many requests in a short time',
		nextStep: 'Wait a few minutes, then run this again less often',
	},
	badRequest: {
		reason: 'Wawp did not accept the request',
		nextStep: 'Check the base URL and the instance ID in the credential',
	},
	serverError: { reason: 'Wawp or WhatsApp could not process the request', nextStep: 'Run this again in a minute' },
	noResponse: { reason: 'Wawp did not respond', nextStep: 'Run this again in a minute' },
	unreadable: {
		reason: 'Wawp returned no usable response',
		nextStep: 'Check the base URL in the credential. If it is right, ask Wawp about this response',
	},
};

/** @returns why the status of the session could not be read, and the next step */
export const describeSessionFailure = (outcome: Outcome): WawpFailure =>
	withoutContent(describeFailure(outcome, { doing: 'read the status of the account', explanations: EXPLANATIONS }));

/**
 * @param status the status of the session, which is known
 * @returns why the webhooks could not be read, and the next step
 */
export const describeWebhooksFailure = (outcome: Outcome, status: string): WawpFailure =>
	withoutContent(
		describeFailure(outcome, {
			doing: `look up the webhook (the status of the session is ${status})`,
			explanations: {
				...EXPLANATIONS,
				planOrQuota: {
					reason: 'your Wawp plan does not allow it now',
					nextStep: 'Only paid plans can list webhooks. On other plans, leave "Webhook URL" empty',
				},
			},
		}),
	);

/** The start of a URL, also with encoded characters. */
const URLS = /https?(?::|%3a)[^\s"']*/gi;

/** Hides a part of a JSON body, up to the last quote: the end of the quoted response. */
function withoutJson(text: string): string {
	const start = text.search(/[[{]/);
	const end = text.lastIndexOf('"');
	return start >= 0 && start < end ? text.slice(0, start) + HIDDEN + text.slice(end) : text;
}

/**
 * Hides what the response may repeat: the URLs of other webhooks, which may contain a token, and the session's metadata. The node's
 * own texts have neither URLs nor brackets.
 */
const withoutContent = ({ kind, message, nextStep, httpStatus }: WawpFailure): WawpFailure =>
	new WawpFailure(kind, message, withoutJson(nextStep).replace(URLS, HIDDEN), httpStatus);
