import type { ParticipantChange } from './participantChange';

/** The result for one person in a change of participants. */
export interface ParticipantResult {
	/** protected: no request was sent for this person. */
	status: 'done' | 'failed' | 'unclear' | 'protected';
	/** Why it failed, is unclear or was not tried, or why there was nothing to do. Otherwise null. */
	reason: string | null;
	/** WhatsApp's own status for this person. Null if the response has none. */
	statusCode: number | null;
	/** Whether the list of participants, read after the change, shows what the status says. */
	verified: boolean;
}

const CHECK = 'check the participants of the group';
const SEND_LINK = 'send the invite link instead';

/** Inferred: the texts of whatsapp-web.js for 403 to 419. WhatsApp sends the same statuses through whatsmeow and Baileys. */
const ADD_REASONS: Record<number, string> = {
	401: 'the person has blocked this account: send the invite link from another account instead',
	403: `the person's privacy settings do not let this account add them: ${SEND_LINK}`,
	404: 'the phone number is not on WhatsApp',
	408: `the person left the group recently and cannot be added: ${SEND_LINK}`,
	417: `the person cannot be added to the community: ${SEND_LINK}`,
	419: 'the group is full',
};

/** Inferred from the meaning of these statuses elsewhere in WhatsApp. */
const OTHER_REASONS: Record<number, string> = {
	401: 'the WhatsApp account is not an admin of this group',
	403: 'WhatsApp does not allow it, for example because the person created the group',
	404: 'the person is not in the group',
};

/** Statuses that mean that the change was not necessary. */
const ALREADY: Partial<Record<ParticipantChange, Record<number, string>>> = {
	add: { 409: 'the person was already in the group' },
	remove: { 404: 'the person was not in the group' },
};

/** Interprets WhatsApp's status for one person. */
export function participantResult(change: ParticipantChange, statusCode: number): ParticipantResult {
	const result = (status: ParticipantResult['status'], reason: string | null) => ({
		status,
		reason,
		statusCode,
		verified: false,
	});
	if (statusCode < 300) return result('done', null);
	const already = ALREADY[change]?.[statusCode];
	if (already) return result('done', already);
	if (statusCode >= 500) return result('unclear', `WhatsApp could not process this person (${statusCode}): ${CHECK}`);
	const reasons = change === 'add' ? ADD_REASONS : OTHER_REASONS;
	return result('failed', reasons[statusCode] ?? `WhatsApp refused the change with status ${statusCode}`);
}

const unnumbered = (status: ParticipantResult['status'], reason: string | null): ParticipantResult => ({
	status,
	reason,
	statusCode: null,
	verified: false,
});

/** The result for a person whose entry reports a success without a status. */
export const DONE = unnumbered('done', null);

/** The result for a person whose entry reports a failure without a status. */
export const UNNUMBERED_FAILURE = unnumbered('unclear', `Wawp reported an issue with this person, but no status: ${CHECK}`);

/** The result for a person who is missing in a successful response. */
export const NOT_MENTIONED = unnumbered('unclear', `the response from Wawp does not mention this person: ${CHECK}`);

/** The result for a person if the response reports neither a success nor a failure for this person. */
export const NOT_STATED = unnumbered(
	'unclear',
	`Wawp accepted the request, but does not say whether it worked for this person: ${CHECK}`,
);
