import { isObject, type JsonObject } from './answer';

/** A person in an event, under each id that the event gives. */
export interface EventParticipant {
	/** The phone number's (`digits@c.us`) where it is known, else the masked one (`digits@lid`). */
	id: string;
	/** All ids, that one included: another event about the same person may have only one of them. */
	ids: readonly string[];
}

/**
 * The people that `participants` of an event names, whatever engine it came from: an array or a map keyed by index
 * (both documented), a single one, a map keyed by id; each as text or as an object, with one id or several (inferred from WAHA).
 * What is no person's id is left out.
 */
export function participantsFrom(value: unknown): EventParticipant[] {
	return entriesOf(value).flatMap((entry) => participantFrom(entry) ?? []);
}

/** The ids of the linked account: `me` of a delivery (documented). */
export const idsOf = (value: unknown): readonly string[] => participantFrom(value)?.ids ?? [];

function entriesOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value as unknown[];
	if (!isObject(value)) return [value];
	if (ID_KEYS.some((key) => Object.hasOwn(value, key))) return [value];
	return Object.entries(value).map(([key, entry]) => (key.includes('@') ? key : entry));
}

// Inferred from WAHA: `id` and `pn`; from whatsmeow, behind GOWS: the capital ones; from Baileys, behind NOWEB: the rest.
const ID_KEYS = ['pn', 'PhoneNumber', 'phoneNumber', 'id', 'JID', 'jid', '_serialized', 'lid', 'LID'] as const;

function participantFrom(entry: unknown): EventParticipant | undefined {
	const ids = [...new Set(valuesOf(entry).flatMap((value) => personId(value) ?? []))];
	const [id] = [...ids.filter((candidate) => candidate.endsWith('@c.us')), ...ids];
	return id === undefined ? undefined : { id, ids };
}

/** WEBJS wraps an id into an object once more. */
const valuesOf = (entry: unknown): unknown[] =>
	isObject(entry) ? ID_KEYS.map((key) => (isObject(entry[key]) ? idInside(entry[key]) : entry[key])) : [entry];

const idInside = (wid: JsonObject): unknown => wid._serialized ?? wid.id;

// The engines' own server for people is `s.whatsapp.net`; WAHA and Wawp say `c.us`. A device or agent may stand behind the number.
const PERSON = /^(\d{1,32})(?:[.:]\d{1,5}){0,2}@(c\.us|s\.whatsapp\.net|lid)$/;

function personId(value: unknown): string | undefined {
	const [, digits, server] = (typeof value === 'string' && PERSON.exec(value.trim())) || [];
	if (digits === undefined) return undefined;
	return `${digits}@${server === 'lid' ? 'lid' : 'c.us'}`;
}
