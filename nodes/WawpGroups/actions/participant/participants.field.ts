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
	description: 'Phone numbers with country code, or IDs, separated by commas. An expression may also give a list.',
};

/** @throws WawpFailure of kind `badInput` unless every entry is a person */
export const readParticipants = (context: IExecuteFunctions, itemIndex: number): ParticipantId[] =>
	toParticipantIds(context.getNodeParameter(participantsField.name, itemIndex));
