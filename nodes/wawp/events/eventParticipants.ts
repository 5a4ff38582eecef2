import { isObject } from '../outcome/json';
import { type ParticipantId, idsIn } from '../ids/participantId';

/** A person in an event, with every ID that is known. */
export interface EventParticipant {
	/** The ID with the phone number (`digits@c.us`) if known, otherwise the masked ID (`digits@lid`). */
	id: ParticipantId;
	/** All IDs, including `id`. Another event about the same person may contain only one of them. */
	ids: readonly ParticipantId[];
}

/**
 * Reads `participants` of an event from any engine: an array or a map keyed by index (both documented), a single person, or a map
 * keyed by ID (both inferred from WAHA). A person is text, or an object with one or more IDs (inferred from WAHA).
 *
 * @returns the IDs of each person, without entries that contain no ID of a person
 */
export const peopleIn = (value: unknown): ParticipantId[][] =>
	entriesOf(value)
		.map(idsIn)
		.filter(({ length }) => length > 0);

function entriesOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value as unknown[];
	if (!isObject(value) || idsIn(value).length > 0) return [value];
	return Object.entries(value).map(([key, entry]) => (key.includes('@') ? key : entry));
}
