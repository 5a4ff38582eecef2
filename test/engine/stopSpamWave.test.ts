import type { IDataObject, INode } from 'n8n-workflow';
import { startSampleEmulator } from '../support/emulator/sample';
import type { Emulator } from '../support/emulator/server';
import type { Group, Instance } from '../support/emulator/world';
import { useFastClock } from '../support/engine/fastClock';
import { CREDENTIAL, runWorkflow } from '../support/engine/runWorkflow';
import { standIns, type AnswerForm, type Row } from '../support/engine/standIns';
import { assign, readExample } from '../support/examples';

const ADMIN = '201000000009@c.us';
const BOTS = ['990000000001@c.us', '990000000002@c.us', '990000000003@c.us'];
const example = readExample('stop-spam-wave.json', CREDENTIAL);

/** The decisions of the example against spam waves. `examples.e2e.ts` plays it in a real n8n, with the real form. */
describe('the example against spam waves', () => {
	useFastClock();
	let emulator: Emulator;
	let instance: Instance;
	let group: Group;
	let log: Row[];
	let waiting: Row[];

	beforeEach(async () => {
		({ emulator, instance } = await startSampleEmulator());
		group = [...instance.groups.values()][0]!;
		for (const bot of BOTS) group.addMember(bot);
		log = [];
		waiting = [{ id: 1, groupId: group.id, chatId: '201000000011@c.us', notified: false }];
	});

	afterEach(async () => await emulator.stop());

	const burst = (more: IDataObject = {}): IDataObject => ({
		event: 'joinBurst',
		groupId: group.id,
		joinCount: BOTS.length,
		windowSeconds: 60,
		participantIds: BOTS,
		burstNumber: 1,
		afterReconnect: false,
		timestamp: '2026-11-25T12:00:00.000Z',
		...more,
	});

	interface Play {
		item?: IDataObject;
		settings?: Parameters<typeof assign>[0];
		answer?: string;
		tables?: Record<string, Row[]>;
	}

	/** Plays one execution, and returns the messages to the admins and the questions. */
	async function play({ item = burst(), settings = {}, answer, tables }: Play = {}) {
		const questions: string[] = [];
		const onForm: AnswerForm = async ({ title, choices }) => {
			questions.push(title);
			return await Promise.resolve(choices.find((choice) => answer && choice.startsWith(answer)));
		};
		const filledIn = (node: INode): INode => {
			if (node.name === 'Settings') return { ...node, parameters: assign({ adminChat: ADMIN, ...settings })(node.parameters) };
			return node.name.startsWith('Let the ') ? { ...node, parameters: { ...node.parameters, amount: 0 } } : node;
		};
		const { error } = await runWorkflow({
			nodes: example.nodes.map(filledIn),
			connections: example.connections,
			start: 'Join Burst',
			input: [{ json: item }],
			credential: { instanceId: instance.id, accessToken: instance.accessToken, baseUrl: emulator.url },
			standIns: standIns(tables ?? { 'WhatsApp wave log': log, 'WhatsApp waiting list': waiting }, onForm),
		});
		expect(error).toBeUndefined();
		const told = instance.messages.filter(({ chatId }) => chatId === ADMIN).map(({ message }) => message);
		return { questions, told };
	}

	const members = () => BOTS.filter((bot) => group.members.has(bot));

	it('removes nobody without an answer', async () => {
		const { questions, told } = await play();
		expect(questions).toEqual(['Remove 3 people?']);
		expect(members()).toEqual(BOTS);
		expect(told[1]).toContain('Nobody answered in time');
		expect(waiting[0]!.notified).toBe(true);
	});

	it('sends the waiting people the live link, although reads of the code are outdated at first', async () => {
		group.outdatedReads = 3;
		await play();
		const { message } = instance.messages.find(({ chatId }) => chatId === waiting[0]!.chatId)!;
		expect(message).toContain(group.liveCode);
		expect(group.revocations).toBe(1);
	});

	it('removes at once with removeWithoutAsking', async () => {
		const { questions, told } = await play({ settings: { removeWithoutAsking: true } });
		expect(questions).toEqual([]);
		expect(members()).toEqual([]);
		expect(told).toEqual([
			expect.stringContaining('They are being removed'),
			expect.stringContaining('3 of 3 people were removed'),
		]);
		expect(waiting[0]!.notified).toBe(true);
	});

	it.each<[string, Play]>([
		['after a reconnect', { item: { afterReconnect: true } }],
		['above removeAtMost', { settings: { removeAtMost: 2 } }],
	])('asks even with removeWithoutAsking: %s', async (_why, { item, settings }) => {
		const { questions } = await play({ item: burst(item), settings: { removeWithoutAsking: true, ...settings } });
		expect(questions).toHaveLength(1);
		expect(members()).toEqual(BOTS);
	});

	it.each<[string, IDataObject, string, number]>([
		['removes a late joiner of a wave that was removed without asking', {}, 'Remove', 0],
		['asks about a late joiner after a burst that an admin left alone', { afterReconnect: true }, 'Leave', 1],
	])('%s', async (_what, item, answer, count) => {
		const late = '990000000050@c.us';
		group.addMember(late);
		const settings = { removeWithoutAsking: true };
		await play({ item: burst(item), settings, answer });
		const joined = { event: 'memberJoined', groupId: group.id, participantId: late, timestamp: '2026-11-25T12:00:05.000Z' };
		const { questions } = await play({ item: joined, settings });
		expect(questions).toHaveLength(count);
		expect(group.members.has(late)).toBe(count === 1);
	});

	it.each([
		['logs a late joiner who joined before the answer "These are friends"', -1_000, ['left']],
		['ignores a person who joins after that answer', 1_000, []],
	])('%s', async (_what, sinceTheAnswer, outcomes) => {
		const late = '990000000050@c.us';
		group.addMember(late);
		await play({ answer: 'These are friends' });
		const answeredAt = Date.parse(log[0]!.updatedAt as string);
		const timestamp = new Date(answeredAt + sinceTheAnswer).toISOString();
		const { told, questions } = await play({
			item: { event: 'memberJoined', groupId: group.id, participantId: late, timestamp },
		});
		expect(log.filter(({ participantId }) => participantId === late).map(({ outcome }) => outcome)).toEqual(outcomes);
		expect(questions).toEqual([]);
		expect(told).toHaveLength(2);
		expect(group.members.has(late)).toBe(true);
	});

	it('counts what was removed before towards removeAtMost', async () => {
		const earlier = { groupId: group.id, wave: new Date(Date.now() - 60_000).toISOString(), outcome: 'removed' };
		log.push({ id: 1, ...earlier, participantId: '990000000099@c.us' });
		const { questions } = await play({ settings: { removeWithoutAsking: true, removeAtMost: 3 } });
		expect(questions).toHaveLength(1);
	});

	it('refuses a group in which the account is no admin, and says so', async () => {
		group.role = 'participant';
		const { told, questions } = await play({ answer: 'Remove' });
		expect(told).toEqual([
			expect.stringMatching(/^3 people joined .*the account of this workflow is not an admin of that group/),
		]);
		expect(questions).toEqual([]);
		expect(members()).toEqual(BOTS);
		expect(log).toEqual([]);
		expect(waiting[0]!.notified).toBe(false);
	});

	it('refuses the chat of the admins itself, also for late joiners', async () => {
		const settings = { adminChat: group.id };
		const late = { event: 'memberJoined', groupId: group.id, participantId: BOTS[0]!, timestamp: '2026-11-25T12:00:05.000Z' };
		for (const item of [burst(), late]) expect((await play({ item, settings, answer: 'Remove' })).questions).toEqual([]);
		expect(instance.messages.map(({ message }) => message)).toEqual([expect.stringContaining('the chat of the admins itself')]);
		expect([group.revocations, log, members()]).toEqual([0, [], BOTS]);
	});

	describe('if the link cannot be revoked', () => {
		const locked = () => group.adminsOnly['messages-admin-only'];
		beforeEach(() => emulator.faults.plan({ kind: 'status', status: 403, on: 'revoke', times: 99 }));

		it('warns the admins at once, locks the group, and then asks', async () => {
			const lockedAtEachMessage: boolean[] = [];
			emulator.on('responded', () =>
				lockedAtEachMessage.push(...instance.messages.slice(lockedAtEachMessage.length).map(locked)),
			);
			const { questions, told } = await play();
			expect(told).toEqual([
				expect.stringContaining('THE INVITE LINK IS STILL ALIVE'),
				expect.stringContaining('The group is locked: only admins can send messages. When the link is dead, undo this'),
				expect.stringContaining('Nobody answered in time'),
			]);
			expect(lockedAtEachMessage).toEqual([false, true, true]);
			expect(questions).toEqual(['Remove 3 people?']);
			expect(waiting[0]!.notified).toBe(false);
		});

		it('says that the group could not be locked, and goes on', async () => {
			emulator.faults.plan({ kind: 'status', status: 403, on: 'changeSend', times: 99 });
			const { questions, told } = await play();
			expect(locked()).toBe(false);
			expect(told[1]).toContain('The group could not be locked. ');
			expect(questions).toEqual(['Remove 3 people?']);
		});

		it('does not say that the group is locked if nobody could check it', async () => {
			emulator.faults.plan(
				{ kind: 'slow', on: 'group' },
				{ kind: 'status', status: 500, on: 'group', times: 99 },
				{ kind: 'status', status: 500, on: 'readSend', times: 99 },
			);
			const { told } = await play();
			expect(told[1]).toContain('Wawp says that the group is locked, but n8n could not check it.');
		});

		it('locks the group even if the admins cannot be told', async () => {
			await play({ settings: { adminChat: '' } });
			expect(locked()).toBe(true);
		});
	});

	it('does not lock the group if the link was revoked', async () => {
		const { told } = await play();
		expect(emulator.calls.some(({ method }) => method === 'PUT')).toBe(false);
		expect(told.join()).not.toContain('locked');
	});

	it('goes on after a removal that failed', async () => {
		emulator.faults.plan({ kind: 'status', status: 403, on: 'removeParticipants' });
		const { told } = await play({ answer: 'Remove' });
		expect(told[1]).toContain('NOT REMOVED');
		expect(waiting[0]!.notified).toBe(true);
	});

	it.each<[string, string[]]>([
		['wave log', ['WhatsApp waiting list']],
		['waiting list', ['WhatsApp wave log']],
		['wave log and waiting list', []],
	])('goes on without the Data Table: %s', async (_missing, names) => {
		const all: Record<string, Row[]> = { 'WhatsApp wave log': log, 'WhatsApp waiting list': waiting };
		const tables = Object.freeze(Object.fromEntries(names.map((name) => [name, all[name]!])));
		const { questions, told } = await play({ answer: 'Remove', tables });
		expect(questions).toHaveLength(1);
		expect(members()).toEqual([]);
		const text = told.join('\n');
		expect(text.includes('"WhatsApp wave log" could not be written')).toBe(!names.includes('WhatsApp wave log'));
		expect(text.includes('could not be told the new link')).toBe(!names.includes('WhatsApp waiting list'));
	});

	it('makes the Data Tables that are missing, and uses no table with a longer name', async () => {
		const decoys = { 'WhatsApp wave log (old)': [], 'My WhatsApp waiting list': [] };
		const tables: Record<string, Row[]> = { ...decoys };
		await play({ answer: 'Remove', tables });
		await play({ answer: 'Remove', tables });
		expect(Object.entries(tables).map(([name, rows]) => [name, rows.length])).toEqual([
			['WhatsApp wave log (old)', 0],
			['My WhatsApp waiting list', 0],
			['WhatsApp wave log', 6],
			['WhatsApp waiting list', 0],
		]);
	});

	it('puts a waiting person back on the list if the message was not sent, and tells the admins', async () => {
		waiting.push({ id: 2, groupId: group.id, chatId: 'nobody', notified: false });
		const { told } = await play();
		expect(waiting.map(({ notified }) => notified)).toEqual([true, false]);
		expect(told.at(-1)).toContain('could not be told the new link, or not all of them');
	});

	it('sends each waiting person one link, even if several alarms end at the same time', async () => {
		await Promise.all([1, 2, 3].map(async () => await play({ settings: { removeWithoutAsking: true } })));
		expect(instance.messages.filter(({ chatId }) => chatId === waiting[0]!.chatId)).toHaveLength(1);
	});

	it.each<[string, string, number]>([
		['whom the burst has listed raises no question, even after the removal', '2026-11-25T12:00:00.000Z', 0],
		['who joins again after the removal raises one', '2026-11-25T12:00:00.001Z', 1],
	])('a late joiner %s', async (_who, timestamp, count) => {
		await play({ answer: 'Remove' });
		expect(members()).toEqual([]);
		const late = { event: 'memberJoined', groupId: group.id, participantId: BOTS[0]!, timestamp };
		expect((await play({ item: late })).questions).toHaveLength(count);
	});

	it('adds a late joiner to the open question, and asks about one without a question', async () => {
		const late = {
			event: 'memberJoined',
			groupId: group.id,
			participantId: '990000000050@c.us',
			timestamp: '2026-11-25T12:00:05.000Z',
		};
		const open = { groupId: group.id, participantId: BOTS[0]!, outcome: 'asked' };
		log.push({ id: 1, ...open, wave: new Date(Date.now() - 10_000).toISOString() });
		expect((await play({ item: late })).questions).toEqual([]);
		expect(log[1]).toMatchObject({ participantId: late.participantId, outcome: 'asked too' });
		log.length = 0;
		expect((await play({ item: late })).questions).toEqual(['Remove one person?']);
	});
});
