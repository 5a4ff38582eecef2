import type { IDataObject } from 'n8n-workflow';
import { storedContract } from '../../support/contract/contract';
import { prepareOperation } from '../../support/contract/operationOutput';
import { startSampleEmulator } from '../../support/emulator/sample';
import { groupById, runNode } from '../../support/engine/runNode';

/** As n8n asks: sibling nodes get the same items. */
const frozen = (): IDataObject =>
	Object.freeze({
		note: 'kept',
		group: Object.freeze({ id: '120363000000000001@g.us' }),
		list: Object.freeze([1, 2]),
	});

let sample: Awaited<ReturnType<typeof startSampleEmulator>>;
beforeAll(async () => (sample = await startSampleEmulator()));
afterAll(async () => await sample.emulator.stop());

const credential = () => ({
	instanceId: sample.instance.id,
	accessToken: sample.instance.accessToken,
	baseUrl: sample.emulator.url,
});

const OPERATIONS = Object.keys(storedContract().operations);

test.each(OPERATIONS)('%s leaves the items that come in as they are', async (name) => {
	const { parameters } = prepareOperation(name, sample.instance);
	const { error, success } = await runNode({ parameters, credential: credential(), input: [frozen()] });
	expect(error).toBeUndefined();
	expect(success.length).toBeGreaterThan(0);
	// What waits for an answer hands the items on, with the answer.
	const keeps = name === 'message: sendAndWait';
	for (const { json } of success) expect('note' in json).toBe(keeps);
});

test('so do failed items, with "On Error: Continue"', async () => {
	const { error, success } = await runNode({
		parameters: { resource: 'inviteCode', operation: 'revoke', groupId: groupById('not a group') },
		credential: credential(),
		input: [frozen(), frozen()],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(error).toBeUndefined();
	expect(success.map(({ json }) => typeof json.error)).toEqual(['string', 'string']);
});
