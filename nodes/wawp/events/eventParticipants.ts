import { isObject } from '../outcome/json';
import { type ParticipantId, idsIn } from '../ids/participantId';

/** A person in an event, under each id that the event gives. */
export interface EventParticipant {
	/** The phone number's (`digits@c.us`) where it is known, else the masked one (`digits@lid`). */
	id: ParticipantId;
	/** All ids, that one included: another event about the same person may have only one of them. */
	ids: readonly ParticipantId[];
}

/**
 * The people that `participants` of an event names, whatever engine it came from: an array or a map keyed by index
 * (both documented), a single one, a map keyed by id; each as text or as an object, with one id or several (inferred from WAHA).
 * What is no person's id is left out.
 */
export function eventParticipantsFrom(value: unknown): EventParticipant[] {
	return entriesOf(value).flatMap((entry) => participantFrom(entry) ?? []);
}

/** The ids of the linked account: `me` of a delivery (documented). */
export const idsOf = (value: unknown): readonly ParticipantId[] => participantFrom(value)?.ids ?? [];

function entriesOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value as unknown[];
	if (!isObject(value) || idsIn(value).length > 0) return [value];
	return Object.entries(value).map(([key, entry]) => (key.includes('@') ? key : entry));
}

function participantFrom(entry: unknown): EventParticipant | undefined {
	const ids = [...new Set(idsIn(entry))];
	const [id] = [...ids.filter((candidate) => candidate.endsWith('@c.us')), ...ids];
	return id === undefined ? undefined : { id, ids };
}
