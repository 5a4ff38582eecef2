import type { IDataObject, INode } from 'n8n-workflow';
import type { ParticipantId } from '../../nodes/wawp/ids/participantId';
import { LATER, SILENCE } from '../../nodes/wawp/waves/question';
import { toAccount } from '../../nodes/wawp/transport/account';
import { accountPeople } from '../../nodes/wawp/transport/accountPeople';
import { clock } from '../../nodes/wawp/transport/clock';
import { startSampleEmulator } from '../support/emulator/sample';
import type { Emulator } from '../support/emulator/server';
import type { Group, Instance } from '../support/emulator/world';
import { runAnswered } from '../support/engine/answeredRun';
import { useFastClock } from '../support/engine/fastClock';
import { CREDENTIAL } from '../support/engine/runWorkflow';
import { standIns, type Row } from '../support/engine/standIns';
import { assign, readExample } from '../support/examples';

const ADMIN = '201000000009@c.us';
const FRIEND = '201000000011@c.us';
const BOTS = ['990000000001@c.us', '990000000002@c.us', '990000000003@c.us'];
const LATE = '990000000050@c.us';
const TABLE = 'WhatsApp waves';
const example = readExample('stop-spam-wave.json', CREDENTIAL);

/** The decisions of the example against spam waves. `examples.e2e.ts` plays it in a real n8n, with the real page. */
describe('the example against spam waves', () => {
	useFastClock();
	let emulator: Emulator;
	let instance: Instance;
	let group: Group;
	let tables: Record<string, Row[]>;

	beforeEach(async () => {
		({ emulator, instance } = await startSampleEmulator());
		group = [...instance.groups.values()][0]!;
		for (const bot of BOTS) group.addMember(bot);
		tables = { [TABLE]: [] };
	});

	afterEach(async () => await emulator.stop());

	const rows = () => tables[TABLE] ?? [];
	const soon = () => new Date(clock.now()).toISOString();
	const members = () => BOTS.filter((bot) => group.members.has(bot));
	const locked = () => group.adminsOnly['messages-admin-only'];
	const valueOf = (id: string) => `${group.id} ${id}`;
	const outcomes = (): Record<string, unknown> =>
		Object.fromEntries(rows().map(({ participantId, outcome }) => [participantId as string, outcome]));
	const wait = (participantId = FRIEND) =>
		rows().push({ id: 900 + rows().length, groupId: group.id, participantId, outcome: 'waiting' });
	const messagesTo = (chat: string) => instance.messages.filter(({ chatId }) => chatId === chat).map(({ message }) => message);

	const burst = (more: IDataObject = {}): IDataObject => ({
		event: 'joinBurst',
		groupId: group.id,
		groupSubject: 'Neighbours',
		pattern: 'fast',
		joinCount: BOTS.length,
		windowSeconds: 60,
		participantIds: BOTS,
		waveId: 'wave-1',
		burstNumber: 1,
		afterReconnect: false,
		timestamp: '2026-11-25T12:00:00.000Z',
		...more,
	});

	const lateJoiner = (participantId = LATE, more: IDataObject = {}): IDataObject => ({
		event: 'memberJoined',
		groupId: group.id,
		groupSubject: 'Neighbours',
		participantId,
		waveId: 'wave-1',
		timestamp: '2026-11-25T12:00:05.000Z',
		...more,
	});

	interface Play {
		items?: IDataObject[];
		settings?: Parameters<typeof assign>[0];
		/** The people to check and other choices. Undefined: nobody answers. */
		answer?: readonly string[];
		/** What happens while the question is open. */
		meanwhile?: () => unknown;
	}

	/** Plays one execution. @returns the labels of its questions, and what the admins were told */
	async function play({ items = [burst()], settings = {}, answer, meanwhile }: Play = {}) {
		const questions: string[][] = [];
		const before = instance.messages.length;
		const filledIn = (node: INode): INode =>
			node.name === 'Settings' ? { ...node, parameters: assign({ adminChat: ADMIN, ...settings })(node.parameters) } : node;
		const { error } = await runAnswered(
			{
				nodes: example.nodes.map(filledIn),
				connections: example.connections,
				start: 'Join Burst',
				input: items.map((json) => ({ json })),
				credential: { instanceId: instance.id, accessToken: instance.accessToken, baseUrl: emulator.url },
				standIns: standIns(tables),
			},
			'Ask the Admins',
			async ({ form }) => {
				questions.push(form.type === 'choose' ? form.choices.map(({ value }) => String(value)) : []);
				await meanwhile?.();
				return answer?.map((one) => (one.includes('@') ? valueOf(one) : one));
			},
		);
		const told = instance.messages.slice(before).filter(({ chatId }) => chatId === ADMIN);
		return { questions, error, told: told.map(({ message }) => message) };
	}

	const everybody = [...BOTS, LATER];

	it('revokes the link, locks the group, and asks by name; without an answer it removes nobody and unlocks', async () => {
		const code = group.liveCode;
		let lockedMeanwhile = false;
		const { questions, told, error } = await play({ meanwhile: () => (lockedMeanwhile = locked()) });
		expect(error).toBeUndefined();
		expect(questions).toEqual([[...BOTS.map(valueOf), LATER, SILENCE]]);
		expect([group.isDead(code), lockedMeanwhile, locked()]).toEqual([true, true, false]);
		expect(members()).toEqual(BOTS);
		expect(told[0]).toMatch(/^3 people joined Neighbours, the last at \d\d:00:00 GMT/);
		expect(told[0]).toContain(`The invite link was revoked. The new link is https://chat.whatsapp.com/${group.liveCode}`);
		expect(told[0]).toContain('The group is locked until this is decided');
		expect(told[0]).toMatch(/Answer: http/);
		expect(told[1]).toBe('Nobody answered in time. Nobody was removed from Neighbours.\nNeighbours is unlocked again.');
		expect(new Set(Object.values(outcomes()))).toEqual(new Set(['no answer']));
	});

	it('removes those who are checked, and nobody else', async () => {
		const { told } = await play({ answer: [BOTS[0]!, BOTS[2]!] });
		expect(members()).toEqual([BOTS[1]]);
		expect(told[1]).toContain('2 of 2 people were removed from Neighbours.');
		expect(told[1]).toContain('As you decided, 1 person stays in Neighbours.');
		expect(outcomes()).toEqual({ [BOTS[0]!]: 'removed', [BOTS[1]!]: 'left', [BOTS[2]!]: 'removed' });
		expect(rows().map(({ decidedBy }) => decidedBy)).toEqual(['an admin', 'an admin', 'an admin']);
	});

	describe('people who join while the question is open', () => {
		const joins = async () => {
			group.addMember(LATE);
			expect(await play({ items: [lateJoiner()] })).toMatchObject({ questions: [], told: [] });
		};

		it('are removed with the others if "everybody else" is checked', async () => {
			await play({ answer: everybody, meanwhile: joins });
			expect(group.members.has(LATE)).toBe(false);
			expect(outcomes()[LATE]).toBe('removed');
		});

		it('stay if it is not, and the report names them', async () => {
			const { told } = await play({ answer: BOTS, meanwhile: joins });
			expect(members()).toEqual([]);
			expect(group.members.has(LATE)).toBe(true);
			expect(told[1]).toMatch(/1 more joined, about whom nobody has decided[^]*990000000050/);
		});

		it('stay if they are more than the question names', async () => {
			const many = Array.from({ length: 4 }, (_, at) => `99000000006${at}@c.us`);
			const { told } = await play({
				answer: everybody,
				meanwhile: async () => {
					for (const id of many) {
						group.addMember(id);
						await play({ items: [lateJoiner(id)] });
					}
				},
			});
			expect(members()).toEqual([]);
			expect(many.filter((id) => group.members.has(id))).toEqual(many);
			expect(told[1]).toContain('4 more joined');
		});

		it('stay if they joined after the answer', async () => {
			group.addMember(LATE);
			const items = [lateJoiner(LATE, { timestamp: '2099-01-01T00:00:00.000Z' })];
			await play({ answer: everybody, meanwhile: async () => await play({ items }) });
			expect(group.members.has(LATE)).toBe(true);
		});
	});

	it('a question about one wave decides nothing about another one', async () => {
		const other = ['990000000071@c.us', '990000000072@c.us', '990000000073@c.us'];
		for (const id of other) group.addMember(id);
		const second = burst({ waveId: 'wave-2', participantIds: other, timestamp: '2026-11-25T12:40:00.000Z' });
		const { questions } = await play({
			answer: everybody,
			meanwhile: async () => expect((await play({ items: [second] })).questions).toHaveLength(1),
		});
		expect(questions).toHaveLength(1);
		expect(members()).toEqual([]);
		expect(other.filter((id) => group.members.has(id))).toEqual(other);
	});

	it('a second burst of the wave revokes again and does not ask again', async () => {
		const code = { after: '' };
		const { told } = await play({
			answer: everybody,
			meanwhile: async () => {
				code.after = group.liveCode;
				group.addMember(LATE);
				const again = await play({ items: [burst({ burstNumber: 2, participantIds: [LATE] })] });
				expect(again.questions).toEqual([]);
				expect(again.told).toEqual([
					expect.stringMatching(/^1 person joined Neighbours.*\(burst 2 of this wave\)[^]*still open/),
				]);
			},
		});
		expect(group.isDead(code.after)).toBe(true);
		expect(group.members.has(LATE)).toBe(false);
		expect(told.at(-1)).toContain('4 of 4 people were removed');
	});

	it('somebody who is listed by number and by masked ID stays if one of the two is not checked', async () => {
		const { lid } = group.members.get(BOTS[0]!)!;
		const { id: instanceId, accessToken } = instance;
		accountPeople(toAccount({ instanceId, accessToken, baseUrl: emulator.url })).learn([
			BOTS[0] as ParticipantId,
			lid as ParticipantId,
		]);
		await play({ items: [lateJoiner(lid)] });
		const { questions } = await play({ answer: [lid, BOTS[1]!, BOTS[2]!] });
		expect(questions[0]).toEqual([...BOTS.map(valueOf), valueOf(lid), LATER, SILENCE]);
		expect(members()).toEqual([BOTS[0]]);
		expect(outcomes()).toMatchObject({ [BOTS[0]!]: 'left', [lid]: 'protected: the person is one of the Protected People' });
	});

	it('somebody about whom was decided is not decided about again', async () => {
		group.addMember(LATE);
		await play({ answer: [LATER] });
		const { questions } = await play({ items: [burst({ burstNumber: 2, participantIds: [LATE] })], answer: everybody });
		expect(questions).toEqual([[valueOf(LATE), LATER, SILENCE]]);
		expect(members()).toEqual(BOTS);
	});

	describe('guests', () => {
		it.each<[string, () => void, Play['settings']]>([
			['waits', () => wait(BOTS[0]), {}],
			['is never to be removed', () => undefined, { neverRemove: '+99 000 000 0001' }],
			[
				'was invited back',
				() => rows().push({ id: 1, groupId: group.id, participantId: BOTS[0], outcome: 'invited back', updatedAt: soon() }),
				{},
			],
			['is an admin', () => group.addMember(BOTS[0]!, 'admin'), {}],
		])('somebody who %s is in no question and no removal, and is named', async (_who, prepare, settings) => {
			prepare();
			const { questions, told } = await play({ answer: everybody, ...(settings && { settings }) });
			expect(questions[0]).toEqual([valueOf(BOTS[1]!), valueOf(BOTS[2]!), LATER, SILENCE]);
			expect(told[0]).toMatch(/^2 people joined[^]*Guests, who are not touched:\n\+990000000001 \(/);
			expect(members()).toEqual([BOTS[0]]);
		});

		it('alone: the link is revoked, and nobody is asked', async () => {
			const { questions, told } = await play({ settings: { neverRemove: BOTS.join(', ') } });
			expect(questions).toEqual([]);
			expect(told[0]).toMatch(/^0 people joined[^]*There is nobody to ask about\.$/);
			expect(locked()).toBe(false);
		});
	});

	it('removes nobody if neverRemove cannot be read, and says so', async () => {
		const { questions, told } = await play({ answer: everybody, settings: { neverRemove: 'Mona', removeWithoutAsking: true } });
		expect(questions).toEqual([]);
		expect(told[0]).toContain('"neverRemove" cannot be read, so nobody is removed');
		expect(members()).toEqual(BOTS);
	});

	describe('without asking', () => {
		const settings = { removeWithoutAsking: true };

		it('removes at once, and late joiners too', async () => {
			const { questions, told } = await play({ settings });
			expect(questions).toEqual([]);
			expect(members()).toEqual([]);
			expect(told[0]).toContain('These 3 people are being removed.');
			expect(told[1]).toContain('3 of 3 people were removed');
			expect(rows()[0]).toMatchObject({ outcome: 'removed', decidedBy: 'the settings' });
		});

		it.each<[string, IDataObject, Play['settings'], string]>([
			['after a reconnect', { afterReconnect: true }, {}, 'The session was away'],
			['above removeAtMost', {}, { removeAtMost: 2 }, '"removeAtMost"'],
			['above removeAtMostInAnHour', {}, { removeAtMostInAnHour: 2 }, '"removeAtMostInAnHour"'],
			['if a number is no number', {}, { removeAtMost: 'many' }, '"removeAtMost"'],
			['if somebody added them', { pattern: 'addedByOne' }, {}, 'Somebody added them'],
		])('asks nevertheless: %s', async (_why, item, more, reason) => {
			const { questions, told } = await play({ items: [burst(item)], settings: { ...settings, ...more } });
			expect(questions).toHaveLength(1);
			expect(told[0]).toContain(reason);
			expect(members()).toEqual(BOTS);
		});

		it('counts those whom the wave has lost before', async () => {
			const earlier = { groupId: group.id, participantId: LATE, waveId: 'wave-1', outcome: 'removed' };
			rows().push({ id: 1, ...earlier, updatedAt: soon() });
			expect((await play({ settings: { ...settings, removeAtMost: 3 } })).questions).toHaveLength(1);
		});
	});

	it('"These are friends" removes nobody, and the group raises no alarm for 6 hours', async () => {
		const { told } = await play({ answer: [...everybody, SILENCE] });
		expect(members()).toEqual(BOTS);
		expect(told[1]).toContain('You said that these are friends.');
		const code = group.liveCode;
		expect(await play({ items: [burst({ waveId: 'wave-2' })] })).toMatchObject({ questions: [], told: [] });
		expect(group.liveCode).toBe(code);
	});

	it('with watchOnly, it says what it would do, and does nothing but write the log', async () => {
		const code = group.liveCode;
		const { questions, told } = await play({ settings: { watchOnly: true, removeWithoutAsking: true } });
		expect(questions).toEqual([]);
		expect(told).toEqual([expect.stringContaining('Watch only: nobody is asked, and nobody is removed.')]);
		expect([group.liveCode, locked(), members(), rows().length]).toEqual([code, false, BOTS, 3]);
	});

	it('a group that was locked before stays locked', async () => {
		Object.assign(group.adminsOnly, { 'messages-admin-only': true, 'info-admin-only': true });
		const { told } = await play({ answer: everybody });
		expect(locked()).toBe(true);
		expect(told[0]).toContain('Only admins could already send messages');
		expect(told[1]).not.toContain('unlocked');
	});

	it('without lockGroup, the settings of the group stay as they are', async () => {
		const { told } = await play({ answer: everybody, settings: { lockGroup: false } });
		expect(emulator.calls.some(({ method }) => method === 'PUT')).toBe(false);
		expect(told.join()).not.toContain('locked');
	});

	describe('groups that cannot be guarded', () => {
		it('an account that is no admin: the admins hear that the link is alive, and are asked nothing', async () => {
			group.role = 'participant';
			const { told, questions } = await play({ answer: everybody });
			expect(told[0]).toContain('THE INVITE LINK IS STILL ALIVE: the account of this workflow is not an admin of the group.');
			expect(questions).toEqual([]);
			expect(members()).toEqual(BOTS);
		});

		it('the chat of the admins itself: nobody is asked there', async () => {
			const { questions } = await play({ settings: { adminChat: group.id }, answer: everybody });
			expect(questions).toEqual([]);
			expect(messagesTo(group.id)[0]).toContain('This is the chat of the admins itself');
			expect(members()).toEqual(BOTS);
		});
	});

	describe('if the link cannot be revoked', () => {
		beforeEach(() => emulator.faults.plan({ kind: 'status', status: 403, on: 'revoke', times: 99 }));

		it('says so first, and asks; nobody who waits gets the link', async () => {
			wait();
			const { told, questions } = await play({ answer: everybody });
			expect(told[0]).toContain('THE INVITE LINK IS STILL ALIVE. Reset it on the phone.');
			expect(questions).toHaveLength(1);
			expect(members()).toEqual([]);
			expect(messagesTo(FRIEND)).toEqual([]);
			expect(outcomes()[FRIEND]).toBe('waiting');
		});
	});

	it('if the group cannot be locked, it says so and goes on', async () => {
		emulator.faults.plan({ kind: 'status', status: 403, on: 'changeSend', times: 99 });
		const { told, questions } = await play({ answer: everybody });
		expect(told[0]).toContain('The group could not be locked. ');
		expect(questions).toHaveLength(1);
		expect(members()).toEqual([]);
	});

	it('if only one of the two settings could be locked, it is open again in the end', async () => {
		emulator.faults.plan({ kind: 'status', status: 403, on: 'changeEdit', times: 99 });
		let lockedMeanwhile = false;
		const { told } = await play({ answer: everybody, meanwhile: () => (lockedMeanwhile = locked()) });
		expect(told[0]).toContain('The group could not be locked. ');
		expect([lockedMeanwhile, locked()]).toEqual([true, false]);
		expect(told[1]).toContain('Neighbours is unlocked again.');
	});

	it('a removal that fails is in the report and in the log', async () => {
		emulator.faults.plan({ kind: 'status', status: 403, on: 'removeParticipants', times: 99 });
		const { told } = await play({ answer: everybody });
		expect(told[1]).toMatch(/0 of 3 people were removed from Neighbours\.\nNOT REMOVED:\n\+990000000001/);
		expect(Object.values(outcomes()).join()).not.toMatch(/\bremoved\b(?!.*unclear)/);
		expect(locked()).toBe(false);
	});

	describe('the waiting list', () => {
		it('gets the live link once, after the answer', async () => {
			wait();
			group.outdatedReads = 3;
			await play({ answer: everybody, meanwhile: () => expect(messagesTo(FRIEND)).toEqual([]) });
			expect(messagesTo(FRIEND)).toEqual([expect.stringContaining(`https://chat.whatsapp.com/${group.liveCode}`)]);
			expect(outcomes()[FRIEND]).toBe('invited');
			await play({ items: [burst({ waveId: 'wave-2' })], answer: [] });
			expect(messagesTo(FRIEND)).toHaveLength(1);
		});

		it('keeps those whose message was not sent', async () => {
			wait();
			await play({
				answer: everybody,
				meanwhile: () => emulator.faults.plan({ kind: 'status', status: 400, on: 'sendText', times: 99 }),
			});
			expect(outcomes()[FRIEND]).toBe('waiting');
		});
	});

	describe('the table', () => {
		it('is made by the workflow, and none with a longer name is used', async () => {
			tables = { 'WhatsApp waves (old)': [], 'My WhatsApp waves': [] };
			await play({ answer: everybody });
			await play({ answer: everybody });
			expect(Object.entries(tables).map(([name, all]) => [name, all.length])).toEqual([
				['WhatsApp waves (old)', 0],
				['My WhatsApp waves', 0],
				[TABLE, 6],
			]);
		});

		it('that cannot be made: the answer is obeyed with what the execution knows', async () => {
			tables = Object.freeze({});
			const { questions, told } = await play({ answer: [BOTS[0]!] });
			expect(questions).toHaveLength(1);
			expect(members()).toEqual([BOTS[1], BOTS[2]]);
			expect(told[0]).toContain('the table could not be written');
		});
	});

	it('tells the admins within 10 seconds what is known if Wawp hangs, and locks the group meanwhile', async () => {
		emulator.faults.plan({ kind: 'slow', latency: 8_000, on: 'revoke', times: 9 });
		const begin = performance.now();
		const after: { told?: string; seconds?: number; isLocked?: boolean } = {};
		emulator.on('responded', ({ name, body }) => {
			if (name !== 'sendText') return;
			after.told ??= String(body.message);
			after.seconds ??= (performance.now() - begin) / 1_000;
			after.isLocked ??= locked();
		});
		const { questions } = await play();
		expect(after.told).toContain('THE INVITE LINK MAY STILL BE ALIVE. Reset it on the phone.');
		expect(after.isLocked).toBe(true);
		expect(after.seconds).toBeLessThan(10);
		expect(questions).toHaveLength(1);
	}, 30_000);

	it.each<[string, Play['settings']]>([
		['the chat of the admins is empty', { adminChat: '' }],
		['the chat of the admins is no chat', { adminChat: 'Neighbours' }],
	])('%s: the link dies, the group is unlocked again, nobody is removed, and the execution is red', async (_what, settings) => {
		const code = group.liveCode;
		const { error } = await play({ answer: everybody, settings: settings! });
		expect([group.isDead(code), locked(), members()]).toEqual([true, false, BOTS]);
		expect(error).toBeDefined();
	});

	it('several groups: one question with the groups, and each group gets its answer', async () => {
		const other = [...instance.groups.values()][1]!;
		const third = '990000000081@c.us';
		for (const id of [third, '990000000082@c.us', '990000000083@c.us']) other.addMember(id);
		const items = [
			burst({ pattern: 'manyGroups' }),
			burst({ pattern: 'manyGroups', groupId: other.id, groupSubject: 'Friends', participantIds: [third], waveId: 'wave-9' }),
		];
		const { questions, told } = await play({ items, answer: [BOTS[0]!] });
		expect(questions[0]).toEqual([...BOTS.map(valueOf), `${other.id} ${third}`, LATER, SILENCE]);
		expect(members()).toEqual([BOTS[1], BOTS[2]]);
		expect(other.members.has(third)).toBe(true);
		expect(told[1]).toMatch(/removed from Neighbours[^]*stays in Friends/);
	});
});
