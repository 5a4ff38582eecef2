import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../../wawp/transport/clock';
import { planAnswers } from '../../../wawp/waves/plan';
import type { Operation } from '../operation';
import { once } from './once';
import { eventsField, readEvents, readRows, readSettings, rowsField, settingsField } from './wave.fields';

export const planWave: Operation = {
	value: 'plan',
	name: 'Plan Answer',
	action: 'Plan answer to WhatsApp wave',
	description: 'Decide what this execution does about a wave: own it, revoke the link again, only watch, or nothing',
	fields: [eventsField, rowsField, settingsField],
	execute: async (context) =>
		await once(
			context,
			() => planAnswers(readEvents(context), readRows(context), readSettings(context), clock.now()) as unknown as IDataObject[],
		),
};
