import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type ILoadOptionsFunctions } from 'n8n-workflow';
import { searchGroups } from '../../../nodes/shared/searchGroups';
import type { Engine } from '../../support/emulator/world';
import { A, B, Bench, C } from '../../support/engine/bench';
import { CredentialsInMemory } from '../../support/engine/credentials';
import { additionalData, CREDENTIAL, nodeTypes, WAWP_GROUPS } from '../../support/engine/runWorkflow';

const bench = new Bench('revoke');

/** Requests the entries of the "From List" mode, as the editor does. */
async function search(filter?: string, credential = bench.credential) {
	const node = {
		id: '1',
		name: 'Wawp Groups',
		type: WAWP_GROUPS,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
		credentials: CREDENTIAL,
	};
	const workflow = new Workflow({ id: '1', nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new LoadOptionsContext(workflow, node, additionalData(new CredentialsInMemory(credential)), '');
	return (await searchGroups.call(context as ILoadOptionsFunctions, filter)).results;
}

test.each<Engine>(['WEBJS', 'NOWEB', 'GOWS'])('the list of %s shows the name and the ID of each group', async (engine) => {
	bench.account.engine = engine;
	expect(await search()).toEqual([
		{ name: `Group A (${A})`, value: A },
		{ name: `Group B (${B})`, value: B },
		{ name: `Group C (${C})`, value: C },
	]);
});

test('groups are sorted by name, and a group without a name shows its ID', async () => {
	bench.a.name = 'Zebras';
	bench.b.name = '';
	expect((await search()).map(({ name }) => name)).toEqual([B, `Group C (${C})`, `Zebras (${A})`]);
});

test.each([
	['group b', [B]],
	['  GROUP C ', [C]],
	['1400000000', [C]],
	['nothing', []],
])('a search for "%s" matches names and IDs', async (filter, ids) => {
	expect((await search(filter)).map(({ value }) => value)).toEqual(ids);
});

test('a refusal by Wawp has a readable message without secrets', async () => {
	bench.account.status = 'STOPPED';
	await expect(search()).rejects.toMatchObject({
		name: 'NodeApiError',
		message: 'Could not list the groups: the WhatsApp session is not connected',
	});
});

test('an unusable credential is rejected', async () => {
	await expect(search('', { ...bench.credential, accessToken: '' })).rejects.toMatchObject({ name: 'NodeOperationError' });
});
