import type { Outcome } from '../outcome/outcome';
import { isObject, type JsonObject } from '../outcome/json';
import { listEntriesFrom } from '../outcome/listEntries';
import { errorInside } from '../outcome/errorEnvelope';
import { isPlainSuccess } from '../outcome/plainSuccess';
import type { ParticipantChange } from './participantChange';
import {
	DONE,
	NOT_MENTIONED,
	NOT_STATED,
	participantResult,
	UNNUMBERED_FAILURE,
	type ParticipantResult,
} from './participantResult';
import { type ParticipantId, idsIn } from '../ids/participantId';

export type ParticipantResults = Map<ParticipantId, ParticipantResult>;

interface Entry {
	ids: ParticipantId[];
	result: ParticipantResult;
}

/** The two ids of one person. */
export interface IdPair {
	phoneNumberId: ParticipantId;
	lid: ParticipantId;
}

/**
 * Reads the result for each person from a response to a change of participants. A person is done only if the response says so for this
 * person. Partial success is documented for `add`; `{"ok":true}`, one flag for all people, for the other changes. The other shapes are
 * inferred: GOWS returns a list with `JID` and `Error`, NOWEB a list with `jid`, `status` and WhatsApp's own `content`, WEBJS an object
 * keyed by id with `code` for `add`, and `{"status":200}` for the other changes.
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

/** The people of whom a response shows both the phone number and the masked id. */
export const idPairsFrom = (outcome: Outcome): IdPair[] =>
	(listEntriesFrom(outcome, 'participants') ?? []).flatMap((entry) => {
		const ids = idsOf(entry);
		const phoneNumberId = ids.find((id) => id.endsWith('@c.us'));
		const lid = ids.find((id) => id.endsWith('@lid'));
		return phoneNumberId && lid ? { phoneNumberId, lid } : [];
	});

/** In a masked group, NOWEB has the number only in `content.attrs`, where Baileys passes on WhatsApp's answer (`groupParticipantsUpdate`). */
const idsOf = (entry: unknown): ParticipantId[] => [...idsIn(entry), ...idsIn(attributesOf(entry))];

const attributesOf = (entry: unknown): JsonObject => {
	const content = isObject(entry) ? entry.content : undefined;
	return isObject(content) && isObject(content.attrs) ? content.attrs : {};
};

function toEntry(entry: unknown, change: ParticipantChange): Entry {
	const { Error: capitalError, error, code, status, success }: JsonObject = isObject(entry) ? entry : {};
	const ids = idsOf(entry);
	const candidates = [capitalError, error, attributesOf(entry).error, code, status];
	const [statusCode] = candidates.flatMap((value) => toStatus(value) ?? []);
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
