import type { IExecuteFunctions } from 'n8n-workflow';
import { groupLocator, isLocator } from '../../../shared/groupLocator';
import { toChatId, type ChatId } from '../../../wawp/ids/chatId';
import { EXAMPLE_GROUP_ID } from '../../../wawp/ids/groupId';
import { EXAMPLE_PARTICIPANT_ID } from '../../../wawp/ids/participantId';
import { EXAMPLE_PHONE_NUMBER } from '../../../wawp/ids/phoneNumber';

export const sendToField = groupLocator({
	displayName: 'Send To',
	name: 'sendTo',
	description: 'The group or the person to send the message to',
	modes: [
		{
			displayName: 'By Phone Number',
			name: 'phone',
			type: 'string',
			placeholder: `e.g. ${EXAMPLE_PHONE_NUMBER}`,
			hint: 'Begin with the country code',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: `e.g. ${EXAMPLE_PARTICIPANT_ID} or ${EXAMPLE_GROUP_ID}`,
			hint: 'The ID of a contact or a group',
		},
	],
});

/**
 * Reads the "Send To" field of an item. Every mode accepts every chat, because an expression may return any of them.
 *
 * @returns the ID of the chat
 * @throws WawpFailure of kind `badInput` if the value is not a chat
 */
export function readSendTo(context: IExecuteFunctions, itemIndex: number): ChatId {
	const sendTo = context.getNodeParameter(sendToField.name, itemIndex);
	if (!isLocator(sendTo)) return toChatId(sendTo);
	return toChatId(sendTo.value, sendTo.mode === 'phone' ? 'phoneNumber' : 'chat');
}
