import { join } from 'node:path';
import { executionsOf, readExecution, type SavedWorkflow } from '../../support/n8n/workflows';
import type { RestClient } from '../../support/n8n/restClient';
import { until } from '../../support/until';
import { launchBrowser } from './browser';

const LINK = /https?:\/\/\S+\/form-waiting\/\S+/;

/** The link of a form in a message, if there is one. */
export const formLinkIn = (message: string): string | undefined => LINK.exec(message)?.[0];

/** Waits until an execution waits for a form, and reads the form's link where n8n shows it: at the waiting node. */
export async function formLinkOf(rest: RestClient, workflow: SavedWorkflow): Promise<string> {
	const waiting = await until('an execution waits for an answer', async () =>
		(await executionsOf(rest, workflow)).find(({ status }) => status === 'waiting'),
	);
	const { data } = await readExecution(rest, waiting.id);
	const runs = Object.values(data.resultData.runData).flat();
	const link = runs.map(({ metadata }) => metadata?.resumeFormUrl).find(Boolean);
	if (!link) throw new Error('the waiting node shows no link');
	return link;
}

/** The page behind a form's link, as a browser loads it; also what a link preview loads. */
export async function openForm(link: string): Promise<string> {
	const response = await fetch(link);
	const page = await response.text();
	if (!response.ok) throw new Error(`The form returned ${response.status}: ${page.slice(0, 200)}`);
	return page.replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
}

/** Sends the form's only question, answered with `choice`, as the script of the form's page does it. */
export async function postForm(link: string, choice: string): Promise<Response> {
	const body = new FormData();
	body.append('field-0', JSON.stringify([choice]));
	return await fetch(link, { method: 'POST', body });
}

/** Opens a form, and chooses the answer that begins with some words. */
export async function answerForm(link: string, beginning: string): Promise<void> {
	const choice = new RegExp(`type='checkbox'[^>]* value='(${beginning}[^']*)'`).exec(await openForm(link))?.[1];
	if (!choice) throw new Error(`The form has no choice "${beginning}..."`);
	const response = await postForm(link, choice);
	if (!response.ok) throw new Error(`The form was not accepted: ${response.status} ${await response.text()}`);
}

/** Opens a form in a browser as large as a phone, taps on a choice, and submits it. Saves a picture if IMAGES is set to a folder. */
export async function answerOnPhone(link: string, choice: string): Promise<void> {
	const browser = await launchBrowser();
	try {
		const page = await browser.newPage({ viewport: { width: 390, height: 700 } });
		await page.goto(link);
		await page.getByText(choice, { exact: true }).click();
		const { IMAGES } = process.env;
		if (IMAGES) await page.screenshot({ path: join(IMAGES, 'form.png'), animations: 'disabled' });
		await page.getByRole('button', { name: 'Submit' }).click();
		await page.getByText('Thank you. The admin chat gets a message with the result.').waitFor();
	} finally {
		await browser.close();
	}
}
