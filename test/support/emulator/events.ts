import { randomUUID } from 'node:crypto';
import { AN_ADMIN, type GroupChange } from './groupChange';
import type { Engine, Group, Instance } from './world';
import type { Member } from './member';

/** The body of a delivery, before it is signed. */
export interface EventBody {
	id: string;
	timestamp: number;
	event: string;
	payload: Record<string, unknown>;
	[key: string]: unknown;
}

interface EventContent {
	event: string;
	payload: Record<string, unknown>;
}

/** The times of an event, in ms since 1970. They differ after the session was away. */
interface Times {
	/** When the change happened. */
	at: number;
	/** When the engine sends the event. */
	sentAt: number;
}

/**
 * The group events for a change. `instance.eventMeaning` selects the meaning of the event names: Wawp's documentation, WAHA, or both.
 * With both, each event has its own id.
 *
 * @returns no event if the selected source does not report the change
 */
export function eventsFor(instance: Instance, group: Group, change: GroupChange, times: Times): EventBody[] {
	const contents = {
		documented: [asDocumented(group, change)],
		WAHA: [asWaha(instance, group, change, times)],
		both: [asDocumented(group, change), asWaha(instance, group, change, times)],
	}[instance.eventMeaning];
	return contents.flatMap((content) => (content ? [envelope(instance, content, times.sentAt)] : []));
}

/** The event for a changed status of the session. Its name is documented, its payload is inferred from WAHA. */
export const statusEvent = (instance: Instance, at: number): EventBody =>
	envelope(instance, { event: 'session.status', payload: { name: 'default', status: instance.status } }, at);

/** The envelope is documented. Its metadata is inferred from WAHA: it leaks the credentials of the session. */
function envelope(instance: Instance, { event, payload }: EventContent, timestamp: number): EventBody {
	const { id, accessToken, engine, eventMeaning } = instance;
	// Seen in WAHA 2026.2.1: the deliveries of GOWS lack `engine`, and the first one `me`. WEBJS knows no masked ID of the account.
	const isWaha = eventMeaning !== 'documented';
	const isFirst = instance.deliveries++ === 0;
	const { lid, ...me } = instance.me;
	return {
		id: `evt_${randomUUID().replaceAll('-', '')}`,
		timestamp,
		session: 'default',
		metadata: { instance_id: id, access_token: accessToken, user_email: 'owner@example.com' },
		...(!(isWaha && engine === 'GOWS') && { engine }),
		event,
		...(!(isWaha && engine === 'GOWS' && isFirst) && {
			me: { ...me, ...(!(isWaha && engine === 'WEBJS') && { lid }), pushName: 'Instance' },
		}),
		payload,
	};
}

const indexed = (ids: string[]) => Object.fromEntries(ids.entries());

function asDocumented({ id: chatId, masked }: Group, change: GroupChange): EventContent | undefined {
	const idsOf = (members: Member[]) => members.map(({ id, lid }) => (masked ? lid : id));
	switch (change.kind) {
		case 'joined':
			return { event: 'group.v2.join', payload: { chatId, participants: idsOf(change.members) } };
		case 'left':
			return { event: 'group.v2.leave', payload: { chatId, participants: indexed(idsOf(change.members)) } };
		case 'promoted':
		case 'demoted': {
			const action = change.kind === 'promoted' ? 'promote' : 'demote';
			return { event: 'group.v2.participants', payload: { chatId, action, participants: indexed(idsOf(change.members)) } };
		}
		case 'updated': {
			const { subject, description } = change;
			return { event: 'group.v2.update', payload: { chatId, subject, description } };
		}
		default:
			return undefined;
	}
}

const WAHA_TYPES = { joined: 'join', left: 'leave', promoted: 'promote', demoted: 'demote' } as const;

function asWaha({ engine }: Instance, group: Group, change: GroupChange, { at, sentAt }: Times): EventContent | undefined {
	// WAHA's documentation says seconds; two of its engines send milliseconds, and those of the time of sending.
	const timestamp = engine === 'WEBJS' ? Math.floor(at / 1_000) : sentAt;
	switch (change.kind) {
		case 'joined':
		case 'left':
		case 'promoted':
		case 'demoted': {
			const participants = change.members.map((member) => wahaParticipant(engine, group, member));
			const payload = { type: WAHA_TYPES[change.kind], group: { id: group.id }, participants, timestamp };
			return { event: 'group.v2.participants', payload: { ...payload, _data: engineData(engine, group, change, at) } };
		}
		case 'updated': {
			const { subject, description } = change;
			const changed = { ...(subject !== undefined && { subject }), ...(description !== undefined && { description }) };
			return update(engine, group, changed, subject === undefined ? 'description' : 'subject', timestamp);
		}
		case 'code changed':
			return update(engine, group, { invite: change.link }, 'revoke_invite', timestamp);
		case 'setting changed': {
			const isAnnounce = change.setting === 'messages-admin-only';
			const adminsOnly = group.adminsOnly[change.setting];
			// GOWS sends no event for a group whose info is locked, and does not turn the other setting round.
			if (engine === 'GOWS') {
				return isAnnounce ? update(engine, group, { membersCanSendMessages: adminsOnly }, 'announce', timestamp) : undefined;
			}
			const changed = isAnnounce ? { membersCanSendMessages: !adminsOnly } : { restrict: adminsOnly };
			return update(engine, group, changed, isAnnounce ? 'announce' : 'restrict', timestamp);
		}
		case 'read':
			if (engine !== 'NOWEB') return undefined;
			return update(engine, group, { subject: group.name, description: group.description, ...settingsOf(group) }, '', timestamp);
		case 'own account joined': {
			const participants = [...group.members.values()].map((member) => wahaParticipant(engine, group, member));
			const { id, name: subject } = group;
			// NOWEB repeats the whole group in its own data.
			const _data = engine === 'NOWEB' ? { id, subject, participants } : {};
			return { event: 'group.v2.join', payload: { group: { id, subject, participants }, timestamp, _data } };
		}
		case 'own account left':
			return { event: 'group.v2.leave', payload: { group: { id: group.id }, timestamp, _data: {} } };
	}
}

const settingsOf = ({ adminsOnly }: Group) => ({ membersCanSendMessages: !adminsOnly['messages-admin-only'] });

/** WEBJS repeats the whole state of the group, with the bare code, and names what has changed. */
function update(engine: Engine, group: Group, changed: Record<string, unknown>, type: string, timestamp: number): EventContent {
	const { id, name, description, liveCode } = group;
	const state = { subject: name, description, invite: liveCode, ...settingsOf(group) };
	const payload =
		engine === 'WEBJS'
			? { group: { id, ...state }, timestamp, _data: { type, id: { remote: id } } }
			: { group: { id, ...changed }, timestamp, _data: {} };
	return { event: 'group.v2.update', payload };
}

const jid = (id: string) => id.replace('@c.us', '@s.whatsapp.net');

/** `pn` is null for somebody whose number WhatsApp masks, and missing with NOWEB (seen in WAHA 2026.2.1). */
function wahaParticipant(engine: Engine, { masked }: Group, { id, lid, role }: Member) {
	if (engine === 'NOWEB') return { id: lid, role };
	return { id: engine === 'WEBJS' && !masked ? id : lid, pn: masked ? null : id, role };
}

/** The engine's own event data (`_data`): who made the change and how, the numbers with NOWEB, the true time with GOWS. */
function engineData(
	engine: Engine,
	{ masked }: Group,
	change: Extract<GroupChange, { members: Member[] }>,
	at: number,
): Record<string, unknown> {
	const isOwnAct = change.kind === 'left' || (change.kind === 'joined' && change.joinMethod === 'link');
	const by = change.by ?? (isOwnAct ? change.members[0]! : AN_ADMIN);
	const number = masked ? undefined : jid(by.id);
	if (engine === 'GOWS') {
		const reason = change.kind === 'joined' && { JoinReason: change.joinMethod === 'link' ? 'invite' : '' };
		return { Timestamp: new Date(at).toISOString(), Sender: by.lid, SenderPN: number ?? null, ...reason };
	}
	if (engine === 'WEBJS') {
		const type = {
			joined: isOwnAct ? 'invite' : 'add',
			left: change.by ? 'remove' : 'leave',
			promoted: 'promote',
			demoted: 'demote',
		};
		const ids = change.members.map(({ id, lid }) => (masked ? lid : id));
		return { type: type[change.kind], author: masked ? by.lid : by.id, recipientIds: ids };
	}
	const participants = change.members.map(({ id, lid }) => ({ id: lid, ...(!masked && { phoneNumber: jid(id) }) }));
	const action = { joined: 'add', left: 'remove', promoted: 'promote', demoted: 'demote' }[change.kind];
	return { author: by.lid, ...(number && { authorPn: number }), participants, action };
}
