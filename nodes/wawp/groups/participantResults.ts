import type { Outcome } from '../outcome/outcome';
import { isObject, type JsonObject } from '../outcome/json';
import { listEntriesFrom } from '../outcome/listEntries';
import { errorInside } from '../outcome/errorEnvelope';
import { isPlainSuccess } from '../outcome/plainSuccess';
import type { ParticipantChange } from './participantChange';
import { type ParticipantId, idsIn } from '../ids/participantId';

export type ParticipantResults = Map<ParticipantId, ParticipantResult>;

interface Entry {
	ids: ParticipantId[];
	result: ParticipantResult;
}

/**
 * Reads the result for each person from a response to a change of participants. A person is done only if the response says so for this
 * person. Partial success is documented for `add`; `{"ok":true}`, one flag for all people, for the other changes. The other shapes are
 * inferred: GOWS returns a list with `JID` and `Error`, NOWEB a list with `jid` and `status`, WEBJS an object keyed by id with `code`
 * for `add`, and `{"status":200}` for the other changes.
 *
 * @param people the ids in the request
 * @returns one result for each person, or undefined if the response neither lists people nor says that the request succeeded
 */
export function participantResultsFrom(
	outcome: Outcome,
	change: ParticipantChange,
	people: readonly ParticipantId[],
): ParticipantResults | undefined {
	const entries = (listEntriesFrom(outcome, 'participants') ?? []).map((entry) => toEntry(entry, change));
	if (entries.length === 0) {
		return isPlainSuccess(outcome) ? new Map(people.map((id) => [id, NOT_STATED])) : undefined;
	}
	const results: ParticipantResults = new Map();
	const unmatched = new Set(entries);
	for (const id of people) {
		const entry = entries.find(({ ids }) => ids.includes(id));
		if (!entry) continue;
		results.set(id, entry.result);
		unmatched.delete(entry);
	}
	const missing = people.filter((id) => !results.has(id));
	const sharedResult = resultOfUnmatched([...unmatched], missing.length);
	for (const id of missing) results.set(id, sharedResult);
	return results;
}

/**
 * An engine may use other ids than the request. The result is still certain if the number of unmatched entries equals the number
 * of missing people, and all entries have the same result.
 */
function resultOfUnmatched(unmatched: readonly Entry[], missing: number): ParticipantResult {
	const [first] = unmatched;
	const agreed = first && unmatched.length === missing && unmatched.every(({ result }) => isSame(result, first.result));
	return agreed ? first.result : NOT_MENTIONED;
}

function toEntry(entry: unknown, change: ParticipantChange): Entry {
	const { Error: capitalError, error, code, status, success }: JsonObject = isObject(entry) ? entry : {};
	const ids = idsIn(entry);
	const [statusCode] = [capitalError, error, code, status].flatMap((value) => toStatus(value) ?? []);
	if (statusCode !== undefined) return { ids, result: participantResult(change, statusCode) };
	// In GOWS, error 0 means success. errorInside would read it as an error.
	if (error !== 0 && errorInside(entry)) return { ids, result: UNNUMBERED_FAILURE };
	return { ids, result: capitalError === 0 || error === 0 || success === true ? DONE : NOT_STATED };
}

const isSame = (one: ParticipantResult, other: ParticipantResult) =>
	one.status === other.status && one.statusCode === other.statusCode;

/** A status is text in NOWEB, else a number. The `Code` of an `AddRequest` in GOWS is not a status. */
function toStatus(value: unknown): number | undefined {
	const number = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && number >= 200 ? number : undefined;
}

/** The result for one person in a change of participants. */
export interface ParticipantResult {
	status: 'done' | 'failed' | 'unclear';
	/** Why it failed or is unclear, or why there was nothing to do. Otherwise null. */
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
