import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { OWNER } from '../../support/n8n/restClient';
import { until } from '../../support/until';

export type ColorScheme = 'light' | 'dark';

/** n8n's editor in a browser. Each method is a step of a user. */
export class EditorPage {
	private constructor(
		readonly page: Page,
		private readonly colorScheme: ColorScheme,
	) {}

	/** Signs in and opens a workflow. Default: a new workflow. */
	static async open(browser: Browser, url: string, colorScheme: ColorScheme, workflow = 'new'): Promise<EditorPage> {
		const context = await browser.newContext({ viewport: { width: 1200, height: 720 }, colorScheme });
		context.setDefaultTimeout(15_000);
		// Blocks the editor's requests to the internet, e.g. for news about nodes.
		await context.route(
			({ hostname, protocol }) => hostname !== '127.0.0.1' && protocol.startsWith('http'),
			async (route) => await route.abort(),
		);
		const page = await context.newPage();
		await page.goto(`${url}/signin`);
		await page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
		await page.locator('input[name="password"]').fill(OWNER.password);
		await page.getByTestId('form-submit-button').click();
		await page.waitForURL(({ pathname }) => !pathname.includes('signin'));
		await page.goto(`${url}/workflow/${workflow}`);
		return new EditorPage(page, colorScheme);
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}

	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.page.getByTestId('node-parameters').waitFor();
	}

	/** Waits until the canvas shows a node. @returns the text of the node */
	async showsNode(name: string): Promise<string> {
		return await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).innerText();
	}

	/** Selects an option of a field by the option's name. */
	async choose(field: string, option: string): Promise<void> {
		await this.page.getByTestId(`parameter-input-${field}`).click();
		await this.page.locator('.el-select-dropdown__item:visible').filter({ hasText: option }).first().click();
	}

	/** Makes a trigger listen for a test event. @returns the output panel */
	async listen(): Promise<Locator> {
		await this.page.getByTestId('node-execute-button').or(this.page.getByTestId('trigger-execute-button')).first().click();
		return this.page.getByTestId('output-panel');
	}

	/** Executes the workflow from its first trigger, which then listens for a test event. */
	async executeWorkflow(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
	}

	/** Lets a person look at the page for some ms. */
	async pause(ms: number): Promise<void> {
		await this.page.waitForTimeout(ms);
	}

	async openNodeCreator(): Promise<void> {
		await this.page.getByTestId('canvas-plus-button').click();
	}

	/** Searches the list of nodes. @returns the entry with this name */
	async searchNode(words: string, name: string): Promise<Locator> {
		await this.page.getByTestId('node-creator-search-bar').fill(words);
		const entry = this.page.getByTestId('item-iterator-item').filter({ hasText: name }).first();
		await entry.waitFor();
		return entry;
	}

	/** Searches the list of nodes for each of the words. @returns the words that do not find the entry with this name */
	async searchesWithout(name: string, searches: readonly string[]): Promise<string[]> {
		const missing: string[] = [];
		for (const words of searches) {
			await this.searchNode(words, name).catch(() => missing.push(words));
		}
		return missing;
	}

	/** Opens the card that the node and its trigger share, and waits until it shows the texts. */
	async cardShows(entry: Locator, texts: string[]): Promise<boolean> {
		await entry.click();
		for (const text of texts) await this.page.getByText(text, { exact: true }).waitFor();
		return true;
	}

	/** Adds a node with one of the actions on its card. This opens the panel of the node. */
	async addAction(action: string): Promise<void> {
		// In an empty workflow, the list of triggers is expanded and the list of actions is collapsed.
		await this.page.getByText(/^Actions \(\d+\)$/).click();
		await this.page.getByText(action, { exact: true }).click();
		await this.page.getByTestId('node-parameters').waitFor();
	}

	/** Creates a credential and waits until its test passes. @returns the success message */
	async createCredential(fields: Record<string, string>): Promise<Locator> {
		const dialog = this.page.getByTestId('editCredential-modal');
		await this.page.getByTestId('node-credentials-select').click();
		await this.page.getByTestId('node-credentials-select-item-new').click();
		await this.fillIn(dialog, fields);
		await dialog.getByTestId('credential-save-button').click();
		// The dialog closes automatically. It shows the test result when it is opened again.
		await dialog.waitFor({ state: 'hidden' });
		await this.page.getByTestId('credential-edit-button').click();
		const success = dialog.getByTestId('credentials-config-container-test-success');
		await success.waitFor();
		return success;
	}

	/** Changes fields of the node's credential and saves it. */
	async editCredential(fields: Record<string, string>): Promise<void> {
		await this.page.getByTestId('credential-edit-button').click();
		const dialog = this.page.getByTestId('editCredential-modal');
		await this.fillIn(dialog, fields);
		await dialog.getByTestId('credential-save-button').click();
		await dialog.getByText('Saved', { exact: true }).waitFor();
	}

	/** Waits until the credential dialog shows why the test failed, and opens the details. @returns the text of the dialog */
	async credentialFailure(): Promise<string> {
		const dialog = this.page.getByTestId('editCredential-modal');
		await dialog.getByText('More details').click();
		return await dialog.innerText();
	}

	private async fillIn(dialog: Locator, fields: Record<string, string>): Promise<void> {
		for (const [field, value] of Object.entries(fields)) {
			await dialog.getByTestId(`parameter-input-${field}`).locator('input').fill(value);
		}
	}

	/** Waits until the panel of the node shows a text. */
	async panelShows(text: string | RegExp): Promise<boolean> {
		const shown = this.page.getByTestId('node-parameters').getByText(text).first();
		await shown.waitFor();
		await shown.scrollIntoViewIfNeeded();
		return true;
	}

	async closeDialog(): Promise<void> {
		await this.page.locator('.el-dialog__headerbtn:visible').click();
		await this.page.getByTestId('editCredential-modal').waitFor({ state: 'hidden' });
	}

	async chooseFromList(name: string): Promise<void> {
		await this.page.getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-item').filter({ hasText: name }).click();
	}

	/** Scrolls through the list of the "Group" field. @returns the names of all groups, once there are so many */
	async scrollList(groups: number): Promise<string[]> {
		await this.page.getByTestId('rlc-input').click();
		const items = this.page.getByTestId('rlc-item');
		await items.first().waitFor();
		await until(`the list has ${groups} groups`, async () => {
			await items.last().scrollIntoViewIfNeeded();
			return (await items.count()) >= groups;
		});
		const names = await items.allInnerTexts();
		await this.page.keyboard.press('Escape');
		return names;
	}

	async enterId(id: string): Promise<void> {
		await this.enterGroup('id', id);
	}

	/** @param mode how the group is named: by its ID or by its link */
	async enterGroup(mode: 'id' | 'link', value: string): Promise<void> {
		await this.page.getByTestId('rlc-mode-selector').click();
		await this.page.getByTestId(`mode-${mode}`).click();
		// The new value takes effect after a short delay. Then the editor saves the workflow.
		const saved = this.page.waitForResponse((response) => response.request().postData()?.includes(`"${value}"`) ?? false);
		await this.page.locator('input[data-test-id="rlc-input"]').fill(value);
		await saved;
	}

	/** Executes the node and waits until the output panel shows the text. @returns the output panel */
	async executeStep(shows: string | RegExp): Promise<Locator> {
		await this.page.getByTestId('node-execute-button').first().click();
		const panel = this.page.getByTestId('output-panel');
		await panel.getByText(shows).first().waitFor();
		return panel;
	}

	/** Saves a screenshot for the documentation if IMAGES is set to a folder. */
	async picture(name: string): Promise<void> {
		const { IMAGES } = process.env;
		if (!IMAGES) return;
		await this.page.screenshot({
			path: join(IMAGES, `${name}-${this.colorScheme}.png`),
			animations: 'disabled',
			// The notifications, and the button that lies above the lowest nodes of a large workflow.
			style: '.el-notification, [class*="_executionButtons_"] { display: none !important }',
		});
	}
}
