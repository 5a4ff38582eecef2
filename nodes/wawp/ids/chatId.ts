import { badInput } from '../outcome/wawpFailure';
import { EXAMPLE_GROUP_ID, isGroupId, type GroupId } from './groupId';
import { plainText } from './plainText';
import { emptyField, isEmpty, quoteValue } from './quoteValue';
import { EXAMPLE_PARTICIPANT_ID, toParticipantId, type ParticipantId } from './participantId';
import { EXAMPLE_PHONE_NUMBER } from './phoneNumber';

/** The recipient of a message: a person or a group. */
export type ChatId = ParticipantId | GroupId;

/** What a person was asked to enter. It decides only which words an error has. */
type ChatForm = keyof typeof FORMS;

const FORMS = {
	chat: {
		name: 'a contact, a group or a phone number with its country code',
		nextStep: `Enter a contact, a group or a phone number in the "Send To" field, e.g. ${EXAMPLE_PARTICIPANT_ID}, ${EXAMPLE_GROUP_ID} or ${EXAMPLE_PHONE_NUMBER}, or choose a group from the list`,
	},
	phoneNumber: {
		name: 'a phone number with its country code',
		nextStep: `Enter the number in the "Send To" field with its country code and without a leading 0, e.g. ${EXAMPLE_PHONE_NUMBER}`,
	},
};

// Current group ids have 18 digits and begin like this. Phone numbers have at most 15; where one is expected, a longer one is a typing error.
const GROUP_DIGITS: Record<ChatForm, RegExp> = {
	chat: /^(?:\d{16,32}|\d{1,32}-\d{1,32})$/,
	phoneNumber: /^(?:120363\d{12,26}|\d{1,32}-\d{1,32})$/,
};

/**
 * Converts the value of a parameter to a chat id. Accepts `@c.us` (documented), `@g.us` and `@lid` (inferred from WAHA), and
 * `@s.whatsapp.net`, which becomes `@c.us`. A bare phone number gets `@c.us`; more than 15 digits and `phone-time` get `@g.us` if no phone
 * number is expected.
 *
 * @throws WawpFailure of kind `badInput` with valid examples, for all other values. Channels and broadcast lists are not
 * accepted: this package is for groups and the people in them
 */
export function toChatId(value: unknown, form: ChatForm = 'chat'): ChatId {
	const person = toParticipantId(value);
	if (person) return person;
	const text = typeof value === 'string' || Number.isSafeInteger(value) ? plainText(String(value)) : '';
	const groupId = GROUP_DIGITS[form].test(text) ? `${text}@g.us` : text;
	if (isGroupId(groupId)) return groupId;
	const rejected = typeof value === 'string' && text === '' ? text : value;
	const { name, nextStep } = FORMS[form];
	throw badInput(isEmpty(rejected) ? emptyField('Send To', rejected) : `${quoteValue(rejected)} is not ${name}`, nextStep);
}
