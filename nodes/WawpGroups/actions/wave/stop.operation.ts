import type { IDataObject } from 'n8n-workflow';
import { connect } from '../../../wawp/transport/request';
import type { Operation } from '../operation';
import { once } from './once';
import { StopRun } from './stopRun';
import { planField, readPlan } from './wave.fields';

export const stopWave: Operation = {
	value: 'stop',
	name: 'Stop Wave',
	action: 'Stop WhatsApp wave',
	description: 'Revoke the invite link of each planned group, lock the group at the same time, and go on after some seconds',
	isUndocumented: true,
	fields: [planField],
	execute: async (context) =>
		await once(context, async () => {
			const run = new StopRun(context, await connect(context));
			return (await run.stopAll(readPlan(context))) as unknown as IDataObject[];
		}),
};
