import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject, INode } from 'n8n-workflow';
import type { Question } from '../../nodes/wawp/questions/question';
import { startSampleEmulator } from '../../test/support/emulator/sample';
import { playWave, type Wave } from '../../test/support/emulator/wave';
import type { Group } from '../../test/support/emulator/world';
import { runAnswered } from '../../test/support/engine/answeredRun';
import { CREDENTIAL } from '../../test/support/engine/runWorkflow';
import { standIns, type Row } from '../../test/support/engine/standIns';
import { TriggerServer } from '../../test/support/engine/triggerServer';
import { assign, readExample } from '../../test/support/examples';
import { phoneOf, Timeline } from './timeline';

const EXAMPLE = 'stop-spam-wave.json';
const API_LATENCY_MS = 20;
const REGULAR = '201000000101@c.us';
/** Joins during the wave, and is on the list of people who are never removed. */
const FRIEND = '201000000102@c.us';
const ADMIN = '201000000003@c.us';
/** How long the admin takes to read the message and to answer. */
const ADMIN_MS = 6_000;
const WAITING = ['201000000011@c.us', '201000000012@c.us', '201000000013@c.us'];

/**
 * Plays a spam wave against an example workflow in n8n's own engine. Prints a timeline and a summary.
 *
 * @throws an Error if the wave was not stopped
 */
export async function stopWave(): Promise<void> {
	const { emulator, instance } = await startSampleEmulator(Number(process.env.PORT ?? 0));
	emulator.latency = API_LATENCY_MS;
	const [group] = instance.groups.values();
	if (!group) throw new Error('The emulator has no group');
	group.addMember(REGULAR);
	console.log(
		`Running examples/${EXAMPLE} in n8n's engine, against an emulated Wawp API that takes ${API_LATENCY_MS} ms to respond`,
	);
	console.log(`Spam bots (+99...) join the group "${group.name}" by a leaked invite link.`);
	console.log(
		'The workflow revokes the link at once and asks an admin, who answers after a moment. This takes about 20 seconds.\n',
	);

	const timeline = new Timeline(emulator);
	const example = readExample(EXAMPLE, CREDENTIAL);
	const credential = { instanceId: instance.id, accessToken: instance.accessToken, baseUrl: emulator.url };
	const table = WAITING.map((participantId, at): Row => ({ id: at + 1, groupId: group.id, participantId, outcome: 'waiting' }));
	const nodes = standIns({ 'WhatsApp waves': table });
	const parameters = example.nodes.find(({ name }) => name === 'Join Burst')?.parameters ?? {};
	const server = await new TriggerServer({ parameters, credential, workflowId: 'wave' }).start();
	const runs: Array<ReturnType<typeof runAnswered>> = [];
	server.onStart = (items) => {
		for (const item of items) printItem(timeline, item);
		runs.push(
			runAnswered(
				{
					nodes: example.nodes.map(filledIn),
					connections: example.connections,
					start: 'Join Burst',
					input: items.map((json) => ({ json })),
					credential,
					standIns: nodes,
				},
				'Ask the Admins',
				async (question) => await answer(question, timeline),
			),
		);
	};
	await server.activate();

	const wave = await playWave(group, {
		onBot: (bot, joined) => {
			timeline.print(`${phoneOf(bot)} ${joined ? 'joined' : 'could not join: the link is dead'}`);
			if (bot === '990000000003@c.us' && group.joinByLink(FRIEND, group.liveCode))
				timeline.print(`${phoneOf(FRIEND)} joined (a friend, never removed)`);
		},
	});
	await emulator.dispatch.settled();
	const results = await Promise.all(runs);
	await server.deactivate();
	await Promise.all([server.stop(), emulator.stop()]);

	const failed = results.find(({ error }) => error)?.error;
	if (failed) throw new Error(`${failed.message}\n${failed.description ?? ''}`);
	report(group, wave, table, timeline);
}

/** The admin: follows the link in the message, reads the page and sends it as it is. */
async function answer({ form }: Question, timeline: Timeline): Promise<string[]> {
	await wait(ADMIN_MS);
	const checked = form.type === 'choose' ? form.choices.filter((choice) => choice.checked) : [];
	timeline.print(`the admin opens the page, and leaves checked: ${checked.map(({ label }) => label).join(', ')}`, 'answer');
	return checked.map(({ value }) => String(value));
}

function printItem(timeline: Timeline, { event, joinCount, participantId }: IDataObject): void {
	if (event === 'joinBurst') timeline.print(`join burst detected: ${Number(joinCount)} people joined within a minute`, 'burst');
	else timeline.print(`late joiner detected: ${phoneOf(participantId as string)}`);
}

/** Fills in the settings that the sticky note of the example asks for. */
function filledIn(node: INode): INode {
	if (node.name === 'Settings')
		return { ...node, parameters: assign({ neverRemove: phoneOf(FRIEND), adminChat: phoneOf(ADMIN) })(node.parameters) };
	return node;
}

function report(group: Group, { code, joined, turnedAway }: Wave, table: readonly Row[], timeline: Timeline): void {
	const remaining = joined.filter((bot) => group.members.has(bot));
	const withOutcome = (outcome: string) => table.filter((row) => row.outcome === outcome).length;
	const notified = withOutcome('invited');
	console.log(`\nFrom burst to dead link         ${timeline.between('burst', 'revoked').toFixed(0)} ms`);
	console.log(`From burst to question          ${timeline.between('burst', 'question').toFixed(0)} ms`);
	console.log(`From answer to last removal     ${timeline.between('answer', 'removed').toFixed(0)} ms`);
	console.log(`From answer to last message     ${timeline.between('answer', 'message').toFixed(0)} ms`);
	console.log(`Bots that joined                ${joined.length}, ${remaining.length} of them still in the group`);
	console.log(`Bots that found a dead link     ${turnedAway.length}`);
	console.log(`Log                             ${withOutcome('removed')} removed, ${withOutcome('guest')} guest`);
	console.log(`People notified (waiting list)  ${notified} of ${WAITING.length}`);
	const stayed = [REGULAR, FRIEND].every((id) => group.members.has(id));
	console.log(`Regular member and friend       ${stayed ? 'still in the group' : 'REMOVED'}`);
	if (remaining.length > 0 || notified < WAITING.length || !stayed || !group.isDead(code))
		throw new Error('The wave was not stopped');
	console.log('\nThe wave was stopped: the leaked link is dead, and no bot is in the group.');
}
