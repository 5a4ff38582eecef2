import type { IDataObject } from 'n8n-workflow';
import { storedContract } from '../../support/contract/contract';
import { prepareOperation } from '../../support/contract/operationOutput';
import { fieldsOf, type OutputFields } from '../../support/contract/outputFields';
import { finishedExecution } from '../../support/n8n/workflows';
import { node, WAWP_GROUPS } from '../wawpNode';
import { startBench, type Bench } from './bench';
import { webhookWorkflow } from './webhookWorkflow';

describe('each operation in a running n8n', () => {
	let bench: Bench;

	beforeAll(async () => {
		bench = await startBench();
	});

	afterAll(async () => await bench.emulator.stop());

	const all = Object.entries(storedContract().operations) as Array<[string, OutputFields]>;
	// It waits for an answer: `sendAndWait.e2e.ts`.
	const operations = all.filter(([name]) => name !== 'message: sendAndWait');

	it.each(operations)('%s', async (name, fields) => {
		const { parameters } = prepareOperation(name, bench.instance);
		const operation = node('Operation', WAWP_GROUPS, parameters, { credentials: bench.credentials });
		const workflow = await webhookWorkflow(bench.rest, { nodes: [operation], respond: 'when finished' });
		const items = (await (await workflow.call({})).json()) as IDataObject[];
		expect(fieldsOf(name, items)).toEqual(fields);
		expect(await finishedExecution(bench.rest, workflow)).toMatchObject({ status: 'success' });
	});

	it('a picture from a file', async () => {
		const { group, parameters } = prepareOperation('group: update', bench.instance);
		const toFile = {
			...node('Convert to File', 'n8n-nodes-base.convertToFile', {
				operation: 'toBinary',
				sourceProperty: 'body.picture',
				options: { mimeType: 'image/jpeg', fileName: 'group.jpg' },
			}),
			typeVersion: 1.1,
		};
		const update = node(
			'Update',
			WAWP_GROUPS,
			{ ...parameters, updateFields: { pictureFile: 'data' } },
			{ credentials: bench.credentials },
		);
		const workflow = await webhookWorkflow(bench.rest, { nodes: [toFile, update], respond: 'when finished' });
		const picture = Buffer.from('picture').toString('base64');
		const response = await workflow.call({ picture });
		expect(await response.json()).toEqual([{ groupId: group.id, changed: ['picture'], verified: false }]);
		expect(group.picture).toEqual({ mimetype: 'image/jpeg', filename: 'group.jpg', data: picture });
	});
});
