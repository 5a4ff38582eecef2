import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { isObject, type JsonObject } from '../outcome/json';
import { entriesFrom } from '../outcome/listEntries';
import { errorEnvelope } from '../outcome/errorEnvelope';
import { namesFailure } from '../outcome/failureKind';
import type { ParticipantChange } from './participantChange';
import { type ParticipantId, idsIn } from '../ids/participantId';
import { NOT_MENTIONED, personResult, UNNUMBERED_FAILURE, type PersonResult } from './personResult';

export type PersonResults = Map<ParticipantId, PersonResult>;

interface Entry {
	ids: ParticipantId[];
	result: PersonResult;
}

/**
 * What became of each person, in an answer to a change of participants. That some may be refused is documented, the shapes are
 * inferred: GOWS a list with `JID` and `Error`; NOWEB a list with `jid` and `status`; WEBJS for `add` an object keyed by id with
 * `code`, for the others `{"status":200}`, which means all of them.
 *
 * @returns undefined when the answer is no success, or says nothing at all
 */
export function personResultsFrom(
	outcome: Outcome,
	change: ParticipantChange,
	people: readonly ParticipantId[],
): PersonResults | undefined {
	const entries = (entriesFrom(outcome, 'participants') ?? []).map((entry) => toEntry(entry, change));
	if (entries.length === 0) {
		return isPlainSuccess(outcome) ? new Map(people.map((id) => [id, personResult(change, null)])) : undefined;
	}
	const results: PersonResults = new Map();
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
function resultOfRest(left: readonly Entry[], missing: number): PersonResult {
	const [first] = left;
	const agreed = first && left.length === missing && left.every(({ result }) => isSame(result, first.result));
	return agreed ? first.result : NOT_MENTIONED;
}

function toEntry(entry: unknown, change: ParticipantChange): Entry {
	const { Error: capitalError, error, code, status }: JsonObject = isObject(entry) ? entry : {};
	const [statusCode = null] = [capitalError, error, code, status].flatMap((value) => toStatus(value) ?? []);
	// The envelope knows no zero that says that nothing went wrong.
	const isFailure = statusCode === null && error !== 0 && errorEnvelope(entry) !== undefined;
	return { ids: idsIn(entry), result: isFailure ? UNNUMBERED_FAILURE : personResult(change, statusCode) };
}

const isSame = (one: PersonResult, other: PersonResult) => one.status === other.status && one.statusCode === other.statusCode;

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
