import { isObject } from '../outcome/json';
import { badInput } from '../outcome/wawpFailure';
import { plainText } from './plainText';
import { emptyField, isEmpty, quoteValue } from './quoteValue';
import { EXAMPLE_PARTICIPANT_ID, toParticipantId, type ParticipantId } from './participantId';

/**
 * Converts the value of a parameter to the ids of people. Accepts ids and phone numbers in a text, separated by commas,
 * semicolons, line breaks or spaces, or in a list. A list can also have objects with a `participantId` or an `id`.
 *
 * @param field the name of the field or the option, for messages
 * @param isRequired whether somebody must be named
 * @returns each person once
 * @throws WawpFailure of kind `badInput` that names the invalid part and shows a valid example
 */
export function toParticipantIds(value: unknown, field = 'Participants', { isRequired = true } = {}): ParticipantId[] {
	const parts = Array.isArray(value) ? (value as unknown[]) : isEmpty(value) ? [] : [value];
	const ids = parts.flatMap((part) => partIds(part, field));
	// An empty list may be meant. An expression without a value is a mistake.
	const isMistake = isRequired || value === undefined || value === null;
	if (ids.length === 0 && isMistake) throw badParticipants(emptyField(field, value), field);
	return [...new Set(ids)];
}

function partIds(part: unknown, field: string): ParticipantId[] {
	if (typeof part === 'string') {
		const texts = plainText(part).split(SEPARATOR).map(trimmed).filter(Boolean);
		return texts.flatMap((text) => textIds(text, field));
	}
	const id = toParticipantId(isObject(part) ? (part.participantId ?? part.id ?? part) : part);
	if (!id) throw notAParticipant(part, field);
	return [id];
}

// A plus starts a new number, even after a single space.
const SEPARATOR = /[,;\r\n]|\s(?=\+)/;

const trimmed = (text: string) => text.trim();

/** Spaces separate people, or are part of one phone number. If both readings are valid, the text is rejected. */
function textIds(text: string, field: string): ParticipantId[] {
	const whole = toParticipantId(text);
	const words = text.split(/\s+/);
	const people = words.flatMap((word) => toParticipantId(word) ?? []);
	const several = words.length > 1 && people.length === words.length;
	if (whole && several) {
		throw badParticipants(`${quoteValue(text)} is ambiguous: it may be one phone number or ${words.length}`, field);
	}
	if (whole) return [whole];
	if (several) return people;
	throw notAParticipant(text, field);
}

const notAParticipant = (value: unknown, field: string) => badParticipants(`${quoteValue(value)} is not a participant`, field);

const badParticipants = (message: string, field: string) =>
	badInput(
		message,
		`Enter phone numbers with their country code, or IDs, in "${field}". Separate them with commas, e.g. ${EXAMPLE_PARTICIPANT_ID}, +20 123 456 7891`,
	);
