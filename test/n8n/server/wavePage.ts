import { join } from 'node:path';
import { launchBrowser } from './browser';

const LINK = /^Answer: (\S+)$/m;

/** The link of the question in a message, if there is one. */
export const questionLinkIn = (message: string): string | undefined => LINK.exec(message)?.[1];

/** The page behind the link, as a browser loads it; also what a link preview loads. */
export async function openQuestion(link: string): Promise<string> {
	const response = await fetch(link);
	const page = await response.text();
	if (!response.ok) throw new Error(`The page returned ${response.status}: ${page.slice(0, 200)}`);
	return page;
}

/** The choices of a page, in its order: what each says, and whether it is checked at first. */
export const choicesIn = (page: string): Array<{ label: string; checked: boolean }> =>
	[...page.matchAll(/<label class="choice">(<input[^>]*>) <span>([^<]*)</g)].map(([, input = '', label = '']) => ({
		label: label.trim(),
		checked: / checked/.test(input),
	}));

/** Sends the page with these choices checked, by their positions. */
export const postChoices = async (link: string, positions: readonly number[]): Promise<Response> =>
	await fetch(link, {
		method: 'POST',
		body: new URLSearchParams([['answer', 'choose'], ...positions.map((at): [string, string] => ['choice', String(at)])]),
	});

/**
 * Answers a question.
 *
 * @param isChosen whether to check a choice. Default: as the page proposes
 */
export async function answerQuestion(
	link: string,
	isChosen: (label: string, checked: boolean) => boolean = (_label, checked) => checked,
): Promise<void> {
	const choices = choicesIn(await openQuestion(link));
	if (choices.length === 0) throw new Error('The page has no choices');
	const positions = choices.flatMap(({ label, checked }, at) => (isChosen(label, checked) ? [at] : []));
	const response = await postChoices(link, positions);
	if (!response.ok) throw new Error(`The answer was not accepted: ${response.status} ${await response.text()}`);
}

/** Opens the question in a browser as large as a phone, unchecks all choices, and sends it. Saves a picture if IMAGES is set to a folder. */
export async function leaveAllOnPhone(link: string): Promise<void> {
	const browser = await launchBrowser();
	try {
		const page = await browser.newPage({ viewport: { width: 390, height: 820 } });
		await page.goto(link);
		const { IMAGES } = process.env;
		if (IMAGES) await page.screenshot({ path: join(IMAGES, 'form.png'), animations: 'disabled' });
		for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
		await page.getByRole('button').last().click();
		await page.getByText('Thank you.').waitFor();
	} finally {
		await browser.close();
	}
}
