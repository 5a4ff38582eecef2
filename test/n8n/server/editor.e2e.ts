import { selectors, type Browser } from 'playwright-core';
import { SAMPLE_ACCOUNT } from '../../support/emulator/sample';
import { saveWorkflow } from '../../support/n8n/workflows';
import { credentialData, node, revokeParameters, WAWP_GROUPS } from '../wawpNode';
import { until } from '../../support/until';
import { startBench, type Bench } from './bench';
import { launchBrowser } from './browser';
import { EditorPage, type ColorScheme } from './editorPage';
import { n8nUnderTest } from './runningN8n';

/** What people type who look for the node without knowing its name. */
const SEARCHES = [
	'group invite',
	'group link',
	'invite link',
	'anti spam',
	'bots',
	'raid',
	'ban',
	'join burst',
	'member joined',
	'admin',
	'kick',
	'whatsapp group',
	'whatsapp invite',
];

let browser: Browser;

beforeAll(async () => {
	selectors.setTestIdAttribute('data-test-id');
	browser = await launchBrowser();
});

afterAll(async () => await browser.close());

// Each test continues where the previous one ended, as a user does.
describe.each<ColorScheme>(['light', 'dark'])("a user in n8n's editor, with %s colors", (colorScheme) => {
	let bench: Bench;
	let editor: EditorPage;

	beforeAll(async () => {
		bench = await startBench();
		editor = await EditorPage.open(browser, n8nUnderTest().url, colorScheme);
	});

	afterAll(async () => {
		await editor.close();
		await bench.emulator.stop();
	});

	it('finds the node and adds it with one of its actions', async () => {
		await editor.openNodeCreator();
		expect(await editor.searchesWithout('Wawp Groups', SEARCHES)).toEqual([]);
		const entry = await editor.searchNode('wawp', 'Wawp Groups');
		expect(await entry.innerText()).toContain('WhatsApp');
		expect(await editor.cardShows(entry, ['On join burst', 'On member joined'])).toBe(true);
		await editor.addAction('Revoke WhatsApp group invite code');
	});

	it('creates a credential that passes its test', async () => {
		const result = await editor.createCredential(credentialData(bench.emulator.url));
		expect(await result.innerText()).toContain('Connection tested successfully');
		await editor.picture('credential');
		await editor.closeDialog();
	});

	it('sees why a wrong token does not work, and corrects it', async () => {
		await editor.editCredential({ accessToken: 'another-token' });
		expect(await editor.credentialFailure()).toContain('Wawp did not accept the access token: copy it again');
		await editor.picture('credential-failure');
		await editor.closeDialog();
		await editor.editCredential({ accessToken: SAMPLE_ACCOUNT.accessToken });
		await editor.closeDialog();
	});

	it('selects a group and sees its new code', async () => {
		const group = bench.groups[1]!;
		await editor.chooseFromList(group.name);
		const output = await editor.executeStep(group.id);
		await output.getByTestId('radio-button-json').click();
		await output.getByText('inviteLink').first().waitFor();
		expect(await output.innerText()).toContain(group.liveCode);
		expect(group.revocations).toBe(1);
		await editor.picture('revoke');
	});

	it('sees why the invite code of a group could not be revoked', async () => {
		// The only engine whose response contains the cause.
		bench.instance.engine = 'GOWS';
		bench.groups[0]!.role = 'participant';
		await editor.enterId(bench.groups[0]!.id);
		const output = await editor.executeStep('not an admin');
		expect(await output.innerText()).toContain(bench.groups[0]!.id);
		await editor.picture('not-admin');
	});

	it('sees that an expression gave no group', async () => {
		await editor.enterId('={{ $json.nothing }}');
		const output = await editor.executeStep('field is empty');
		expect(await output.innerText()).toContain('The "Group" field is empty: the expression gave no value');
	});
});

test('a step of a saved workflow can be executed twice', async () => {
	const bench = await startBench();
	const group = bench.groups[0]!;
	const { id } = await saveWorkflow(bench.rest, {
		name: 'Execute Twice',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Revoke', WAWP_GROUPS, revokeParameters(group.id), { credentials: bench.credentials }),
		],
		connections: { Start: { main: [[{ node: 'Revoke', type: 'main', index: 0 }]] } },
	});
	const editor = await EditorPage.open(browser, n8nUnderTest().url, 'light', id);
	try {
		await editor.openNode('Revoke');
		for (const revocations of [1, 2]) {
			await editor.executeStep(/1 item/);
			await until('the group was revoked again', () => group.revocations >= revocations);
			expect(group.revocations).toBe(revocations);
		}
	} finally {
		await editor.close();
		await bench.emulator.stop();
	}
});

test('the list of a large account continues while the user scrolls, and a group can be named by its invite link', async () => {
	const bench = await startBench();
	for (let index = 0; index < 250; index++) bench.instance.addGroup(`1203630002000${10_000 + index}@g.us`, `Team ${index}`);
	const group = bench.groups[0]!;
	const { id } = await saveWorkflow(bench.rest, {
		name: 'Large Account',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node(
				'Revoke',
				WAWP_GROUPS,
				{ resource: 'inviteCode', operation: 'revoke', groupId: { __rl: true, mode: 'list', value: '' } },
				{ credentials: bench.credentials },
			),
		],
		connections: { Start: { main: [[{ node: 'Revoke', type: 'main', index: 0 }]] } },
	});
	const editor = await EditorPage.open(browser, n8nUnderTest().url, 'light', id);
	try {
		await editor.openNode('Revoke');
		expect(new Set(await editor.scrollList(253)).size).toBe(253);
		expect(bench.emulator.callsOf('groups')).toHaveLength(1);
		await editor.enterGroup('link', `https://chat.whatsapp.com/${group.liveCode}`);
		const output = await editor.executeStep(group.id);
		expect(await output.innerText()).toContain(group.liveCode);
		expect(group.revocations).toBe(1);
		await editor.executeStep('so the link was probably revoked');
		expect(group.revocations).toBe(1);
	} finally {
		await editor.close();
		await bench.emulator.stop();
	}
});
