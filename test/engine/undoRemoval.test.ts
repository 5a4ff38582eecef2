import type { INode } from 'n8n-workflow';
import { startSampleEmulator } from '../support/emulator/sample';
import type { Emulator } from '../support/emulator/server';
import type { Group, Instance } from '../support/emulator/world';
import { useFastClock } from '../support/engine/fastClock';
import { CREDENTIAL, runWorkflow } from '../support/engine/runWorkflow';
import { standIns, type Row } from '../support/engine/standIns';
import { assign, readExample } from '../support/examples';

const FRIEND = '201000000102@c.us';
const NEIGHBOUR = '201000000103@c.us';
const HIDDEN = '9001111111111@lid';
const example = readExample('undo-removal.json', CREDENTIAL);

describe('the example that undoes a removal', () => {
	useFastClock();
	let emulator: Emulator;
	let instance: Instance;
	let group: Group;
	let other: Group;
	let log: Row[];

	beforeEach(async () => {
		({ emulator, instance } = await startSampleEmulator());
		[group, other] = [...instance.groups.values()] as [Group, Group];
		log = [];
		for (const [{ id }, participantId] of [
			[group, FRIEND],
			[group, NEIGHBOUR],
			[other, HIDDEN],
		] as const)
			remove(id, participantId);
	});

	afterEach(async () => await emulator.stop());

	const remove = (groupId: string, participantId: string, { hoursAgo = 1, outcome = 'removed' } = {}) =>
		log.push({
			id: log.length + 1,
			groupId,
			participantId,
			outcome,
			updatedAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
		});

	/** Plays one run. @returns the people who got a message in it, and the items of a node */
	async function play(settings: Parameters<typeof assign>[0] = {}) {
		const before = instance.messages.length;
		const { error, items } = await runWorkflow({
			nodes: example.nodes.map((node): INode =>
				node.name === 'Settings' ? { ...node, parameters: assign(settings)(node.parameters) } : node,
			),
			connections: example.connections,
			start: 'Start',
			input: [{ json: {} }],
			credential: { instanceId: instance.id, accessToken: instance.accessToken, baseUrl: emulator.url },
			standIns: standIns({ 'WhatsApp waves': log }),
		});
		expect(error).toBeUndefined();
		const told = instance.messages.slice(before).map(({ chatId }) => chatId);
		return { told, items: (node: string) => items(node).map(({ json }) => json) };
	}

	const outcomes = () => log.map(({ outcome }) => outcome);

	it('sends everybody the link of their group, and nothing in a second run', async () => {
		const { told } = await play();
		expect(told).toEqual([FRIEND, NEIGHBOUR, HIDDEN]);
		expect(instance.messages.map(({ message }) => message)).toEqual(
			[group, group, other].map(({ liveCode }) => expect.stringContaining(`https://chat.whatsapp.com/${liveCode}`) as string),
		);
		expect(outcomes()).toEqual(['invited back', 'invited back', 'invited back']);
		expect((await play()).told).toEqual([]);
	});

	it.each<[string, Parameters<typeof assign>[0], string[]]>([
		['of one group', { groupId: ' 120363000000000002@g.us ' }, [HIDDEN]],
		['of a list of numbers', { onlyThese: '+20 100 000 0103, +20 100 000 0199' }, [NEIGHBOUR]],
		['of a list of numbers, in another group', { groupId: '120363000000000002@g.us', onlyThese: '+201000000103' }, []],
	])('only sends to people %s', async (_which, settings, people) => {
		expect((await play(settings)).told).toEqual(people);
		expect(outcomes().filter((outcome) => outcome === 'removed')).toHaveLength(3 - people.length);
	});

	it('only sends to people who were removed within the time, and have no other outcome', async () => {
		log.length = 0;
		remove(group.id, FRIEND, { hoursAgo: 25 });
		remove(group.id, NEIGHBOUR, { hoursAgo: 23 });
		for (const outcome of ['left', 'failed', 'never removed', 'inviting'])
			remove(group.id, `9900${log.length}@c.us`, { outcome });
		expect((await play()).told).toEqual([NEIGHBOUR]);
		expect((await play({ removedWithinHours: 48 })).told).toEqual([FRIEND]);
	});

	it('sends one message to somebody who was removed twice', async () => {
		remove(group.id, FRIEND, { hoursAgo: 2 });
		expect((await play()).told).toEqual([FRIEND, NEIGHBOUR, HIDDEN]);
		expect((await play()).told).toEqual([]);
	});

	it('names the numbers that were not removed', async () => {
		const { items } = await play({ onlyThese: '+20 100 000 0103, +20 100 000 0199' });
		expect(items('Choose')[0]!.notFound).toEqual(['201000000199']);
	});

	it('lists who got no message, and tries again in the next run', async () => {
		emulator.faults.plan({ kind: 'status', status: 400, on: 'sendText' });
		const { told, items } = await play();
		expect(told).toEqual([NEIGHBOUR, HIDDEN]);
		expect(items('Not Told')).toEqual([
			{
				groupId: group.id,
				participantId: FRIEND,
				reason: expect.stringMatching(/^Could not send the message/) as string,
				outcome: 'removed',
			},
		]);
		expect(outcomes()).toEqual(['removed', 'invited back', 'invited back']);
		expect((await play()).told).toEqual([FRIEND]);
	});

	it('does not send again if it is not known whether the message arrived', async () => {
		emulator.faults.plan({ kind: 'status', status: 502, on: 'sendText' });
		const { items } = await play();
		expect(items('Not Told')).toMatchObject([{ participantId: FRIEND, outcome: 'invitation unclear' }]);
		expect(outcomes()[0]).toBe('invitation unclear');
		expect((await play()).told).toEqual([]);
	});

	it('lists groups without a link, and goes on with the others', async () => {
		emulator.faults.plan({ kind: 'status', status: 403, on: 'get', group: group.id });
		const { told, items } = await play();
		expect(told).toEqual([HIDDEN]);
		expect(items('No Link')).toEqual([
			{ groupId: group.id, people: [FRIEND, NEIGHBOUR], reason: expect.stringContaining(group.id) as string },
		]);
		expect(outcomes()).toEqual(['removed', 'removed', 'invited back']);
	});
});
