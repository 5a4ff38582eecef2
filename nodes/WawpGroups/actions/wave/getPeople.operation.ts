import type { IDataObject } from 'n8n-workflow';
import { newRowsOf } from '../../../wawp/waves/personRow';
import type { Operation } from '../operation';
import { once } from './once';
import { eventsField, readEvents } from './wave.fields';

export const getPeople: Operation = {
	value: 'getPeople',
	name: 'Get People',
	action: 'Get people of WhatsApp wave',
	description: 'List the people of bursts and late joiners, as rows for the table that logs them',
	fields: [eventsField],
	execute: async (context) => await once(context, () => newRowsOf(readEvents(context)) as IDataObject[]),
};
