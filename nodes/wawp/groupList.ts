import { isObject, isSuccess, readBody, type JsonObject, type Outcome } from './answer';
import { errorEnvelope } from './errorEnvelope';
import { isGroupId, type GroupId } from './groupId';

export interface GroupSummary {
	id: GroupId;
	/** The subject that people see in WhatsApp; the id where the engine gave none. */
	name: string;
}

/**
 * The groups in an answer to `GET /v2/groups`, in the shape of each engine (inferred from WAHA): GOWS an array with `JID` and
 * `Name`, NOWEB an object keyed by id with `subject`, WEBJS an array of chats whose id is an object; also inside `data`.
 * Chats that are not groups are left out.
 *
 * @returns undefined when the answer is no list; `describeFailure` then says why
 */
export function groupsFrom(outcome: Outcome): GroupSummary[] | undefined {
	if (!isSuccess(outcome)) return undefined;
	const body = readBody(outcome.text);
	const entries = body.kind === 'json' ? entriesOf(body.value, MAX_DEPTH) : undefined;
	return entries?.flatMap((entry) => summaryOf(entry) ?? []);
}

const MAX_DEPTH = 8;

function entriesOf(value: unknown, depth: number): unknown[] | undefined {
	if (Array.isArray(value)) return value as unknown[];
	if (!isObject(value) || depth === 0 || errorEnvelope(value)) return undefined;
	for (const key of ['data', 'groups']) {
		if (typeof value[key] === 'object' && value[key] !== null) return entriesOf(value[key], depth - 1);
	}
	const keyedById = Object.entries(value);
	return keyedById.every(([key, entry]) => key.includes('@') && isObject(entry))
		? keyedById.map(([id, entry]) => ({ id, ...(entry as JsonObject) }))
		: undefined;
}

function summaryOf(entry: unknown): GroupSummary | undefined {
	if (!isObject(entry)) return undefined;
	const wid = entry.JID ?? entry.id;
	const id = isObject(wid) ? wid._serialized : wid;
	if (typeof id !== 'string' || !isGroupId(id)) return undefined;
	const metadata = isObject(entry.groupMetadata) ? entry.groupMetadata : {};
	const name = [entry.Name, entry.subject, entry.name, metadata.subject].find(
		(text) => typeof text === 'string' && text.trim() !== '',
	);
	return { id, name: typeof name === 'string' ? name.trim() : id };
}
