import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type ILoadOptionsFunctions } from 'n8n-workflow';
import { searchGroups } from '../../../nodes/shared/searchGroups';
import type { Engine } from '../../support/emulator/world';
import { A, B, Bench, C } from '../../support/engine/bench';
import { CredentialsInMemory } from '../../support/engine/credentials';
import { additionalData, CREDENTIAL, nodeTypes, WAWP_GROUPS } from '../../support/engine/runWorkflow';

const bench = new Bench('revoke');

/** As the editor asks for the entries of the "From List" mode. */
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

test.each<Engine>(['WEBJS', 'NOWEB', 'GOWS'])('the list of %s shows each group by name with its id', async (engine) => {
	bench.account.engine = engine;
	expect(await search()).toEqual([
		{ name: `Group A (${A})`, value: A },
		{ name: `Group B (${B})`, value: B },
		{ name: `Group C (${C})`, value: C },
	]);
});

test('names are in the order of the alphabet, and a group without one goes by its id', async () => {
	bench.a.name = 'Zebras';
	bench.b.name = '';
	expect((await search()).map(({ name }) => name)).toEqual([B, `Group C (${C})`, `Zebras (${A})`]);
});

test.each([
	['group b', [B]],
	['  GROUP C ', [C]],
	['1400000000', [C]],
	['nothing', []],
])('searching for "%s" finds by name and by id', async (filter, ids) => {
	expect((await search(filter)).map(({ value }) => value)).toEqual(ids);
});

test('what Wawp refuses is said in words, without secrets', async () => {
	bench.account.status = 'STOPPED';
	await expect(search()).rejects.toMatchObject({
		name: 'NodeApiError',
		message: 'Could not list the groups: the WhatsApp session is not connected',
	});
});

test('a credential that cannot be used is named', async () => {
	await expect(search('', { ...bench.credential, accessToken: '' })).rejects.toMatchObject({ name: 'NodeOperationError' });
});
