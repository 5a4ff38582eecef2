import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { isObject, type JsonObject } from '../outcome/json';
import { listEntriesFrom } from '../outcome/listEntries';
import { errorEnvelope } from '../outcome/errorEnvelope';
import { namesFailure } from '../outcome/failureKind';
import type { ParticipantChange } from './participantChange';
import { type ParticipantId, idsIn } from '../ids/participantId';

export type ParticipantResults = Map<ParticipantId, ParticipantResult>;

interface Entry {
	ids: ParticipantId[];
	result: ParticipantResult;
}

/**
 * What became of each person, in an answer to a change of participants. That some may be refused is documented, the shapes are
 * inferred: GOWS a list with `JID` and `Error`; NOWEB a list with `jid` and `status`; WEBJS for `add` an object keyed by id with
 * `code`, for the others `{"status":200}`, which means all of them.
 *
 * @returns undefined when the answer is no success, or says nothing at all
 */
export function participantResultsFrom(
	outcome: Outcome,
	change: ParticipantChange,
	people: readonly ParticipantId[],
): ParticipantResults | undefined {
	const entries = (listEntriesFrom(outcome, 'participants') ?? []).map((entry) => toEntry(entry, change));
	if (entries.length === 0) {
		return isPlainSuccess(outcome) ? new Map(people.map((id) => [id, participantResult(change, null)])) : undefined;
	}
	const results: ParticipantResults = new Map();
	const left = new Set(entries);
	for (const id of people) {
		const entry = entries.find(({ ids }) => ids.includes(id));
		if (!entry) continue;
		results.set(id, entry.result);
		left.delete(entry);
	}
	const missing = people.filter((id) => !results.has(id));
	const rest = resultOfRest([...left], missing.length);
	for (const id of missing) results.set(id, rest);
	return results;
}

/** An engine may know people by other ids than they were named by: as many entries that all say the same leave no doubt. */
function resultOfRest(left: readonly Entry[], missing: number): ParticipantResult {
	const [first] = left;
	const agreed = first && left.length === missing && left.every(({ result }) => isSame(result, first.result));
	return agreed ? first.result : NOT_MENTIONED;
}

function toEntry(entry: unknown, change: ParticipantChange): Entry {
	const { Error: capitalError, error, code, status }: JsonObject = isObject(entry) ? entry : {};
	const [statusCode = null] = [capitalError, error, code, status].flatMap((value) => toStatus(value) ?? []);
	// The envelope knows no zero that says that nothing went wrong.
	const isFailure = statusCode === null && error !== 0 && errorEnvelope(entry) !== undefined;
	return { ids: idsIn(entry), result: isFailure ? UNNUMBERED_FAILURE : participantResult(change, statusCode) };
}

const isSame = (one: ParticipantResult, other: ParticipantResult) =>
	one.status === other.status && one.statusCode === other.statusCode;

/** Text in NOWEB, a number elsewhere; GOWS says 0 where nothing went wrong. The `Code` of its `AddRequest` is none of these. */
function toStatus(value: unknown): number | undefined {
	const number = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && number >= 100 ? number : undefined;
}

/** A 2xx that says something, and nothing bad. */
function isPlainSuccess(outcome: Outcome): boolean {
	if (!isSuccess(outcome)) return false;
	const body = readBody(outcome.text);
	if (body.kind === 'text') return /^(?:ok|success|done)$/i.test(body.text);
	if (body.kind !== 'json') return false;
	if (!isObject(body.value)) return body.value === true;
	return Object.keys(body.value).length > 0 && !errorEnvelope(body.value) && !namesFailure(outcome);
}

/** What became of one person in a change of several. */
export interface ParticipantResult {
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
export function participantResult(change: ParticipantChange, statusCode: number | null): ParticipantResult {
	if (statusCode === null || statusCode < 300) return { status: 'done', reason: null, statusCode };
	const already = ALREADY[change]?.[statusCode];
	if (already) return { status: 'done', reason: already, statusCode };
	if (statusCode >= 500)
		return { status: 'unclear', reason: `WhatsApp had trouble with this person (${statusCode}): ${LOOK}`, statusCode };
	const reasons = change === 'add' ? ADD_REASONS : OTHER_REASONS;
	return { status: 'failed', reason: reasons[statusCode] ?? `WhatsApp refused it with ${statusCode}`, statusCode };
}

/** For a person whose entry says that something went wrong, without a number that would say what. */
export const UNNUMBERED_FAILURE: ParticipantResult = {
	status: 'unclear',
	reason: `Wawp reported a failure for this person, but not which: ${LOOK}`,
	statusCode: null,
};

/** For a person whom an otherwise good answer does not mention. */
export const NOT_MENTIONED: ParticipantResult = {
	status: 'unclear',
	reason: `Wawp did not say what became of this person: ${LOOK}`,
	statusCode: null,
};
