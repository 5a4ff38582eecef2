import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { selectors, type Browser } from 'playwright-core';
import { assign, readExample } from '../../support/examples';
import { playWave } from '../../support/emulator/wave';
import { provideDataTable } from '../../support/n8n/dataTables';
import { saveWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { startBench, type Bench } from './bench';
import { launchBrowser } from './browser';
import { EditorPage } from './editorPage';
import { answerQuestion, questionLinkIn } from './wavePage';
import { Movie } from './movie';
import { n8nUnderTest } from './runningN8n';

const ADMIN = '201000000009';
const WAITING = '201000000011@c.us';

let browser: Browser;
let bench: Bench;

beforeAll(async () => {
	selectors.setTestIdAttribute('data-test-id');
	browser = await launchBrowser();
	bench = await startBench();
});

afterAll(async () => {
	await browser.close();
	await bench.emulator.stop();
});

/** Fills in the admin chat. */
const forTheMovie = (node: INode): INode =>
	node.name === 'Settings' ? { ...node, parameters: assign({ adminChat: `+${ADMIN}` })(node.parameters) } : node;

test('a user who tests the example against spam waves sees the link die, the question, and the removal', async () => {
	const group = bench.instance.addGroup('120363000001900001@g.us', 'Neighbours');
	const text = 'string';
	const table = await provideDataTable(bench.rest, 'WhatsApp waves', {
		groupName: text,
		groupId: text,
		participantId: text,
		joinedAt: text,
		waveId: text,
		outcome: text,
		decidedBy: text,
	});
	await table.insert([{ groupId: group.id, participantId: WAITING, outcome: 'waiting' }]);
	const example = readExample('stop-spam-wave.json', bench.credentials);
	const workflow = await saveWorkflow(bench.rest, {
		...example,
		nodes: example.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote').map(forTheMovie),
	});
	const messagesTo = (chatId: string) => bench.instance.messages.filter((message) => message.chatId === chatId);
	const messages = () => messagesTo(`${ADMIN}@c.us`);
	const editor = await EditorPage.open(browser, n8nUnderTest().url, 'light', workflow.id);
	await editor.showsNode('Stop the Wave');
	const movie = await Movie.start(editor.page);

	await movie.say('The workflow listens for a join burst');
	await editor.executeWorkflow();
	await until('the test URL is registered', () => bench.instance.webhooks.own()[0]);
	await movie.say('Spam bots join by a leaked invite link');
	// In a test, n8n takes only the first event.
	const wave = await playWave(group, { bots: 5, apart: 600 });
	await until('the link is dead', () => group.isDead(wave.code));
	await movie.say(`After ${wave.joined.length} bots the link is dead, and the next ones are turned away`);
	const late = await playWave(group, { bots: 2, first: 100, apart: 400, code: wave.code });
	const { message } = await until('the admins were asked', () => messages()[0], { seconds: 60 });
	await movie.say('The admins get a question', message.split('\n')[0]!);
	await editor.pause(2_500);
	await answerQuestion(questionLinkIn(message)!);
	await movie.say('An admin answers yes');
	const result = await until('the result was reported', () => messages()[1], { seconds: 60 });
	await editor.pause(1_500);
	await movie.say('The bots are removed, and the waiting list gets the new link', result.message);
	await editor.pause(1_500);

	await until('the waiting person was told', () => messagesTo(WAITING)[0]);
	expect(late.joined).toEqual([]);
	expect(group.members.size).toBe(0);
	await movie.stop();
	const { IMAGES } = process.env;
	if (IMAGES) await movie.save(join(IMAGES, 'wave.gif'));
	await editor.close();
}, 180_000);
