import { randomUUID } from 'node:crypto';
import type { Happening } from './happenings';
import type { Engine, Group, Instance } from './world';
import type { Member } from './member';

/** A delivery's body before it is signed. */
export interface EventBody {
	id: string;
	timestamp: number;
	event: string;
	payload: Record<string, unknown>;
	[key: string]: unknown;
}

type Told = { event: string; payload: Record<string, unknown> } | undefined;

/**
 * How a happening is told: in the meaning of Wawp's documentation, in that of WAHA, or in both at once, each with an id of its own.
 *
 * @param at ms since 1970
 */
export function eventsFor(instance: Instance, group: Group, happening: Happening, at: number): EventBody[] {
	const told = {
		documented: [asDocumented(group, happening)],
		WAHA: [asWaha(instance, group, happening, at)],
		both: [asDocumented(group, happening), asWaha(instance, group, happening, at)],
	}[instance.eventMeaning];
	return told.flatMap((said) => (said ? [envelope(instance, said, at)] : []));
}

/** Documented, the metadata inferred from WAHA: it leaks what the session was made with. */
const envelope = (
	{ id, accessToken, engine, me }: Instance,
	{ event, payload }: NonNullable<Told>,
	timestamp: number,
): EventBody => ({
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

function asDocumented({ id: chatId }: Group, happening: Happening): Told {
	switch (happening.kind) {
		case 'joined':
			return { event: 'group.v2.join', payload: { chatId, participants: happening.who.map(({ id }) => id) } };
		case 'left':
			return { event: 'group.v2.leave', payload: { chatId, participants: indexed(happening.who) } };
		case 'promoted':
		case 'demoted': {
			const action = happening.kind === 'promoted' ? 'promote' : 'demote';
			return { event: 'group.v2.participants', payload: { chatId, action, participants: indexed(happening.who) } };
		}
		case 'updated': {
			const { subject, description } = happening;
			return { event: 'group.v2.update', payload: { chatId, subject, description } };
		}
		default:
			return undefined;
	}
}

const WAHA_TYPES = { joined: 'join', left: 'leave', promoted: 'promote', demoted: 'demote' } as const;

function asWaha({ engine }: Instance, group: Group, happening: Happening, at: number): Told {
	// Seconds by WAHA's documentation, milliseconds in two of its engines.
	const timestamp = engine === 'WEBJS' ? Math.floor(at / 1_000) : at;
	switch (happening.kind) {
		case 'joined':
		case 'left':
		case 'promoted':
		case 'demoted': {
			const participants = happening.who.map((member) => wahaParticipant(engine, member));
			const payload = { type: WAHA_TYPES[happening.kind], group: { id: group.id }, participants, timestamp };
			return { event: 'group.v2.participants', payload: { ...payload, _data: engineData(engine, happening) } };
		}
		case 'updated': {
			const { subject, description } = happening;
			return { event: 'group.v2.update', payload: { group: { id: group.id, subject, description }, timestamp, _data: {} } };
		}
		case 'code changed':
			if (engine === 'WEBJS') return undefined;
			return { event: 'group.v2.update', payload: { group: { id: group.id, invite: happening.link }, timestamp, _data: {} } };
		case 'own account joined': {
			const participants = [...group.members.values()].map((member) => wahaParticipant(engine, member));
			const { id, name: subject } = group;
			return { event: 'group.v2.join', payload: { group: { id, subject, participants }, timestamp, _data: {} } };
		}
		case 'own account left':
			return { event: 'group.v2.leave', payload: { group: { id: group.id }, timestamp, _data: {} } };
	}
}

const wahaParticipant = (engine: Engine, { id, lid, role }: Member) =>
	engine === 'WEBJS' ? { id, role } : { id: lid, pn: id, role };

/** The engine's own event, of which only what tells the join method is known. */
function engineData(engine: Engine, happening: Happening): Record<string, unknown> {
	if (happening.kind !== 'joined') return {};
	const byLink = happening.by === 'link';
	if (engine === 'GOWS') return { JoinReason: byLink ? 'invite' : '' };
	if (engine === 'WEBJS') return { type: byLink ? 'invite' : 'add' };
	return { author: byLink ? happening.who[0]?.lid : '9001111111111@lid' };
}
