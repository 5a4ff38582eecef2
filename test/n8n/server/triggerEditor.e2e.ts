import type { INode } from 'n8n-workflow';
import { selectors, type Browser } from 'playwright-core';
import { readExample } from '../../support/examples';
import { activate, deactivate, saveWorkflow, type SavedWorkflow } from '../../support/n8n/workflows';
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
		let workflowId: string;

		beforeAll(async () => {
			bench = await startBench();
			({ id: workflowId } = await saveWorkflow(bench.rest, readExample('stop-spam-wave.json', bench.credentials)));
			editor = await EditorPage.open(browser, n8nUnderTest().url, colorScheme, workflowId);
		});

		afterAll(async () => {
			await editor.close();
			await bench.emulator.stop();
		});

		it('sees the workflow and its note', async () => {
			expect(await editor.showsNode('Stop the Wave')).toContain('Stop wave');
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

		it('follows the steps of a manual registration, with a secret of their own', async () => {
			await editor.choose('registration', 'Manual');
			for (const step of [1, 2, 3]) expect(await editor.panelShows(new RegExp(`^Step ${step}: `))).toBe(true);
			await editor.picture('manual-registration');
			const secret = `chosen-in-the-editor-${colorScheme}`;
			await editor.editCredential({ webhookSecret: secret });
			await editor.closeDialog();

			const saved = await until('the editor has saved the workflow', async () => {
				const workflow = await bench.rest.get<SavedWorkflow & { nodes: INode[] }>(`/workflows/${workflowId}`);
				const trigger = workflow.nodes.find(({ name }) => name === 'Join Burst')!;
				return trigger.parameters.registration === 'manual' ? { workflow, trigger } : undefined;
			});
			await activate(bench.rest, saved.workflow);
			const url = `${bench.rest.url}/webhook/${saved.trigger.webhookId!}/webhook`;
			const send = async (query: string) => {
				const body = JSON.stringify({ event: 'session.status', payload: { status: 'WORKING' } });
				const response = await fetch(`${url}${query}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
				return response.status;
			};
			await until('the webhook is served', async () => (await send('')) === 401);
			expect([await send(`?secret=${secret}`), await send('?secret=another')]).toEqual([200, 401]);
			await deactivate(bench.rest, saved.workflow);
		});
	},
);
