import { isObject, type JsonObject } from '../outcome/json';
import { idsOf, eventParticipantsFrom, type EventParticipant } from './eventParticipants';
import { isGroupId, type GroupId } from '../ids/groupId';
import { codeFromText } from '../inviteCode/inviteCode';
import type { GroupState } from './groupStates';
import { joinMethodOf, type JoinMethod } from './joinMethod';
import type { OwnIds } from './ownIds';

export type MemberChange = 'memberJoined' | 'memberLeft' | 'memberPromoted' | 'memberDemoted';

/** One event in a group, about at most one person. */
export type GroupEvent = { groupId: GroupId } & (
	| { event: 'memberJoined'; participant: EventParticipant; joinMethod: JoinMethod }
	| { event: Exclude<MemberChange, 'memberJoined'>; participant: EventParticipant }
	/** null: not in the delivery. A removed description is empty. */
	| { event: 'groupUpdated'; subject: string | null; description: string | null; state: GroupState }
	| { event: 'inviteCodeChanged'; code: string; state: GroupState }
);

/** An event about one person. */
export type MemberEvent = Extract<GroupEvent, { participant: EventParticipant }>;

/**
 * Reads the group events of a delivery. Wawp's documentation and WAHA give the same event names different meanings, so the payload
 * decides. `participants` beside the group are other people. `participants` inside the group are its members: the own account
 * joined or left this group. The own account's joins and leaves are ignored, since they say nothing about visitors.
 *
 * @param body the whole delivery
 * @param own learns the IDs of the account from the delivery
 * @returns one event for each participant; empty for unknown events
 */
export function groupEventsFrom(body: JsonObject, own: OwnIds): GroupEvent[] {
	const { event, payload } = body;
	if (!isObject(payload)) return [];
	own.learn(idsOf(body.me), [
		...eventParticipantsFrom(objectOf(payload.group).participants),
		...eventParticipantsFrom(payload.participants),
	]);
	const groupId = eventGroupId(payload);
	if (!groupId) return [];
	if (event === 'group.v2.update') return updatesFrom(groupId, payload);
	const change = changeOf(event, payload);
	return change ? memberEvents(groupId, change, payload, { own, isOwn: isAboutOwnAccount(event, payload) }) : [];
}

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
	isObject(group) && (BY_NAME.has(event) || eventParticipantsFrom(group.participants).length > 0);

function memberEvents(
	groupId: GroupId,
	event: MemberChange,
	payload: JsonObject,
	{ own, isOwn }: { own: OwnIds; isOwn: boolean },
): GroupEvent[] {
	const data = objectOf(payload._data);
	const people = distinct(isOwn ? eventParticipantsFrom(payload.participants) : peopleIn(payload, data, event));
	const others = people.filter((participant) => !own.has(participant));
	switch (event) {
		case 'memberJoined':
			return others.map((participant) => ({ event, groupId, participant, joinMethod: joinMethodOf(data, participant) }));
		case 'memberLeft':
			return others.map((participant) => ({ event, groupId, participant }));
		default:
			return people.map((participant) => ({ event, groupId, participant }));
	}
}

/** Engines sometimes leave `participants` empty and list the people in their own data (inferred from their code). */
function peopleIn(payload: JsonObject, data: JsonObject, event: MemberChange): EventParticipant[] {
	const lists = [payload.participants, data[WHATSMEOW_LIST[event]], data.recipientIds, data.participants];
	return lists.map(eventParticipantsFrom).find((people) => people.length > 0) ?? [];
}

const WHATSMEOW_LIST = { memberJoined: 'Join', memberLeft: 'Leave', memberPromoted: 'Promote', memberDemoted: 'Demote' } as const;

/** Drops duplicates: an event may contain the same person twice, with different IDs. */
function distinct(people: EventParticipant[]): EventParticipant[] {
	const seen = new Set<string>();
	return people.filter(({ ids }) => {
		const isNew = !ids.some((id) => seen.has(id));
		for (const id of ids) seen.add(id);
		return isNew;
	});
}

/**
 * Wawp's documentation has the changed fields in the payload. WAHA has them in `group`, with a new link as `invite` (inferred). If `group`
 * has more than one of them, the engine may repeat the whole state.
 */
function updatesFrom(groupId: GroupId, payload: JsonObject): GroupEvent[] {
	const group = objectOf(payload.group);
	const changed = { ...payload, ...group };
	const events: GroupEvent[] = [];
	const code = typeof changed.invite === 'string' ? codeFromText(changed.invite) : undefined;
	const subject = textOf(changed.subject);
	const description = textOf(changed.description ?? changed.desc);
	const isComplete =
		[group.subject, group.description ?? group.desc, group.invite].filter((value) => typeof value === 'string').length > 1;
	const hasOthers = subject !== null || description !== null;
	if (!code || hasOthers) {
		const values = {
			...settingsIn(changed),
			...(subject !== null && { subject }),
			...(description !== null && { description }),
		};
		events.push({ event: 'groupUpdated', groupId, subject, description, state: { values, isComplete } });
	}
	if (code) events.push({ event: 'inviteCodeChanged', groupId, code, state: { values: { invite: code }, isComplete } });
	return events;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

// Who may write, edit or add people, and disappearing messages (names inferred from WAHA and its engines).
const SETTINGS = [
	'announce',
	'IsAnnounce',
	'restrict',
	'IsLocked',
	'memberAddMode',
	'MemberAddMode',
	'joinApprovalMode',
	'IsJoinApprovalRequired',
	'isCommunity',
	'ephemeralDuration',
	'DisappearingTimer',
];

/** The settings in an update, as text. */
const settingsIn = (changed: JsonObject): Record<string, string> =>
	Object.fromEntries(
		SETTINGS.flatMap((name) => {
			const value = changed[name];
			return ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : [];
		}),
	);
