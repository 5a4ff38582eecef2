import { badInput } from '../outcome/wawpFailure';
import { EXAMPLE_GROUP_ID, isGroupId, type GroupId } from './groupId';
import { isEmpty, quoteValue } from './quoteValue';
import { EXAMPLE_PARTICIPANT_ID, toParticipantId, type ParticipantId } from './participantId';

/** The recipient of a message: a person or a group. */
export type ChatId = ParticipantId | GroupId;

// Current group ids have 18 digits. Phone numbers have at most 15.
const GROUP_DIGITS = /^(?:\d{16,32}|\d{1,32}-\d{1,32})$/;

/**
 * Converts the value of a parameter to a chat id. Accepts `@c.us` (documented), `@g.us` and `@lid` (inferred from WAHA), and
 * `@s.whatsapp.net`, which becomes `@c.us`. A bare phone number gets `@c.us`; more than 15 digits and `phone-time` get `@g.us`.
 *
 * @throws WawpFailure of kind `badInput` with valid examples, for all other values. Channels and broadcast lists are not
 * accepted: they are not a place for an invite link
 */
export function toChatId(value: unknown): ChatId {
	const person = toParticipantId(value);
	if (person) return person;
	const text = typeof value === 'string' || Number.isSafeInteger(value) ? String(value).trim() : '';
	const groupId = GROUP_DIGITS.test(text) ? `${text}@g.us` : text;
	if (isGroupId(groupId)) return groupId;
	const rejected = typeof value === 'string' ? text : value;
	throw badInput(
		isEmpty(rejected)
			? '"Chat ID" is empty'
			: `${quoteValue(rejected)} is not a contact, a group or a phone number with its country code`,
		`Enter a contact, a group or a phone number in the "Chat ID" field, e.g. ${EXAMPLE_PARTICIPANT_ID}, ${EXAMPLE_GROUP_ID} or +20 123 456 7890`,
	);
}
