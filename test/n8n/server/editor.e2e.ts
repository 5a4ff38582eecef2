import { selectors, type Browser } from 'playwright-core';
import { credentialData } from '../wawpNode';
import { startBench, type Bench } from './bench';
import { launchBrowser } from './browser';
import { EditorPage, type ColorScheme } from './editorPage';
import { n8nUnderTest } from './runningN8n';

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
		await editor.searchNode('whatsapp invite', 'Wawp Groups');
		const entry = await editor.searchNode('wawp', 'Wawp Groups');
		expect(await entry.innerText()).toContain('WhatsApp');
		expect(await editor.cardShows(entry, ['On join burst', 'On member joined'])).toBe(true);
		await editor.addAction('Revoke group invite code');
	});

	it('creates a credential that passes its test', async () => {
		const result = await editor.createCredential(credentialData(bench.emulator.url));
		expect(await result.innerText()).toContain('Connection tested successfully');
		await editor.picture('credential');
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
});
