import { isObject } from '../outcome/json';
import { badInput } from '../outcome/wawpFailure';
import { quoteValue } from './quoteValue';
import { EXAMPLE_PARTICIPANT_ID, toParticipantId, type ParticipantId } from './participantId';

/**
 * The people that a parameter names: ids and phone numbers in a text, with commas, semicolons, line breaks or spaces between them,
 * or in a list, also inside its objects as `participantId` or `id`. Each person comes out once.
 *
 * @throws WawpFailure of kind `badInput`, which names what is no person and shows a valid example
 */
export function toParticipantIds(value: unknown): ParticipantId[] {
	const parts = Array.isArray(value) ? (value as unknown[]) : [value];
	const ids = parts.flatMap(partIds);
	if (ids.length === 0) throw notAParticipant(quoteValue(''));
	return [...new Set(ids)];
}

function partIds(part: unknown): ParticipantId[] {
	if (typeof part === 'string') return part.split(SEPARATOR).map(trimmed).filter(Boolean).flatMap(textIds);
	const id = toParticipantId(isObject(part) ? (part.participantId ?? part.id ?? part) : part);
	if (!id) throw notAParticipant(quoteValue(part));
	return [id];
}

// A plus begins another number, also after a mere space.
const SEPARATOR = /[,;\r\n]|\s(?=\+)/;

const trimmed = (text: string) => text.trim();

/** Spaces stand between people, or inside one phone number: where both readings make sense, neither is chosen. */
function textIds(text: string): ParticipantId[] {
	const whole = toParticipantId(text);
	const words = text.split(/\s+/);
	const people = words.flatMap((word) => toParticipantId(word) ?? []);
	const several = words.length > 1 && people.length === words.length;
	if (whole && several) throw notAParticipant(`${quoteValue(text)} may be one phone number or ${words.length}, so it`);
	if (whole) return [whole];
	if (several) return people;
	throw notAParticipant(quoteValue(text));
}

const notAParticipant = (what: string) =>
	badInput(
		`${what} is not a participant`,
		`Enter phone numbers with their country code, or IDs, with commas between them in the "Participants" field, e.g. ${EXAMPLE_PARTICIPANT_ID}, +20 123 456 7891`,
	);
