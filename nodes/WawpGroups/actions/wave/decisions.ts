import type { IExecuteFunctions } from 'n8n-workflow';
import { clock } from '../../../wawp/transport/clock';
import { connect } from '../../../wawp/transport/request';
import { decide, waveAnswerFrom, type GroupDecision } from '../../../wawp/waves/decision';
import { guestReason } from '../../../wawp/waves/guests';
import { readAnswer, readRows, readSettings, readWave } from './wave.fields';

/** What the answer means for each group. The report asks the same question of the same rows, and gets the same answer. */
export async function decisionsOf(context: IExecuteFunctions): Promise<GroupDecision[]> {
	const rows = readRows(context);
	const settings = readSettings(context);
	const expected = { rows, settings, participants: undefined, known: (await connect(context)).people };
	return decide(
		readWave(context),
		rows,
		waveAnswerFrom(readAnswer(context), clock.now()),
		settings,
		(groupId, id) => guestReason(groupId, id, expected) !== undefined,
	);
}
