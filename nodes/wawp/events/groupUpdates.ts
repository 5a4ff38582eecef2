import type { GroupId } from '../ids/groupId';
import { codeFromText } from '../inviteCode/inviteCode';
import { isObject, type JsonObject } from '../outcome/json';
import { peopleIn } from './eventParticipants';
import type { GroupState } from './groupStates';

/** What `group.v2.update` reports. */
export type GroupUpdateEvent = { groupId: GroupId } & (
	| {
			event: 'groupUpdated';
			/** Null: not in the delivery. */
			subject: string | null;
			/** Null: not in the delivery. Empty: removed. */
			description: string | null;
			state: GroupState;
	  }
	| { event: 'inviteCodeChanged'; code: string; state: GroupState }
);

/**
 * Reads an update of a group. Wawp's documentation has the changed fields in the payload. WAHA has them in `group`, with a new link or bare
 * code (WEBJS) as `invite`. WEBJS and NOWEB also repeat the whole state of a group (seen in WAHA 2026.2.1).
 */
export function updatesFrom(groupId: GroupId, payload: JsonObject): GroupUpdateEvent[] {
	const group = objectOf(payload.group);
	const data = objectOf(payload._data);
	const fields = { ...payload, ...group };
	const code = typeof fields.invite === 'string' ? codeFromText(fields.invite) : undefined;
	const subject = textOf(fields.subject);
	const description = textOf(fields.description ?? fields.desc);
	const values = { ...settingsIn(fields), ...(subject !== null && { subject }), ...(description !== null && { description }) };
	const invite: Record<string, string> = code === undefined ? {} : { invite: code };
	const changed = CHANGED_VALUES.get(data.type)?.filter((name) => name in { ...values, ...invite });
	const known = { isComplete: repeatsState(group, data), ...(changed && { changed }) };
	const events: GroupUpdateEvent[] = [];
	if (code === undefined || subject !== null || description !== null) {
		// The engine may name a change whose value it does not report.
		const state = { ...known, values: changed?.length === 0 ? {} : values };
		events.push({ event: 'groupUpdated', groupId, subject, description, state });
	}
	if (code !== undefined) events.push({ event: 'inviteCodeChanged', groupId, code, state: { ...known, values: invite } });
	return events;
}

const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * What has changed, by WEBJS's `_data.type` (whatsapp-web.js, src/util/Constants.js, and seen in WAHA 2026.2.1): the names of the values in
 * the update. The value of a picture or of disappearing messages is not in it.
 */
const CHANGED_VALUES: ReadonlyMap<unknown, readonly string[]> = new Map([
	['subject', ['subject']],
	['description', ['description']],
	['revoke_invite', ['invite']],
	['announce', ['announce', 'membersCanSendMessages']],
	['restrict', ['restrict']],
	['member_add_mode', ['memberAddMode', 'membersCanAddNewMember']],
	['membership_approval_mode', ['joinApprovalMode', 'newMembersApprovalRequired']],
	['ephemeral', []],
	['picture', []],
]);

// Who may write, edit or add people, and disappearing messages (names inferred from WAHA and its engines).
const SETTINGS = [
	'announce',
	'IsAnnounce',
	'membersCanSendMessages',
	'restrict',
	'IsLocked',
	'memberAddMode',
	'MemberAddMode',
	'membersCanAddNewMember',
	'joinApprovalMode',
	'IsJoinApprovalRequired',
	'newMembersApprovalRequired',
	'isCommunity',
	'ephemeralDuration',
	'DisappearingTimer',
];

/** The settings in an update, as text. */
const settingsIn = (fields: JsonObject): Record<string, string> =>
	Object.fromEntries(
		SETTINGS.flatMap((name) => {
			const value = fields[name];
			return ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : [];
		}),
	);

/** Whether an update contains more than one change would, such as two texts, or the members of the group. */
function repeatsState(group: JsonObject, data: JsonObject): boolean {
	const texts = [group.subject, group.description ?? group.desc, group.invite].filter((value) => typeof value === 'string');
	const hasSettings = Object.keys(settingsIn(group)).length > 0;
	const hasMembers = [group, data].some(({ participants }) => Array.isArray(participants) && peopleIn(participants).length > 0);
	return texts.length > 1 || (texts.length > 0 && hasSettings) || hasMembers;
}
