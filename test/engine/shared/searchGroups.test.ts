import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { clock } from '../../../nodes/wawp/transport/clock';
import { searchGroups } from '../../../nodes/shared/searchGroups';
import type { Engine } from '../../support/emulator/world';
import { A, B, Bench, C } from '../../support/engine/bench';
import { CredentialsInMemory } from '../../support/engine/credentials';
import { additionalData, CREDENTIAL, nodeTypes, WAWP_GROUPS } from '../../support/engine/runWorkflow';

const bench = new Bench('revoke');

const realNow = clock.now;
/** ms that have passed in addition to the real time */
let passed = 0;

beforeEach(() => {
	passed = 0;
	clock.now = () => realNow() + passed;
});

afterAll(() => {
	clock.now = realNow;
});

/** Requests a page of the "From List" mode, as the editor does. */
async function searchPage(filter?: string, token?: string, credential: ICredentialDataDecryptedObject = bench.credential) {
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
	return await searchGroups.call(context as ILoadOptionsFunctions, filter, token);
}

const search = async (filter?: string, credential?: ICredentialDataDecryptedObject) =>
	(await searchPage(filter, undefined, credential)).results;

/** Requests all pages, as the editor does when the user scrolls. */
async function searchAll(filter?: string) {
	const pages: INodeListSearchResult[] = [];
	let token: string | undefined;
	do {
		const page = await searchPage(filter, token);
		pages.push(page);
		token = page.paginationToken;
	} while (token !== undefined);
	return pages;
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

describe('an account with 5,000 groups', () => {
	const ID = (index: number) => `1203637000000${10_000 + index}@g.us`;

	beforeEach(() => {
		// In no order, and with names that several groups share.
		for (let index = 0; index < 5_000; index++) {
			bench.account.addGroup(ID((index * 7) % 5_000), `Team ${(index * 7) % 2_500}`).addMember('201234567890@c.us');
		}
	});

	test.each<Engine>(['WEBJS', 'NOWEB', 'GOWS'])('has pages of 100 groups that are complete, with %s', async (engine) => {
		bench.account.engine = engine;
		const pages = await searchAll();
		const ids = pages.flatMap(({ results }) => results.map(({ value }) => value));
		expect(pages.every(({ results }) => results.length <= 100)).toBe(true);
		expect(ids).toHaveLength(5_003);
		expect(new Set(ids)).toEqual(new Set(bench.account.groups.keys()));
	});

	test('sorts the names across all pages', async () => {
		const names = (await searchAll()).flatMap(({ results }) => results.map(({ name }) => name.replace(/ \(\d.*/, '')));
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
	});

	test('is searched as a whole, by name and by ID, in pages of its own', async () => {
		expect(await search(ID(4_999))).toEqual([{ name: `Team 2499 (${ID(4_999)})`, value: ID(4_999) }]);
		// Team 24, 240 to 249 and 2400 to 2499: two groups each.
		expect((await searchAll('team 24')).map(({ results }) => results.length)).toEqual([100, 100, 22]);
	});

	test('has no empty page after one that ends with the last group', async () => {
		for (let index = 0; index < 100; index++) bench.account.addGroup(`1203638000000${10_000 + index}@g.us`, `Club ${index}`);
		expect((await searchAll('club')).map(({ results }) => results.length)).toEqual([100]);
	});

	test('costs one request for all pages and letters within half a minute', async () => {
		await searchAll();
		passed = 29_000;
		for (const filter of ['t', 'te', 'tea']) await search(filter);
		expect(bench.calls).toEqual(['groups']);
	});
});

describe('the list is remembered for half a minute', () => {
	test('then a new group is found', async () => {
		await search();
		bench.account.addGroup('120363000000000009@g.us', 'New group');
		passed = 29_000;
		expect(await search('new group')).toEqual([]);
		passed = 31_000;
		expect(await search('new group')).toHaveLength(1);
	});

	test('searches at the same time share one request', async () => {
		bench.emulator.latency = 50;
		const lists = await Promise.all([search(), search('group a'), search('group b')]);
		bench.emulator.latency = 0;
		expect(lists.map(({ length }) => length)).toEqual([3, 1, 1]);
		expect(bench.calls).toEqual(['groups']);
	});

	test('another account gets its own list', async () => {
		await search();
		const other = bench.emulator.addInstance('other-instance', 'otherAccessToken');
		other.addGroup('120363000000000009@g.us', 'Secret club');
		const credential = { ...bench.credential, instanceId: other.id, accessToken: other.accessToken };
		expect((await search('', credential)).map(({ name }) => name)).toEqual(['Secret club (120363000000000009@g.us)']);
	});

	test('another token of the same instance gets no list without asking Wawp', async () => {
		await search();
		await expect(search('', { ...bench.credential, accessToken: 'wrong-token' })).rejects.toThrow('access token');
	});

	test('a failure is not', async () => {
		bench.account.status = 'STOPPED';
		await expect(search()).rejects.toThrow('the WhatsApp session is not connected');
		bench.account.status = 'WORKING';
		expect(await search()).toHaveLength(3);
	});

	test('a failure of a shared request reaches all who share it', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 500, latency: 50 });
		const results = await Promise.allSettled([search(), search()]);
		expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(bench.calls).toEqual(['groups']);
	});
});

test('a list of 60 MB is read', async () => {
	const body = JSON.stringify([{ id: A, subject: 'Group A', description: 'x'.repeat(60_000_000) }]);
	bench.emulator.faults.plan({ kind: 'status', status: 200, body });
	expect(await search()).toEqual([{ name: `Group A (${A})`, value: A }]);
});
