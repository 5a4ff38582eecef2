import { randomUUID } from 'node:crypto';
import type { GroupChange } from './groupChange';
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
const envelope = ({ id, accessToken, engine, me }: Instance, { event, payload }: EventContent, timestamp: number): EventBody => ({
	id: `evt_${randomUUID().replaceAll('-', '')}`,
	timestamp,
	session: 'default',
	metadata: { instance_id: id, access_token: accessToken, user_email: 'owner@example.com' },
	engine,
	event,
	me: { ...me, pushName: 'Instance' },
	payload,
});

const indexed = (members: Member[]) => Object.fromEntries(members.map(({ id }, at) => [at, id]));

function asDocumented({ id: chatId }: Group, change: GroupChange): EventContent | undefined {
	switch (change.kind) {
		case 'joined':
			return { event: 'group.v2.join', payload: { chatId, participants: change.members.map(({ id }) => id) } };
		case 'left':
			return { event: 'group.v2.leave', payload: { chatId, participants: indexed(change.members) } };
		case 'promoted':
		case 'demoted': {
			const action = change.kind === 'promoted' ? 'promote' : 'demote';
			return { event: 'group.v2.participants', payload: { chatId, action, participants: indexed(change.members) } };
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
			const participants = change.members.map((member) => wahaParticipant(engine, member));
			const payload = { type: WAHA_TYPES[change.kind], group: { id: group.id }, participants, timestamp };
			return { event: 'group.v2.participants', payload: { ...payload, _data: engineData(engine, change, at) } };
		}
		case 'updated': {
			const { subject, description } = change;
			const changed = { ...(subject !== undefined && { subject }), ...(description !== undefined && { description }) };
			const invite = `https://chat.whatsapp.com/${group.liveCode}`;
			// WEBJS repeats the whole state of the group.
			const state = engine === 'WEBJS' ? { subject: group.name, description: group.description, invite } : {};
			return { event: 'group.v2.update', payload: { group: { id: group.id, ...state, ...changed }, timestamp, _data: {} } };
		}
		case 'code changed':
			if (engine === 'WEBJS') return undefined;
			return { event: 'group.v2.update', payload: { group: { id: group.id, invite: change.link }, timestamp, _data: {} } };
		case 'own account joined': {
			const participants = [...group.members.values()].map((member) => wahaParticipant(engine, member));
			const { id, name: subject } = group;
			// NOWEB repeats the whole group in its own data.
			const _data = engine === 'NOWEB' ? { id, subject, participants } : {};
			return { event: 'group.v2.join', payload: { group: { id, subject, participants }, timestamp, _data } };
		}
		case 'own account left':
			return { event: 'group.v2.leave', payload: { group: { id: group.id }, timestamp, _data: {} } };
	}
}

const wahaParticipant = (engine: Engine, { id, lid, role }: Member) =>
	engine === 'WEBJS' ? { id, role } : { id: lid, pn: id, role };

/** The engine's own event data (`_data`). Only the fields that show the join method, and the true time in GOWS, are known. */
function engineData(engine: Engine, change: GroupChange, at: number): Record<string, unknown> {
	const time = engine === 'GOWS' ? { Timestamp: new Date(at).toISOString() } : {};
	if (change.kind !== 'joined') return time;
	const byLink = change.joinMethod === 'link';
	if (engine === 'GOWS') return { ...time, JoinReason: byLink ? 'invite' : '' };
	if (engine === 'WEBJS') return { type: byLink ? 'invite' : 'add' };
	return { author: byLink ? change.members[0]?.lid : '9001111111111@lid' };
}
