import { NodeOperationError, type INode } from 'n8n-workflow';
import { startSampleEmulator } from '../support/emulator/sample';
import type { Emulator } from '../support/emulator/server';
import type { Group, Instance } from '../support/emulator/world';
import { useFastClock } from '../support/engine/fastClock';
import { CREDENTIAL, runWorkflow } from '../support/engine/runWorkflow';
import { standIns, type Row } from '../support/engine/standIns';
import { readExample } from '../support/examples';

const ADMIN = '201000000009';
const TABLE = 'WhatsApp invite codes';
const example = readExample('weekly-rotation.json', CREDENTIAL);

/** `examples.e2e.ts` plays the same in a real n8n. */
describe('the example that rotates all links every week', () => {
	useFastClock();
	let emulator: Emulator;
	let instance: Instance;
	let groups: Group[];
	let neighbours: Group;
	let tables: Record<string, Row[]>;

	beforeEach(async () => {
		({ emulator, instance } = await startSampleEmulator());
		groups = [...instance.groups.values()];
		[neighbours] = groups as [Group];
		tables = {};
	});

	afterEach(async () => await emulator.stop());

	/** Plays one run, which must end without an error. @returns the messages to the admins */
	async function play(): Promise<string[]> {
		const before = instance.messages.length;
		const { error } = await runWorkflow({
			nodes: example.nodes.map((node): INode =>
				node.name === 'Tell the Admins'
					? { ...node, parameters: { ...node.parameters, sendTo: { __rl: true, mode: 'phone', value: ADMIN } } }
					: node,
			),
			connections: example.connections,
			start: 'Every Week',
			input: [{ json: {} }],
			credential: { instanceId: instance.id, accessToken: instance.accessToken, baseUrl: emulator.url },
			standIns: standIns(tables),
		});
		expect(error).toBeUndefined();
		const sent = instance.messages.slice(before);
		expect(sent.filter(({ chatId }) => chatId !== `${ADMIN}@c.us`)).toEqual([]);
		return sent.map(({ message }) => message);
	}

	const linkOf = ({ liveCode }: Group) => `https://chat.whatsapp.com/${liveCode}`;
	const notStored = (group: Group, name: string) => `The new link of ${name} could not be stored: ${linkOf(group)}`;
	const SAMPLE_NAMES = ['Neighbours', 'Book Club', 'Football (since 2014)'];
	const allNotStored = () => groups.map((group, at) => notStored(group, SAMPLE_NAMES[at]!)).join('\n');
	const refuse = ({ id }: Group) => emulator.faults.plan({ kind: 'status', status: 403, on: 'revoke', group: id, times: 99 });

	/** A table that does not store the rows of one group. */
	const tableWithout = ({ id }: Group, error: Error): Row[] =>
		Object.assign([] as Row[], {
			push(this: Row[], row: Row) {
				if (row.groupId === id) throw error;
				return Array.prototype.push.call(this, row);
			},
		});

	it('makes its Data Table, stores each new code in it, and sends nothing', async () => {
		tables = { [`Old ${TABLE}`]: [] };
		expect(await play()).toEqual([]);
		expect(tables[`Old ${TABLE}`]).toEqual([]);
		expect(tables[TABLE]).toMatchObject(
			groups.map((group) => ({ groupId: group.id, code: group.liveCode, inviteLink: linkOf(group) })),
		);
		expect(groups.map(({ revocations }) => revocations)).toEqual([1, 1, 1]);
	});

	it('leaves out groups without admin rights, and sends nothing if there is no other', async () => {
		neighbours.role = 'participant';
		expect(await play()).toEqual([]);
		expect(tables[TABLE]).toHaveLength(2);
		for (const group of groups) group.role = 'participant';
		expect(await play()).toEqual([]);
		expect(groups.map(({ revocations }) => revocations)).toEqual([0, 1, 1]);
	});

	it('sends the new links if the Data Table cannot be made', async () => {
		tables = Object.freeze({});
		expect(await play()).toEqual([allNotStored()]);
		expect(groups.map(({ revocations }) => revocations)).toEqual([1, 1, 1]);
	});

	it.each<[string, Error]>([
		['a plain error', new Error("unknown column name 'rotatedAt'")],
		['an error of the node', new NodeOperationError({ name: 'Keep the Code' } as INode, 'The table is full')],
	])('sends the new link of a group whose code cannot be stored: %s', async (_what, error) => {
		tables = { [TABLE]: tableWithout(groups[1]!, error) };
		expect(await play()).toEqual([notStored(groups[1]!, 'Book Club')]);
		expect(tables[TABLE]!.map(({ groupId }) => groupId)).toEqual([groups[0]!.id, groups[2]!.id]);
	});

	it('sends every link if there are many, at most 20 in a message', async () => {
		for (let number = 10; number < 49; number++)
			groups.push(instance.addGroup(`1203630000000001${number}@g.us`, `${number}`.padEnd(120, 'x')));
		tables = Object.freeze({});
		const messages = await play();
		expect(messages.map((message) => message.split('\n').length)).toEqual([20, 20, 2]);
		for (const group of groups) expect(messages.join('\n')).toContain(linkOf(group));
		expect(Math.max(...messages.map(({ length }) => length))).toBeLessThanOrEqual(4_000);
	});

	it('reports all failed groups in one message, with their reasons', async () => {
		refuse(groups[0]!);
		refuse(groups[2]!);
		const [message, ...others] = await play();
		expect(others).toEqual([]);
		expect(message!.split('\n')).toEqual([
			'The weekly rotation failed for 2 groups:',
			expect.stringMatching(new RegExp(`^Neighbours: .*${groups[0]!.id}`)),
			expect.stringMatching(new RegExp(`^Football \\(since 2014\\): .*${groups[2]!.id}`)),
		]);
		expect(tables[TABLE]).toMatchObject([{ groupId: groups[1]!.id, code: groups[1]!.liveCode }]);
	});

	it('reports one failed group', async () => {
		refuse(neighbours);
		expect(await play()).toEqual([expect.stringMatching(/^The weekly rotation failed for 1 group:\nNeighbours: /)]);
	});

	it('shows the ID of a group without a name', async () => {
		const [unnamed, other] = [1, 2].map((number) => instance.addGroup(`12036300000000011${number}@g.us`, ''));
		tables = { [TABLE]: tableWithout(unnamed!, new Error('The table is full')) };
		refuse(other!);
		expect(await play()).toEqual([notStored(unnamed!, unnamed!.id), expect.stringContaining(`\n${other!.id}: `)]);
	});

	it('lists as many failed groups as fit in 4,000 characters, and counts the others', async () => {
		for (let number = 10; number < 70; number++)
			groups.push(instance.addGroup(`1203630000000001${number}@g.us`, `Group ${number}`));
		for (const group of groups.slice(3)) refuse(group);
		const [message, ...others] = await play();
		expect(others).toEqual([]);
		expect(message!.length).toBeLessThanOrEqual(4_000);
		expect(message!.length).toBeGreaterThan(3_500);
		const [header, ...lines] = message!.split('\n');
		expect(header).toBe('The weekly rotation failed for 60 groups:');
		expect(lines.at(-1)).toBe(`and ${60 - (lines.length - 1)} more`);
		expect(tables[TABLE]).toHaveLength(3);
	});

	it('reports failed groups and codes that were not stored, even if one of the messages cannot be sent', async () => {
		tables = Object.freeze({});
		refuse(neighbours);
		const lost = ['Book Club', 'Football (since 2014)'].map((name, at) => () => notStored(groups[at + 1]!, name));
		expect(await play()).toEqual([lost.map((line) => line()).join('\n'), expect.stringContaining('Neighbours: ')]);
		emulator.faults.plan({ kind: 'status', status: 400, on: 'sendText' });
		expect(await play()).toEqual([expect.stringContaining('Neighbours: ')]);
	});

	it('sends the other links if one message cannot be sent', async () => {
		for (let number = 10; number < 40; number++)
			groups.push(instance.addGroup(`1203630000000001${number}@g.us`, `Group ${number}`));
		tables = Object.freeze({});
		emulator.faults.plan({ kind: 'status', status: 400, on: 'sendText' });
		expect(await play()).toEqual([expect.stringContaining(notStored(groups.at(-1)!, 'Group 39'))]);
	});

	it('tells the admins if the groups cannot be listed', async () => {
		emulator.faults.plan({ kind: 'status', status: 403, on: 'groups', times: 99 });
		expect(await play()).toEqual([
			expect.stringMatching(
				/^The invite links were not rotated, because the groups could not be listed\. Could not list the groups/,
			),
		]);
		expect(groups.map(({ revocations }) => revocations)).toEqual([0, 0, 0]);
	});
});
