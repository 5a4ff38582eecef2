import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { guardSettingsFrom } from '../../../wawp/waves/guardSettings';
import { personRowsFrom } from '../../../wawp/waves/personRow';
import { planItemsFrom, stopResultsFrom } from '../../../wawp/waves/stopResult';
import { waveEventsFrom } from '../../../wawp/waves/waveEvents';

/** A field that takes the items of another node, by an expression. */
const itemsField = (name: string, displayName: string, node: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	required: true,
	// n8n gives no items at all if one of them carries an error. Their json is always there.
	placeholder: `e.g. {{ $('${node}').all().map((item) => item.json) }}`,
	description,
});

export const eventsField = itemsField(
	'events',
	'Events',
	'Join Burst',
	'The items of Wawp Groups Trigger: bursts and people who joined in a wave',
);

export const rowsField = itemsField(
	'rows',
	'Rows',
	'Read the Log',
	'The rows of the table in which people are logged, and wait for a link',
);

export const settingsField = itemsField(
	'settings',
	'Settings',
	'Settings',
	'An object with adminChat, neverRemove, removeWithoutAsking, removeAtMost, removeAtMostInAnHour, answerWithinMinutes, lockGroup and watchOnly',
);

export const planField = itemsField('plan', 'Plan', 'Plan the Answer', 'The items of "Plan Answer"');

export const waveField = itemsField('wave', 'Wave', 'Stop the Wave', 'The items of "Stop Wave"');

export const answerField = itemsField('answer', 'Answer', 'Ask the Admins', 'The items of "Ask Admins"');

export const removedField = itemsField(
	'removed',
	'Removed',
	'Remove Participants',
	'The items of "Remove Participants", or an empty list',
);

const read = (context: IExecuteFunctions, { name }: INodeProperties): unknown => context.getNodeParameter(name, 0, '');

/** Read what the fields hold. All of them throw a WawpFailure of kind `badInput` if a field is no list of items. */
export const readEvents = (context: IExecuteFunctions) => waveEventsFrom(read(context, eventsField));
export const readRows = (context: IExecuteFunctions) => personRowsFrom(read(context, rowsField));
export const readSettings = (context: IExecuteFunctions) => guardSettingsFrom(read(context, settingsField));
export const readPlan = (context: IExecuteFunctions) => planItemsFrom(read(context, planField));
export const readWave = (context: IExecuteFunctions) => stopResultsFrom(read(context, waveField));
export const readAnswer = (context: IExecuteFunctions) => read(context, answerField);
export const readRemoved = (context: IExecuteFunctions) => read(context, removedField);
