import { selectors } from 'playwright-core';
import { saveWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { node } from '../wawpNode';
import { startBench } from './bench';
import { launchBrowser } from './browser';
import { EditorPage } from './editorPage';

test("n8n's editor offers the node under the human reviews of an agent's tools", async () => {
	selectors.setTestIdAttribute('data-test-id');
	const bench = await startBench();
	const agent = { ...node('Agent', '@n8n/n8n-nodes-langchain.agent', { options: {} }), typeVersion: 3.1 };
	const { id } = await saveWorkflow(bench.rest, { name: 'Review', nodes: [agent], connections: {} });
	const browser = await launchBrowser();
	try {
		const editor = await EditorPage.open(browser, bench.rest.url, 'light', id);
		await editor.showsNode('Agent');
		// The output of the agent, then its inputs: model, memory, tools.
		const handles = editor.page.getByTestId('canvas-handle-plus');
		await until('the canvas shows them', async () => (await handles.count()) === 4);
		const creator = editor.page.getByTestId('node-creator');
		const review = creator.getByText('Human review');
		// The canvas may still move, so that a click hits the input beside.
		await until("n8n shows the agent's tools", async () => {
			await handles.last().click();
			const isShown = await review.waitFor({ timeout: 3_000 }).then(
				() => true,
				() => false,
			);
			if (!isShown) await editor.page.keyboard.press('Escape');
			return isShown;
		});
		await review.click();
		await creator.getByText('Request human approval for tools').first().waitFor();
		expect(await creator.innerText()).toContain('Wawp Groups');
	} finally {
		await browser.close();
		await bench.emulator.stop();
	}
});
