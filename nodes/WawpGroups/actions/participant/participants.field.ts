import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { EXAMPLE_PARTICIPANT_ID, type ParticipantId } from '../../../wawp/ids/participantId';
import { toParticipantIds } from '../../../wawp/ids/participantIds';

export const participantsField: INodeProperties = {
	displayName: 'Participants',
	name: 'participants',
	type: 'string',
	default: '',
	required: true,
	placeholder: `e.g. ${EXAMPLE_PARTICIPANT_ID}, +20 123 456 7891`,
	description: 'Phone numbers with country code, or participant IDs, separated by commas. An expression may also return a list.',
};

/** @throws WawpFailure of kind `badInput` if an entry is not a participant */
export const readParticipants = (context: IExecuteFunctions, itemIndex: number): ParticipantId[] =>
	toParticipantIds(context.getNodeParameter(participantsField.name, itemIndex));
