import { selectors, type Browser } from 'playwright-core';
import { readExample } from '../../support/examples';
import { saveWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { playWave } from '../../support/emulator/wave';
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

describe.each<ColorScheme>(['light', 'dark'])(
	'a user who imported the example against spam waves, with %s colors',
	(colorScheme) => {
		let bench: Bench;
		let editor: EditorPage;

		beforeAll(async () => {
			bench = await startBench();
			const { id } = await saveWorkflow(bench.rest, readExample('stop-spam-wave.json', bench.credentials));
			editor = await EditorPage.open(browser, n8nUnderTest().url, colorScheme, id);
		});

		afterAll(async () => {
			await editor.close();
			await bench.emulator.stop();
		});

		it('sees the workflow and its note', async () => {
			expect(await editor.showsNode('Revoke Invite Code')).toContain('revoke: inviteCode');
			await editor.picture('stop-spam-wave');
		});

		it('tests the trigger: the test URL is registered, a wave starts, the item appears, the test URL is removed', async () => {
			await editor.openNode('Join Burst');
			const output = await editor.listen();
			const entry = await until('the test URL is registered', () => bench.instance.webhooks.own()[0]);
			expect(entry.url).toContain('/webhook-test/');
			await playWave(bench.groups[0]!, { bots: 5, apart: 50 });
			await output.getByText('joinCount').first().waitFor();
			expect(await output.innerText()).toContain(bench.groups[0]!.id);
			await until('the test URL is removed', () => bench.instance.webhooks.own().length === 0);
		});

		it('sees the secret to copy when Registration is set to Manual', async () => {
			await editor.choose('registration', 'Manual');
			expect(await editor.fieldShows('manualSecret', /^[0-9a-f]{64}$/)).toHaveLength(64);
		});
	},
);
