import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { protectedPeople } from '../../../wawp/waves/guests';
import type { Operation } from '../operation';
import { decisionsOf } from './decisions';
import { once } from './once';
import { answerField, readRows, readSettings, rowsField, settingsField, waveField } from './wave.fields';

export const applyAnswer: Operation = {
	value: 'decide',
	name: 'Apply Answer',
	action: 'Apply answer to WhatsApp wave',
	description: 'Find out who is to be removed from each group after the answer: exactly those whom it is about',
	fields: [waveField, rowsField, answerField, settingsField],
	execute: async (context) => await once(context, async () => await toRemove(context)),
};

async function toRemove(context: IExecuteFunctions): Promise<IDataObject[]> {
	const [rows, settings] = [readRows(context), readSettings(context)];
	return (await decisionsOf(context))
		.filter(({ remove }) => remove.length > 0)
		.map(({ groupId, waveId, remove, keep }) => ({
			groupId,
			waveId,
			participants: remove,
			// Whoever is to stay may be listed under a second ID as well.
			protectedPeople: [...protectedPeople(groupId, rows, settings), ...keep],
		}));
}
