import { isSuccess, type Outcome } from '../outcome/outcome';
import { isObject, type JsonObject } from '../outcome/json';
import { listEntriesFrom } from '../outcome/listEntries';
import { isGroupId, type GroupId } from '../ids/groupId';
import { participantsIn, type Participant } from './participantList';

export interface GroupName {
	id: GroupId;
	/** The subject of the group in WhatsApp. The id if the engine does not report the subject. */
	name: string;
}

export interface GroupSummary extends GroupName {
	/** Null if the engine does not report it. */
	description: string | null;
	/** Empty if the engine does not report them. */
	participants: Participant[];
	/** Null if the engine does not report it. */
	participantCount: number | null;
	/** The engine's own count. Null if the engine does not report it. */
	size: number | null;
}

/**
 * Reads the groups from a response to `GET /v2/groups`. Supports the shape of each engine (inferred from WAHA): GOWS returns an
 * array with `JID` and `Name`, NOWEB an object keyed by id with `subject`, WEBJS an array of chats whose id is an object. Each
 * shape can also be inside `data`. Chats that are not groups are skipped.
 *
 * @returns undefined if the outcome has no list; `describeFailure` then explains why
 */
export const groupsFrom = (outcome: Outcome): GroupSummary[] | undefined =>
	listEntriesFrom(outcome, 'groups')?.flatMap((entry) => summaryOf(entry) ?? []);

/**
 * Whether a list of groups proves that a group is not in it.
 *
 * @returns undefined if it proves nothing: it is empty or shortened, or there is none
 */
export function lacksGroup(outcome: Outcome, groupId: GroupId): boolean | undefined {
	const entries = listEntriesFrom(outcome, 'groups') ?? [];
	if (entries.length === 0 || entries.includes(null) || !isSuccess(outcome)) return undefined;
	// In the text, because an entry may have a shape that is not known here.
	return !outcome.text.includes(groupId.slice(0, groupId.indexOf('@')));
}

/** Reads only the names from the same response. The participants of 5,000 groups would take seconds. */
export const groupNamesFrom = (outcome: Outcome): GroupName[] | undefined =>
	listEntriesFrom(outcome, 'groups')?.flatMap((entry) => (isObject(entry) && groupNameOf(entry)) || []);

function groupNameOf(entry: JsonObject): GroupName | undefined {
	const wid = entry.JID ?? entry.id;
	const id = isObject(wid) ? wid._serialized : wid;
	if (typeof id !== 'string' || !isGroupId(id)) return undefined;
	return { id, name: nameIn(entry) ?? id };
}

/** Reads a group from its object in any engine's shape. @returns undefined if it is not a group */
export function summaryOf(entry: unknown): GroupSummary | undefined {
	if (!isObject(entry)) return undefined;
	const group = groupNameOf(entry);
	if (!group) return undefined;
	const metadata = metadataOf(entry);
	const participants = [entry.Participants, entry.participants, metadata.participants]
		.map(participantsIn)
		.find((list) => list.length > 0);
	const size = [entry.ParticipantCount, entry.size, metadata.size].find(isCount) ?? null;
	return {
		...group,
		description: isRecordOfDefaults(entry)
			? null
			: ([entry.Topic, entry.desc, entry.description, metadata.desc].find(isText) ?? null),
		participants: participants ?? [],
		participantCount: participants?.length ?? size,
		size,
	};
}

/**
 * Whether GOWS returns the empty values of Go, because its cache does not have the group: no name, and the year 1 (whatsmeow,
 * types.GroupInfo; seen in reports). Its settings then say nothing.
 */
export const isRecordOfDefaults = ({ GroupCreated, Name }: JsonObject): boolean =>
	typeof GroupCreated === 'string' && GroupCreated.startsWith('0001-') && (typeof Name !== 'string' || Name.trim() === '');

/** What WEBJS reports of a group beside the chat. */
export const metadataOf = ({ groupMetadata }: JsonObject): JsonObject => (isObject(groupMetadata) ? groupMetadata : {});

/** The subject of a group. @returns null if the engine does not report it */
export const subjectOf = ({ id, name }: GroupName): string | null => (name === id ? null : name);

/** The name in a group's object, in any engine's shape. */
export const nameIn = (entry: JsonObject): string | undefined =>
	[entry.Name, entry.subject, entry.name, metadataOf(entry).subject]
		.filter(isText)
		.map((text) => text.trim())
		.find((text) => text !== '');

const isText = (value: unknown): value is string => typeof value === 'string';

/** A zero means that the engine did not count, because the account itself is in the group. */
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
