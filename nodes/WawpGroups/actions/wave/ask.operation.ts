import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { connect, type Wawp } from '../../../wawp/transport/request';
import { failItem } from '../eachItem';
import type { Operation } from '../operation';
import { WaveAskRun } from './waveAskRun';
import { readRows, readSettings, readWave, rowsField, settingsField, waveField } from './wave.fields';

export const askAdmins: Operation = {
	// n8n lets a browser answer by this name only.
	value: 'sendAndWait',
	name: 'Ask Admins',
	action: 'Ask admins about WhatsApp wave',
	description: 'Tell the admins who joined and what was done, ask them whom to remove, and wait for the answer',
	fields: [waveField, rowsField, settingsField],
	execute,
};

/** n8n goes on with the items that `keepQuestion` keeps, and with an answer. */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	let wawp: Wawp | undefined;
	try {
		wawp = await connect(context);
		const run = new WaveAskRun(context, wawp, readSettings(context), readRows(context));
		return await run.ask(readWave(context));
	} catch (error) {
		return [failItem(context, error, 0, wawp?.redact)];
	}
}
