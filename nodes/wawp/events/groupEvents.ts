import { isObject, type JsonObject } from '../outcome/json';
import { isGroupId, type GroupId } from '../ids/groupId';
import { nameIn, type GroupName } from '../groups/groupList';
import { isSamePerson, type KnownPeople } from '../ids/knownPeople';
import { idsIn, type ParticipantId } from '../ids/participantId';
import { actorIdsIn } from './eventActor';
import { peopleIn, type EventParticipant } from './eventParticipants';
import { updatesFrom, type GroupUpdateEvent } from './groupUpdates';
import { joinMethodOf, type JoinMethod } from './joinMethod';

export type MemberChange = 'memberJoined' | 'memberLeft' | 'memberPromoted' | 'memberDemoted';

/** One event in a group, about at most one person. */
export type GroupEvent = MemberEvent | GroupUpdateEvent;

/** An event about one person. */
export type MemberEvent = {
	groupId: GroupId;
	participant: EventParticipant;
	/** Who added, approved, removed, promoted or demoted the person. Null: this is unknown, or the person itself. */
	actorId: ParticipantId | null;
} & (
	| {
			event: 'memberJoined';
			joinMethod: JoinMethod;
			/** Whether one event reports several people and not how they joined. Then somebody has probably added them together. */
			isBatch: boolean;
	  }
	| { event: Exclude<MemberChange, 'memberJoined'> }
);

/**
 * Reads the group events of a delivery. Wawp's documentation and WAHA give the same event names different meanings, so the payload
 * decides. `participants` beside the group are other people. `participants` inside the group are its members: the own account
 * joined or left this group. The own account's joins and leaves are ignored, since they say nothing about visitors.
 *
 * @param body the whole delivery
 * @param known learns from the delivery which IDs belong together, and which are those of the account
 * @returns one event for each participant; empty for unknown events
 */
export function groupEventsFrom(body: JsonObject, known: KnownPeople): GroupEvent[] {
	const { event, payload } = body;
	if (!isObject(payload)) return [];
	learnFrom(body, payload, known);
	const groupId = eventGroupId(payload);
	if (!groupId) return [];
	if (event === 'group.v2.update') return updatesFrom(groupId, payload);
	const change = changeOf(event, payload);
	return change ? memberEvents(groupId, change, payload, { known, isOwn: isAboutOwnAccount(event, payload) }) : [];
}

/** Only NOWEB's own data has the phone number of somebody whose ID is masked (seen in WAHA 2026.2.1). */
function learnFrom({ me }: JsonObject, { group, participants, _data }: JsonObject, known: KnownPeople): void {
	known.learnOwn(idsIn(me));
	const data = objectOf(_data);
	const lists = [participants, objectOf(group).participants, data.participants].flatMap(peopleIn);
	for (const ids of [...lists, actorIdsIn(data)]) known.learn(ids);
}

/** The group of an event with its name, if the delivery has both. */
export function groupNameIn(payload: JsonObject): GroupName | undefined {
	const id = eventGroupId(payload);
	const name = id && nameIn({ ...objectOf(payload.group), ...(isText(payload.subject) && { subject: payload.subject }) });
	return name ? { id, name } : undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string';

const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** `chatId` is documented by Wawp. `group.id` comes from WAHA (inferred). The other forms come from its engines. */
function eventGroupId(payload: JsonObject): GroupId | undefined {
	const group = objectOf(payload.group);
	const candidates = [
		payload.chatId,
		group.id,
		objectOf(group.id)._serialized,
		group.JID,
		payload.group,
		payload.groupId,
		payload.id,
	];
	return candidates.find((candidate): candidate is GroupId => typeof candidate === 'string' && isGroupId(candidate));
}

const BY_NAME: ReadonlyMap<unknown, MemberChange> = new Map([
	['group.v2.join', 'memberJoined'],
	['group.v2.leave', 'memberLeft'],
]);

/** `promote` and `demote` are documented as `action`. `join` and `leave` are inferred from WAHA as `type`. The others come from its engines. */
const BY_ACTION: ReadonlyMap<unknown, MemberChange> = new Map([
	['join', 'memberJoined'],
	['add', 'memberJoined'],
	['invite', 'memberJoined'],
	['linked_group_join', 'memberJoined'],
	['leave', 'memberLeft'],
	['remove', 'memberLeft'],
	['promote', 'memberPromoted'],
	['demote', 'memberDemoted'],
]);

const changeOf = (event: unknown, { type, action }: JsonObject): MemberChange | undefined =>
	event === 'group.v2.participants' ? (BY_ACTION.get(type) ?? BY_ACTION.get(action)) : BY_NAME.get(event);

/** WAHA's join and leave are about the own account: the group is an object, and may list all its members. */
const isAboutOwnAccount = (event: unknown, { group }: JsonObject): boolean =>
	isObject(group) && (BY_NAME.has(event) || peopleIn(group.participants).length > 0);

function memberEvents(
	groupId: GroupId,
	event: MemberChange,
	payload: JsonObject,
	{ known, isOwn }: { known: KnownPeople; isOwn: boolean },
): MemberEvent[] {
	const data = objectOf(payload._data);
	const everybody = distinct(affectedBy(event, payload, isOwn ? {} : data).map((ids) => known.complete(ids)));
	const actor = known.complete(actorIdsIn(data));
	const isBatch = everybody.length > 1;
	const people = event === 'memberJoined' || event === 'memberLeft' ? everybody.filter((ids) => !known.isOwn(ids)) : everybody;
	return people.flatMap((ids): MemberEvent[] => {
		const [id] = ids;
		if (id === undefined) return [];
		const isOwnAct = isSamePerson(actor, ids);
		const details = { groupId, participant: { id, ids }, actorId: isOwnAct === false ? (actor[0] ?? null) : null };
		if (event !== 'memberJoined') return [{ event, ...details }];
		const joinMethod = joinMethodOf(data, isOwnAct);
		return [{ event, ...details, joinMethod, isBatch: isBatch && joinMethod === 'unknown' }];
	});
}

/** Engines sometimes leave `participants` empty and list the people in their own data (inferred from their code). */
function affectedBy(event: MemberChange, payload: JsonObject, data: JsonObject): ParticipantId[][] {
	const lists = [payload.participants, data[WHATSMEOW_LIST[event]], data.recipientIds, data.participants];
	return lists.map(peopleIn).find((people) => people.length > 0) ?? [];
}

const WHATSMEOW_LIST = { memberJoined: 'Join', memberLeft: 'Leave', memberPromoted: 'Promote', memberDemoted: 'Demote' } as const;

/** Drops duplicates: an event may contain the same person twice, with different IDs. */
function distinct(people: ParticipantId[][]): ParticipantId[][] {
	const seen = new Set<ParticipantId>();
	return people.filter((ids) => {
		const isNew = !ids.some((id) => seen.has(id));
		for (const id of ids) seen.add(id);
		return isNew;
	});
}
