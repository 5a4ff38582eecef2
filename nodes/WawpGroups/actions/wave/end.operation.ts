import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { badInput } from '../../../wawp/outcome/wawpFailure';
import { clock } from '../../../wawp/transport/clock';
import { waveAnswerFrom } from '../../../wawp/waves/decision';
import { outcomesOf, removalsFrom } from '../../../wawp/waves/outcomes';
import { choiceValue, undecided } from '../../../wawp/waves/question';
import { reportText } from '../../../wawp/waves/texts';
import type { Operation } from '../operation';
import { decisionsOf } from './decisions';
import { once } from './once';
import { unlockAll } from './unlockRun';
import {
	answerField,
	readAnswer,
	readRemoved,
	readRows,
	readWave,
	removedField,
	rowsField,
	settingsField,
	waveField,
} from './wave.fields';

export const endWave: Operation = {
	value: 'end',
	name: 'End Wave',
	action: 'End WhatsApp wave',
	description: 'Unlock the groups again, and report what became of everybody: one item per person, and a message for the admins',
	isUndocumented: true,
	fields: [waveField, rowsField, answerField, removedField, settingsField],
	execute: async (context) => await once(context, async () => await endAll(context)),
};

async function endAll(context: IExecuteFunctions): Promise<IDataObject[]> {
	const wave = readWave(context);
	const answer = waveAnswerFrom(readAnswer(context), clock.now());
	const stops = wave.filter(({ act }) => act === 'answer');
	// Nobody else says that the admins heard nothing.
	if (stops.length === 0 && answer.error !== '') throw badInput(answer.error, 'Look at the nodes before this one');
	if (stops.length === 0) return [];
	const unlocked = await unlockAll(context, stops);
	const rows = readRows(context);
	const { removals, failures } = removalsFrom(readRemoved(context));
	const decisions = await decisionsOf(context);
	const open = stops.flatMap((stop) =>
		undecided(stop, rows).map((participantId) => ({ groupId: stop.groupId, waveId: stop.waveId, participantId })),
	);
	const outcomes = outcomesOf(decisions, removals, answer, choiceValue, open);
	const message = reportText(stops, decisions, outcomes, answer, { unlocked, failures });
	const items = outcomes.map((one) => ({ ...one, message }));
	return items.length > 0 ? items : [{ message }];
}
