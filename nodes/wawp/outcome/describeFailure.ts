import type { NoResponse, Outcome, WawpResponse } from './outcome';
import { WawpFailure, type CallFailureKind } from './wawpFailure';
import { failureKind, readError } from './failureKind';

export interface FailureContext {
	/** The attempted action, as it follows "Could not", e.g. `revoke the invite code`. */
	doing: string;
	groupId?: string | undefined;
	/** The word between the action and the group. Default: "of". */
	preposition?: 'of' | 'in' | 'into' | 'from' | 'to';
	/** What to check before a retry when the effect of the call is unknown. Default: the invite code. Empty: the caller says it. */
	check?: string;
	/** What the account may do in the group, if that is known. */
	rights?: OwnRights | undefined;
	/** Replaces the default explanations that do not fit the call. */
	explanations?: Explanations;
}

export type OwnRights = 'admin' | 'notAdmin' | 'notMember';

/** Whether the account may not change the group, as far as is known. */
export const lacksRights = (rights: OwnRights | undefined): rights is 'notAdmin' | 'notMember' =>
	rights === 'notAdmin' || rights === 'notMember';

export type Explanations = Partial<Record<CallFailureKind, Explanation>>;

interface Explanation {
	reason: string;
	/** A function if the next step includes the check from the context. */
	nextStep: string | ((check: string) => string);
}

/**
 * Explains why a call to Wawp failed. This file has the default explanations for all calls.
 *
 * @param outcome a response without the expected content, or no response
 * @returns a failure: its message says what happened and names the group, its next step ends with the status and text of the
 * response
 */
export function describeFailure(outcome: Outcome, context: FailureContext): WawpFailure {
	const { kind, reason, nextStep, httpStatus } = explain(outcome, context);
	const group = context.groupId ? ` ${context.preposition ?? 'of'} group ${context.groupId}` : '';
	return new WawpFailure(kind, `Could not ${context.doing}${group}: ${reason}`, nextStep, httpStatus);
}

export interface Explained {
	kind: CallFailureKind;
	reason: string;
	nextStep: string;
	said: string;
	httpStatus?: number;
}

/**
 * Explains a failed call in parts, for a caller that builds its own message.
 *
 * @returns `said`: the quoted response of Wawp, empty if there was none. `nextStep` already ends with it
 */
export function explain(
	outcome: Outcome,
	{
		check = 'read the current invite code',
		explanations = {},
		rights,
	}: Pick<FailureContext, 'check' | 'explanations' | 'rights'> = {},
): Explained {
	if (outcome.kind === 'noResponse' && outcome.because) return explainStop(outcome, outcome.because, explanations);
	const kind = lacksRights(rights) ? rights : failureKind(outcome);
	const admin = rights === 'admin' ? WITH_RIGHTS : {};
	const { reason, nextStep: step } = explanations[kind] ?? admin[kind] ?? EXPLANATIONS[kind];
	const nextStep = typeof step === 'string' ? step : step(check);
	if (outcome.kind === 'noResponse') return { kind, reason, nextStep, said: '' };
	const said = `Response from Wawp: ${quoteResponse(outcome)}`;
	return { kind, reason, nextStep: `${nextStep}. ${said}`, said, httpStatus: outcome.status };
}

/** Explains why the run sent no more requests. */
function explainStop({ until }: NoResponse, because: Outcome, explanations: Explanations): Explained {
	const { kind, reason, nextStep, said } = explain(because, { explanations });
	const notSent = 'No request was sent';
	if (until !== undefined) {
		const time = new Date(until).toISOString();
		return {
			kind,
			reason: `Wawp asks to wait until ${time}`,
			nextStep: `${notSent}. Run the workflow again after that time`,
			said,
		};
	}
	if (because.kind === 'response') return { kind, reason, nextStep: `${notSent}. ${nextStep}`, said, httpStatus: because.status };
	return {
		kind,
		reason: 'Wawp did not respond for several groups in a row',
		nextStep: `${notSent}. Check that Wawp is available, then run the workflow again`,
		said,
	};
}

const QUOTED_CHARACTERS = 200;

function quoteResponse(response: WawpResponse): string {
	const error = readError(response);
	const text = [error?.name, error?.message].filter(Boolean).join(': ').replace(/\s+/g, ' ');
	const status = `HTTP ${response.status}`;
	return text === '' ? status : `${status}, "${text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text}"`;
}

const EXPLANATIONS: Record<CallFailureKind, Explanation> = {
	badToken: {
		reason: 'Wawp did not accept the access token',
		nextStep:
			'Copy the access token again from your Wawp dashboard into the "Wawp Groups API" credential. If it is right, set "Send Credentials In" to another place',
	},
	sessionMissing: {
		reason: 'Wawp has no session for this instance ID',
		nextStep:
			'Check the instance ID in the credential. If it is correct, the phone was unlinked: link it again in your Wawp dashboard',
	},
	sessionNotWorking: {
		reason: 'the WhatsApp session is not connected',
		nextStep:
			'Open the instance in your Wawp dashboard, start it or scan its QR code, wait until it shows WORKING, then run this again',
	},
	notAdmin: {
		reason: 'the WhatsApp account is not an admin of this group',
		nextStep: "Make the account's number an admin in WhatsApp (Group info > Participants), then run this again",
	},
	notMember: {
		reason: 'the WhatsApp account is not in this group',
		nextStep: 'Add the account to the group and make it an admin, or choose another group',
	},
	noSuchGroup: {
		reason: 'WhatsApp cannot find this group for the account',
		nextStep: 'Check the group ID, or choose the group from the list. A group that you just joined may take a minute to load',
	},
	notFound: {
		reason: 'Wawp cannot find the instance or the group',
		nextStep:
			'Check the instance ID in the credential and the group ID. Check in your Wawp dashboard that the instance is still linked',
	},
	blocked: {
		reason: 'a firewall in front of Wawp blocked the request and returned a web page',
		nextStep: 'Check the base URL in the credential. If it is right, ask Wawp whether the IP address of your n8n is blocked',
	},
	notAllowed: {
		reason: 'Wawp refused this call',
		nextStep: 'Check that the account is an admin of the group, and that your Wawp plan includes this call',
	},
	planOrQuota: {
		reason: 'your Wawp plan does not allow it now',
		nextStep: 'Check Billing in your Wawp dashboard: a limit of the plan is used up, or the plan does not include this call',
	},
	rateLimited: {
		reason: 'there were too many requests in a short time',
		nextStep: 'Wait a few minutes, then run this again with fewer groups at a time',
	},
	unsupported: {
		reason: 'your Wawp instance does not offer this call',
		nextStep: 'Ask Wawp whether another engine or another plan offers it',
	},
	missingCredentials: {
		reason: 'Wawp did not find the access token or the instance ID in the request',
		nextStep: 'Check the credential. If it is correct, change "Send Credentials In" in it',
	},
	badRequest: {
		reason: 'Wawp did not accept the request',
		nextStep: 'Check the group ID and the values of this item',
	},
	refusedByWhatsApp: {
		reason: 'WhatsApp refused the request',
		nextStep: 'Check the values of this item, and that the account is an admin of the group',
	},
	serverError: {
		reason: 'Wawp or WhatsApp could not process the request',
		nextStep:
			'Run this again in a minute. If nothing changes, check that the account is an admin of the group: some engines respond like this when it is not',
	},
	unreachable: {
		reason: 'Wawp could not be reached',
		nextStep: 'Nothing was sent. Check the base URL in the credential and the internet connection of your n8n',
	},
	noResponse: {
		reason: 'Wawp did not respond',
		nextStep: (check) => `The request may have arrived anyway${check && `: ${check} before you try again`}`,
	},
	redirected: {
		reason: 'the base URL redirects to another address',
		nextStep:
			'Enter the address of the Wawp API itself as the base URL in the credential. This node does not follow redirects, because they could send the access token to another server',
	},
	unreadable: {
		reason: 'Wawp returned no usable response',
		nextStep: (check) =>
			`Check that the account is an admin of the group: some engines return nothing when it is not${check && `. Otherwise ${check} before you try again`}`,
	},
	canceled: { reason: 'the execution was canceled', nextStep: 'Run the workflow again when you are ready' },
};

/** Explanations for an account that is an admin of the group. */
const WITH_RIGHTS: Explanations = {
	serverError: { reason: EXPLANATIONS.serverError.reason, nextStep: 'Run this again in a minute' },
	unreadable: {
		reason: EXPLANATIONS.unreadable.reason,
		nextStep: (check) =>
			`The account is an admin of the group. Ask Wawp about this response${check && `, and ${check} before you try again`}`,
	},
};
