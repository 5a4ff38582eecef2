import { badInput } from '../outcome/wawpFailure';
import { EXAMPLE_GROUP_ID, isGroupId, type GroupId } from './groupId';
import { quoteValue } from './quoteValue';
import { EXAMPLE_PARTICIPANT_ID, toParticipantId, type ParticipantId } from './participantId';

/** Where a message goes: a person or a group. */
export type ChatId = ParticipantId | GroupId;

// Today's group ids have 18 digits, phone numbers at most 15.
const GROUP_DIGITS = /^(?:\d{16,32}|\d{1,32}-\d{1,32})$/;

/**
 * Turns what a parameter holds into a chat id: `@c.us` (documented), `@g.us` and `@lid` (inferred from WAHA), `@s.whatsapp.net` as
 * `@c.us`; bare phone numbers get `@c.us`, longer digits and `phone-time` get `@g.us`.
 *
 * @throws WawpFailure of kind `badInput`, which shows valid examples: channels, broadcast lists and all else are no place for an
 * invite link
 */
export function toChatId(value: unknown): ChatId {
	const person = toParticipantId(value);
	if (person) return person;
	const text = typeof value === 'string' || Number.isSafeInteger(value) ? String(value).trim() : '';
	const groupId = GROUP_DIGITS.test(text) ? `${text}@g.us` : text;
	if (isGroupId(groupId)) return groupId;
	throw badInput(
		`${quoteValue(typeof value === 'string' ? text : value)} is not a contact, a group or a phone number with its country code`,
		`Enter a chat in the "Chat ID" field, e.g. ${EXAMPLE_PARTICIPANT_ID}, ${EXAMPLE_GROUP_ID} or +20 123 456 7890`,
	);
}
