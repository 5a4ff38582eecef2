import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { executionsOf, finishedExecution, saveCredential } from '../../support/n8n/workflows';
import { startSampleEmulator } from '../../support/emulator/sample';
import { CREDENTIAL_TYPE, credentialData } from '../wawpNode';
import { startBench, type Bench } from './bench';
import { launchBrowser } from './browser';
import { OwnN8n } from './ownN8n';
import { answered, askingWorkflow, askQuestion, sendAnswer } from './question';

const TWO_BUTTONS = { approvalOptions: { values: { approvalType: 'double', approveLabel: 'Remove', disapproveLabel: 'Leave' } } };
const PEOPLE = [
	{ value: '201234567891@c.us', label: '+20 123 456 7891', checked: true },
	{ value: '201234567892@c.us', label: '+20 123 456 7892', checked: true },
	{ value: '201234567893@c.us', label: '<Anna> & "Ben"', checked: true },
];
const CHOOSE = {
	responseType: 'choose',
	choices: '={{ $json.body.people }}',
	options: { choicesText: 'Whoever is checked is removed. Whoever is not stays.' },
};

describe('a question in a message', () => {
	let bench: Bench;
	let browser: Browser;

	beforeAll(async () => {
		bench = await startBench();
		browser = await launchBrowser();
	});

	afterAll(async () => {
		await browser.close();
		await bench.emulator.stop();
	});

	const ask = async (parameters: object, body = {}) => {
		const workflow = await askingWorkflow(bench.rest, bench.credentials, parameters as never);
		return { workflow, link: await askQuestion(bench.rest, bench.instance, workflow, body) };
	};

	it('is answered once: opening the link decides nothing, and nothing decides after the answer', async () => {
		const { workflow, link } = await ask(TWO_BUTTONS, { id: 7 });
		for (const userAgent of ['WhatsApp/2.23', 'facebookexternalhit/1.1', 'Mozilla/5.0']) {
			const page = await fetch(link, { headers: { 'user-agent': userAgent } });
			expect(await page.text()).toContain('>Leave</button>');
		}
		const changed = await sendAnswer(link.replace(/signature=\w{4}/, 'signature=0000'), { answer: 'approve' });
		expect(changed.status).toBe(401);
		const first = await sendAnswer(link, { answer: 'decline' });
		expect(await first.text()).toContain('<p>Leave</p>');
		expect(await answered(bench.rest, workflow)).toEqual([
			expect.objectContaining({ body: { id: 7 }, answer: false, approved: false, timedOut: false }),
		]);
		// Then n8n answers itself, before it asks the node.
		for (const late of [await sendAnswer(link, { answer: 'approve' }), await fetch(link)]) {
			expect(await late.text()).toContain('No action required');
		}
		expect(await executionsOf(bench.rest, workflow)).toHaveLength(1);
	});

	it('with two answers at the same instant, one counts, and the other one is not taken', async () => {
		const { workflow, link } = await ask(TWO_BUTTONS);
		const both = await Promise.all(['approve', 'decline'].map(async (answer) => await sendAnswer(link, { answer })));
		const taken = both.filter(({ ok }) => ok);
		expect(taken).toHaveLength(1);
		const { answer } = (await answered(bench.rest, workflow))[0]!;
		expect(answer).toBe(both[0]!.ok);
		expect(await executionsOf(bench.rest, workflow)).toHaveLength(1);
	});

	it('goes on without an answer after the time limit', async () => {
		const limitWaitTime = {
			values: { limitType: 'afterTimeInterval', resumeAmount: 0.02, resumeUnit: 'minutes', answerThen: PEOPLE[1]!.value },
		};
		const { workflow } = await ask({ ...CHOOSE, options: { limitWaitTime } }, { people: PEOPLE });
		// n8n looks once a minute for executions whose time is over.
		expect(await answered(bench.rest, workflow, { seconds: 90 })).toEqual([
			expect.objectContaining({ body: { people: PEOPLE }, chosen: [PEOPLE[1]!.value], answeredAt: null, timedOut: true }),
		]);
	}, 100_000);

	it.each(['light', 'dark'] as const)('on a phone, people are chosen with the keyboard alone (%s)', async (colorScheme) => {
		const { workflow, link } = await ask(CHOOSE, { people: PEOPLE });
		const context = await browser.newContext({ viewport: { width: 390, height: 700 }, colorScheme });
		const page = await context.newPage();
		const requests: string[] = [];
		page.on('request', (request) => requests.push(request.url()));
		await page.goto(link);
		await page.getByRole('group', { name: /Whoever is checked is removed/ }).waitFor();
		await page.getByLabel('<Anna> & "Ben"').focus();
		await page.keyboard.press('Space');
		const { IMAGES } = process.env;
		if (IMAGES) await page.screenshot({ path: join(IMAGES, `question-${colorScheme}.png`), animations: 'disabled' });
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await page.getByText('Thank you. This is your answer:').waitFor();
		expect(new Set(requests)).toEqual(new Set([link]));
		expect(await answered(bench.rest, workflow)).toEqual([
			expect.objectContaining({ chosen: PEOPLE.slice(0, 2).map(({ value }) => value), notChosen: [PEOPLE[2]!.value] }),
		]);
		await context.close();
	});

	it('whoever answers too late reads that it does not count', async () => {
		const { workflow, link } = await ask({ responseType: 'freeText' });
		const page = await browser.newPage();
		await page.goto(link);
		await sendAnswer(link, { answer: 'First' });
		await answered(bench.rest, workflow);
		await page.getByLabel('Your answer').fill('Second');
		await page.getByRole('button', { name: 'Send' }).click();
		await page.getByText('Your answer does not count: somebody has already answered').waitFor();
		expect((await answered(bench.rest, workflow))[0]).toMatchObject({ answer: 'First' });
		await page.close();
	});
});

it('behind a public address with a path, whose links n8n refuses, no question is sent', async () => {
	const n8n = new OwnN8n((port) => ({ WEBHOOK_URL: `http://127.0.0.1:${port}/n8n/` }));
	const { emulator, instance } = await startSampleEmulator();
	try {
		const rest = await n8n.start();
		const data = credentialData(emulator.url);
		const credentials = { [CREDENTIAL_TYPE]: await saveCredential(rest, { name: 'Wawp', type: CREDENTIAL_TYPE, data }) };
		const workflow = await askingWorkflow(rest, credentials);
		await workflow.call({});
		const { data: run } = await finishedExecution(rest, workflow);
		expect(run.resultData.error!.message).toContain('n8n would refuse the link of the question');
		expect(instance.messages).toEqual([]);
	} finally {
		await n8n.remove();
		await emulator.stop();
	}
}, 120_000);

it('a question survives a restart of n8n', async () => {
	const n8n = new OwnN8n();
	const { emulator, instance } = await startSampleEmulator();
	try {
		let rest = await n8n.start();
		const data = credentialData(emulator.url);
		const credentials = { [CREDENTIAL_TYPE]: await saveCredential(rest, { name: 'Wawp', type: CREDENTIAL_TYPE, data }) };
		const workflow = await askingWorkflow(rest, credentials, CHOOSE);
		const link = await askQuestion(rest, instance, workflow, { people: PEOPLE });
		await n8n.stop();
		rest = await n8n.start();
		expect(await (await fetch(link)).text()).toContain('+20 123 456 7892');
		expect((await sendAnswer(link, { answer: 'choose', choice: '1' })).status).toBe(200);
		expect(await answered(rest, workflow)).toEqual([expect.objectContaining({ chosen: [PEOPLE[1]!.value], timedOut: false })]);
		expect(instance.messages).toHaveLength(1);
	} finally {
		await n8n.remove();
		await emulator.stop();
	}
}, 180_000);
