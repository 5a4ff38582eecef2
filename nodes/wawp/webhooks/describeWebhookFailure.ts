import type { Outcome } from '../outcome/outcome';
import { describeFailure, type Explanations } from '../outcome/describeFailure';
import type { WawpFailure } from '../outcome/wawpFailure';
import type { Redact } from '../transport/redaction';

const MANUAL =
	'set "Registration" to "Manual" and paste the webhook URL with the secret, both shown in the panel of the trigger, into the webhook settings of your Wawp dashboard';

const PLAN = {
	reason: 'your Wawp plan does not allow it now',
	nextStep: `Only paid plans let a workflow register its webhook. On another plan ${MANUAL}`,
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
		nextStep:
			'Wawp wants a webhook URL that begins with https:// and that it can reach: check WEBHOOK_URL of your n8n. If it is right, set "Send Credentials In" of the credential to another place',
	},
	rateLimited: {
		reason: 'there were too many requests in a short time',
		nextStep: 'Wait a few minutes, then activate the workflow again',
	},
	serverError: {
		reason: 'Wawp could not process it',
		nextStep: `Activate the workflow again in a minute. If it stays so, ${MANUAL}`,
	},
	noResponse: {
		reason: 'Wawp did not answer',
		nextStep: 'Activate the workflow again: to register the same webhook twice does no harm',
	},
	unreadable: {
		reason: 'Wawp gave no usable answer',
		nextStep: `Check the base URL in the credential, then activate the workflow again. If it stays so, ${MANUAL}`,
	},
};

const BY_HAND = 'Look into the webhook settings of your Wawp dashboard, and remove this webhook there if it is still listed';

const REMOVING: Explanations = Object.fromEntries(
	Object.entries(REGISTERING).map(([kind, { reason }]) => [kind, { reason, nextStep: BY_HAND }]),
);

/** Why a trigger could not see to its webhook: what happened, and what to do about it. */
export const describeRegistering = (outcome: Outcome, redact: Redact): WawpFailure =>
	describeFailure(hideIn(outcome, redact), { doing: 'register the webhook with Wawp', explanations: REGISTERING });

/** Why a webhook is still there, or may be. */
export const describeRemoving = (outcome: Outcome, url: string, redact: Redact): WawpFailure =>
	describeFailure(hideIn(outcome, redact), { doing: `remove the webhook ${url} from Wawp`, explanations: REMOVING });

/** Before anything is quoted: what is left of a secret that was cut off could not be recognized any more. */
const hideIn = (outcome: Outcome, redact: Redact): Outcome =>
	outcome.kind === 'response' ? { ...outcome, text: redact(outcome.text) } : outcome;
