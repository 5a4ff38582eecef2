import { groupFrom, type GroupDetails } from '../groups/groupDetails';
import { describeFailure, type Explanations } from '../outcome/describeFailure';
import type { Outcome } from '../outcome/outcome';
import { withoutInvisible } from '../ids/plainText';
import { emptyField, isEmpty, quoteValue } from '../ids/quoteValue';
import { badInput } from '../outcome/wawpFailure';
import type { Wawp, WawpCall } from '../transport/request';
import { requestWithRetry } from '../transport/retry';
import { codeFromText, inviteLink } from './inviteCode';
import type { ReadOptions } from './readInviteCode';

/** `GET /v2/groups/join-info?code=` (seen in public code for v1; WAHA also takes a link): reads the group that a code leads to. */
export const joinInfoCall = (code: string): WawpCall => ({ method: 'GET', path: '/groups/join-info', query: { code } });

/**
 * Reads the group from a response to it: the object of a group, with few participants or none (inferred from the engines).
 *
 * @returns undefined if the response has no group
 */
export function joinInfoFrom(outcome: Outcome): GroupDetails | undefined {
	const group = groupFrom(outcome);
	return group && { ...group, participantCount: group.size };
}

/**
 * Reads the group that an invite code leads to. Retries the request if that may help.
 *
 * @throws WawpFailure if there is none, or if it cannot be read
 */
export async function lookUp(wawp: Wawp, code: string, { timeout, ...retries }: ReadOptions = {}): Promise<GroupDetails> {
	const outcome = await requestWithRetry(wawp, { ...joinInfoCall(code), ...(timeout && { timeout }) }, retries);
	const group = joinInfoFrom(outcome);
	if (group) return group;
	const doing = `look up the invite code ${wawp.redact(code)}`;
	throw describeFailure(outcome, { doing, check: '', explanations: JOIN_INFO_FAILURES });
}

/**
 * Accepts an invite code or a full link.
 *
 * @param texts for the error, if the field is not "Invite Code"
 * @returns the bare code
 * @throws WawpFailure of kind `badInput` for every other value
 */
export function toInviteCode(
	value: unknown,
	{ displayName = 'Invite Code', nextStep = `Enter a code, or a link such as ${EXAMPLE_LINK}` } = {},
): string {
	const code = typeof value === 'string' ? codeFromText(withoutInvisible(value)) : undefined;
	if (code !== undefined) return code;
	throw badInput(isEmpty(value) ? emptyField(displayName, value) : `${quoteValue(value)} is not an invite code`, nextStep);
}

export const EXAMPLE_LINK = inviteLink('NEW456DEF');

const NOT_VALID = {
	reason: 'WhatsApp finds no group for this invite code, so the link was probably revoked',
	nextStep: 'Check the code. If it is correct, the link was revoked: ask an admin of the group for the new one',
};

/**
 * Why there may be no group. WhatsApp refuses a revoked link with `gone` (410), `not-acceptable` (406) or `item-not-found` (404), as
 * seen in WAHA's running application and in public reports.
 */
export const JOIN_INFO_FAILURES: Explanations = {
	noSuchGroup: NOT_VALID,
	// Also the response to an unknown path: Wawp does not document this call for its current API.
	notFound: {
		reason: 'Wawp does not know this invite code, or does not offer this call',
		nextStep: 'Check the code. If it is correct, the link was probably revoked: ask an admin of the group for the new one',
	},
	notAdmin: NOT_VALID,
	notMember: NOT_VALID,
	refusedByWhatsApp: NOT_VALID,
	serverError: {
		reason: 'Wawp or WhatsApp could not process the request',
		nextStep: 'Run this again in a minute. If nothing changes, the link was probably revoked',
	},
	unreadable: {
		reason: 'Wawp returned no usable response',
		nextStep: 'Check the code. If it is correct, the link was probably revoked',
	},
};

const NOT_WELCOME = {
	reason: 'WhatsApp does not let the account in, probably because an admin removed it from the group',
	nextStep: 'The link itself works. Ask an admin of the group to add the account',
};

/** Why a join by a code that was just looked up may fail. WhatsApp's 401 is about the person (wppconnect-team/wppconnect-server#1934). */
export const JOIN_FAILURES: Explanations = { ...JOIN_INFO_FAILURES, notAdmin: NOT_WELCOME, notMember: NOT_WELCOME };
