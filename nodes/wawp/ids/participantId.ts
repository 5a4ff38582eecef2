import { isObject, type JsonObject } from '../outcome/json';
import { phoneDigits } from './phoneNumber';
import { plainText } from './plainText';

/** A person's id as the node sends and emits it: the phone number, or the masked id that WhatsApp shows instead. */
export type ParticipantId = `${string}@c.us` | `${string}@lid`;

export const EXAMPLE_PARTICIPANT_ID = '201234567890@c.us';

// whatsmeow and Baileys add the device (`201234567890:12@s.whatsapp.net`). The device is not part of the person's id.
const PERSON = /^(\d{1,32})(?:[._]\d{1,5})?(?::\d{1,5})?@(c\.us|s\.whatsapp\.net|lid)$/;

/**
 * Converts a value from a server or from a parameter to a person's id. Accepts `@c.us` (documented), `@s.whatsapp.net` and `@lid`
 * (inferred from the engines behind Wawp), the id object of whatsapp-web.js, and a phone number with its country code.
 *
 * @returns undefined for all other values, e.g. a group, a channel or a number without a country code
 */
export function toParticipantId(value: unknown): ParticipantId | undefined {
	const wid = isObject(value) ? (value._serialized ?? joined(value)) : value;
	const text = typeof wid === 'number' ? String(wid) : wid;
	if (typeof text !== 'string') return undefined;
	const [, user, server] = PERSON.exec(text.trim()) ?? PERSON.exec(plainText(text)) ?? [];
	if (user) return server === 'lid' ? `${user}@lid` : `${user}@c.us`;
	const digits = phoneDigits(text);
	return digits === undefined ? undefined : `${digits}@c.us`;
}

/** The parts of an id object of whatsapp-web.js, which may lack the whole. */
const joined = ({ user, server }: JsonObject): unknown =>
	typeof user === 'string' && typeof server === 'string' ? `${user}@${server}` : undefined;

// `id`: WEBJS (an object) and NOWEB; `pn`: participants/v2; `JID`, `PhoneNumber`, `LID`: GOWS; `phone_number`: WhatsApp's own name for
// the number, which Baileys passes on in results of changes; the others: newer and older Baileys.
const ID_KEYS = ['id', 'JID', 'jid', 'PhoneNumber', 'phoneNumber', 'phone_number', 'pn', 'LID', 'lid'];

/** All ids of the person in a list entry, or in an id object. The engine's preferred id comes first. */
export function idsIn(entry: unknown): ParticipantId[] {
	const candidates = isObject(entry) ? [entry, ...ID_KEYS.map((key) => entry[key])] : [entry];
	return candidates.flatMap((candidate) => toParticipantId(candidate) ?? []);
}
