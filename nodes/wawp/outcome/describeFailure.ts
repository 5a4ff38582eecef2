import type { WawpResponse, Outcome } from './outcome';
import { WawpFailure, type CallFailureKind } from './wawpFailure';
import { failureKind, readError } from './failureKind';

export interface FailureContext {
	/** What was attempted, to follow "Could not", e.g. `revoke the invite code`. */
	doing: string;
	groupId?: string | undefined;
	/** Between the two; default "of". */
	preposition?: 'of' | 'in' | 'from' | 'to';
	/** What to look at before a call is made again whose effect is not known; default: the invite code. */
	check?: string;
	/** For calls to which the usual explanations do not fit. */
	explanations?: Explanations;
}

export type Explanations = Partial<Record<CallFailureKind, Explanation>>;

interface Explanation {
	reason: string;
	/** Some tell to look at something first: `check` says at what. */
	nextStep: string | ((check: string) => string);
}

/**
 * The one place that explains what went wrong with a call to Wawp.
 *
 * @param outcome an answer that did not hold what was asked for, or no answer
 * @returns what happened, naming the group, and the next step with what Wawp said
 */
export function describeFailure(outcome: Outcome, context: FailureContext): WawpFailure {
	const { kind, reason, nextStep, httpStatus } = explain(outcome, context);
	const group = context.groupId ? ` ${context.preposition ?? 'of'} group ${context.groupId}` : '';
	return new WawpFailure(kind, `Could not ${context.doing}${group}: ${reason}`, nextStep, httpStatus);
}

/** The parts of an explanation, for a sentence of one's own. */
export function explain(
	outcome: Outcome,
	{ check = 'read the current invite code', explanations = {} }: Pick<FailureContext, 'check' | 'explanations'> = {},
) {
	const kind = failureKind(outcome);
	const { reason, nextStep: step } = explanations[kind] ?? EXPLANATIONS[kind];
	const nextStep = typeof step === 'string' ? step : step(check);
	if (outcome.kind === 'noResponse') return { kind, reason, nextStep, said: '' };
	const said = `Wawp said: ${whatWawpSaid(outcome)}`;
	return { kind, reason, nextStep: `${nextStep}. ${said}`, said, httpStatus: outcome.status };
}

const QUOTED_CHARACTERS = 200;

function whatWawpSaid(answer: WawpResponse): string {
	const said = readError(answer);
	const text = [said?.name, said?.message].filter(Boolean).join(': ').replace(/\s+/g, ' ');
	const status = `HTTP ${answer.status}`;
	return text === '' ? status : `${status}, "${text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text}"`;
}

const EXPLANATIONS: Record<CallFailureKind, Explanation> = {
	badToken: {
		reason: 'Wawp did not accept the access token',
		nextStep: 'Copy the access token again from your Wawp dashboard into the "Wawp Groups API" credential',
	},
	sessionMissing: {
		reason: 'Wawp knows no session for this instance ID',
		nextStep:
			'Check the instance ID in the credential. If it is right, the phone was unlinked: link it again in your Wawp dashboard',
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
		reason: 'WhatsApp knows no such group for this account',
		nextStep: 'Check the group ID, or choose the group from the list. A group that was just joined may take a minute to load',
	},
	notFound: {
		reason: 'Wawp found no such instance or group',
		nextStep:
			'Check the instance ID in the credential and the group ID; see in your Wawp dashboard whether the instance is still linked',
	},
	notAllowed: {
		reason: 'Wawp refused this call',
		nextStep: 'The account may not be an admin of the group, or your Wawp plan does not include this call',
	},
	planOrQuota: {
		reason: 'your Wawp plan does not allow it now',
		nextStep: 'A limit of the plan is used up, or the plan does not include this call: see Billing in your Wawp dashboard',
	},
	rateLimited: {
		reason: 'there were too many requests in a short time',
		nextStep: 'Wait a few minutes, then run this again with fewer groups at a time',
	},
	unsupported: {
		reason: "the engine of this Wawp instance can't do it",
		nextStep: 'Ask Wawp which engine your instance runs on, and whether it can be changed',
	},
	badRequest: {
		reason: 'Wawp did not accept the request',
		nextStep:
			'Check the group ID and the credential; if both are right, set "Send Credentials In" of the credential to another place',
	},
	serverError: {
		reason: 'Wawp or WhatsApp could not process it',
		nextStep:
			'Run this again in a minute. If it stays so, check that the account is an admin of the group: some engines answer like this when it is not',
	},
	unreachable: {
		reason: 'Wawp could not be reached',
		nextStep: 'Check the base URL in the credential and the internet connection of your n8n; nothing was sent',
	},
	noResponse: {
		reason: 'Wawp did not answer',
		nextStep: (check) => `The request may have arrived all the same: ${check} before you try again`,
	},
	redirected: {
		reason: 'the base URL leads to another address',
		nextStep:
			'Enter the address of the Wawp API itself as base URL in the credential; this node follows no redirects, so that the access token stays where you sent it',
	},
	unreadable: {
		reason: 'Wawp gave no usable answer, as some engines do when the account is not an admin',
		nextStep: (check) =>
			`Check that the account is an admin of the group: without it, some engines answer with nothing. Otherwise ${check} before you try again`,
	},
	canceled: { reason: 'the execution was canceled', nextStep: 'Run the workflow again when you are ready' },
};
