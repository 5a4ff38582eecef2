import type { Outcome } from '../outcome/outcome';
import { describeFailure, type Explanations } from '../outcome/describeFailure';
import type { WawpFailure } from '../outcome/wawpFailure';
import type { Redact } from '../transport/redaction';
import { deleteVerdict } from './webhookVerdict';

const MANUAL = 'set "Registration" to "Manual" and follow the steps in the trigger panel';

const PLAN = {
	reason: 'your Wawp plan does not allow it now',
	nextStep: `Only paid plans allow a workflow to register its webhook. On other plans, ${MANUAL}`,
};

const REGISTERING: Explanations = {
	planOrQuota: PLAN,
	notAllowed: { ...PLAN, reason: 'Wawp refused this call' },
	notFound: {
		reason: 'Wawp found no such instance or call',
		nextStep: 'Check the base URL and the instance ID in the credential',
	},
	badRequest: {
		reason: 'Wawp did not accept the request',
		nextStep: 'The webhook URL must begin with https:// and Wawp must be able to reach it: check N8N_WEBHOOK_URL of your n8n',
	},
	rateLimited: {
		reason: 'there were too many requests in a short time',
		nextStep: 'Wait a few minutes, then publish the workflow again',
	},
	serverError: {
		reason: 'Wawp could not process the request',
		nextStep: `Publish the workflow again in a minute. If this persists, ${MANUAL}`,
	},
	noResponse: {
		reason: 'Wawp did not respond',
		nextStep: 'Publish the workflow again. Registering the same webhook twice is harmless',
	},
	unreadable: {
		reason: 'Wawp returned no usable response',
		nextStep: `Check the base URL in the credential, then publish the workflow again. If this persists, ${MANUAL}`,
	},
};

const REMOVE_IN_DASHBOARD = 'Open the webhook settings of your Wawp dashboard and remove this webhook if it is still listed';

const REMOVING: Explanations = Object.fromEntries(
	Object.entries(REGISTERING).map(([kind, { reason }]) => [kind, { reason, nextStep: REMOVE_IN_DASHBOARD }]),
);

/** @returns why a webhook could not be registered or looked up, and the next step */
export const describeRegistering = (outcome: Outcome, redact: Redact): WawpFailure =>
	describeFailure(redactResponse(outcome, redact), { doing: 'register the webhook with Wawp', explanations: REGISTERING });

/** A removal with this verdict fails only if the list still shows the webhook. */
const STILL_LISTED: Explanations = Object.fromEntries(
	Object.keys(REGISTERING).map((kind) => [
		kind,
		{ reason: 'Wawp reports it as removed, but still lists it', nextStep: REMOVE_IN_DASHBOARD },
	]),
);

/**
 * @param from where it is registered
 * @returns why a webhook could not be removed, and the next step
 */
export const describeRemoving = (outcome: Outcome, url: string, redact: Redact, from = 'Wawp'): WawpFailure =>
	describeFailure(redactResponse(outcome, redact), {
		doing: `remove the webhook ${url} from ${from}`,
		explanations: deleteVerdict(outcome) === 'done' ? STILL_LISTED : REMOVING,
	});

/** Redacts the response before it is quoted: a quote is cut off, and part of a secret can no longer be recognized. */
const redactResponse = (outcome: Outcome, redact: Redact): Outcome =>
	outcome.kind === 'response' ? { ...outcome, text: redact(outcome.text) } : outcome;
