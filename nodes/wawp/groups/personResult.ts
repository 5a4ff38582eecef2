import type { ParticipantChange } from './participantChange';

/** What became of one person in a change of several. */
export interface PersonResult {
	status: 'done' | 'failed' | 'unclear';
	/** Why it failed or is unclear, or why there was nothing to do; else null. */
	reason: string | null;
	/** WhatsApp's own number for this person, where the answer had one. */
	statusCode: number | null;
}

const LOOK = 'look at the participants of the group';
const SEND_LINK = 'send the invite link instead';

/** Inferred: the texts of whatsapp-web.js for 403 to 419; WhatsApp sends the same numbers through whatsmeow and Baileys. */
const ADD_REASONS: Record<number, string> = {
	401: `the person has blocked this account; ${SEND_LINK} from another one`,
	403: `the person's privacy settings do not let this account add them: ${SEND_LINK}`,
	404: 'the phone number is not on WhatsApp',
	408: `the person left the group recently and can't be added: ${SEND_LINK}`,
	417: `the person can't be added to the community: ${SEND_LINK}`,
	419: 'the group is full',
};

/** Inferred from the meaning that WhatsApp gives these numbers elsewhere. */
const OTHER_REASONS: Record<number, string> = {
	401: 'the WhatsApp account is not an admin of this group',
	403: 'WhatsApp does not allow it, for example because the person created the group',
	404: 'the person is not in the group',
};

/** Where what was asked for is already so: nothing is left to be done. */
const ALREADY: Partial<Record<ParticipantChange, Record<number, string>>> = {
	add: { 409: 'the person was already in the group' },
	remove: { 404: 'the person was not in the group' },
};

/** What WhatsApp's number for one person means; null stands for an answer that lists the person without one. */
export function personResult(change: ParticipantChange, statusCode: number | null): PersonResult {
	if (statusCode === null || statusCode < 300) return { status: 'done', reason: null, statusCode };
	const already = ALREADY[change]?.[statusCode];
	if (already) return { status: 'done', reason: already, statusCode };
	if (statusCode >= 500)
		return { status: 'unclear', reason: `WhatsApp had trouble with this person (${statusCode}): ${LOOK}`, statusCode };
	const reasons = change === 'add' ? ADD_REASONS : OTHER_REASONS;
	return { status: 'failed', reason: reasons[statusCode] ?? `WhatsApp refused it with ${statusCode}`, statusCode };
}

/** For a person whose entry says that something went wrong, without a number that would say what. */
export const UNNUMBERED_FAILURE: PersonResult = {
	status: 'unclear',
	reason: `Wawp reported a failure for this person, but not which: ${LOOK}`,
	statusCode: null,
};

/** For a person whom an otherwise good answer does not mention. */
export const NOT_MENTIONED: PersonResult = {
	status: 'unclear',
	reason: `Wawp did not say what became of this person: ${LOOK}`,
	statusCode: null,
};
