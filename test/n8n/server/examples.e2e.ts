import type { INodeParameters } from 'n8n-workflow';
import { assign, exampleFiles, readExample } from '../../support/examples';
import { findDataTable, provideDataTable, type DataTable } from '../../support/n8n/dataTables';
import { freePort } from '../../support/n8n/freePort';
import type { Group } from '../../support/emulator/world';
import { deactivate, executionsOf, readExecution, saveCredential, type SavedWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { playWave } from '../../support/emulator/wave';
import { startRedis } from '../queue/redis';
import { startBench, type Bench } from './bench';
import { importExample, publishExample, type Changes } from './example';
import { answerQuestion, choicesIn, leaveAllOnPhone, openQuestion, postChoices, questionLinkIn } from './wavePage';

const ADMIN = '201000000009';
const ADMIN_CHAT = `${ADMIN}@c.us`;

test.each(exampleFiles())('%s has a sticky note with the setup steps, and contains no credential', (file) => {
	const { nodes } = readExample(file);
	const note = nodes.find(({ type }) => type === 'n8n-nodes-base.stickyNote');
	expect(note!.parameters.content).toMatch(/1\. .*credential[^]*\n\d\. (Publish|Execute) the workflow/);
	expect(nodes.filter(({ credentials }) => credentials)).toEqual([]);
});

describe('the examples in a running n8n', () => {
	let bench: Bench;
	let workflow: SavedWorkflow | undefined;

	beforeAll(async () => {
		bench = await startBench();
	});

	afterEach(async () => {
		if (workflow) await unpublish(workflow);
		workflow = undefined;
		bench.emulator.reset();
		bench.instance.messages.length = 0;
	});

	afterAll(async () => await bench.emulator.stop());

	const messagesTo = (chatId: string) =>
		bench.instance.messages.filter((message) => message.chatId === chatId).map(({ message }) => message);

	/** Unpublishes a workflow and waits until its executions have finished, so that none of them affects the next test. */
	async function unpublish(published: SavedWorkflow): Promise<void> {
		await deactivate(bench.rest, published);
		for (const { id, status } of await executionsOf(bench.rest, published))
			if (status === 'waiting') await bench.rest.post(`/executions/${id}/stop`);
		await until('all executions have finished', async () =>
			(await executionsOf(bench.rest, published)).every(({ status }) => ['success', 'error', 'canceled'].includes(status)),
		);
	}

	/** Waits until the webhook is registered with Wawp and n8n serves it. */
	const listening = async () =>
		await until('the trigger is listening', async () => {
			const [entry] = bench.instance.webhooks.own();
			return entry && (await fetch(entry.url, { method: 'POST' })).status !== 404;
		});

	describe('the example against spam waves', () => {
		const MEMBER = '201000000101@c.us';
		const FRIEND = '201000000102@c.us';
		const WAITING = ['201000000011@c.us', '201000000012@c.us'];
		const COLUMNS = { groupName: 'string', groupId: 'string', participantId: 'string', joinedAt: 'string' } as const;
		let groups = 0;
		let group: Group;
		let table: DataTable;

		beforeAll(async () => {
			// The newest table whose name contains the wanted one is what n8n finds by name.
			await provideDataTable(bench.rest, 'Older WhatsApp waves', { groupId: 'string' });
			table = await provideDataTable(bench.rest, 'WhatsApp waves', {
				...COLUMNS,
				waveId: 'string',
				outcome: 'string',
				decidedBy: 'string',
			});
			await provideDataTable(bench.rest, 'Newer WhatsApp waves', { groupId: 'string' });
		});

		beforeEach(async () => {
			// A new group for each test, because the table keeps the rows of earlier tests.
			group = bench.instance.addGroup(`12036300000010000${++groups}@g.us`, 'Guarded Group');
			group.addMember(MEMBER);
			const row = (participantId: string, outcome: string, groupId: string = group.id) => ({ groupId, participantId, outcome });
			await table.insert([
				...WAITING.map((participantId) => row(participantId, 'waiting')),
				row('201000000013@c.us', 'invited'),
				row('201000000014@c.us', 'waiting', bench.groups[1]!.id),
			]);
		});

		afterEach(async () => {
			if (workflow) await unpublish(workflow);
			workflow = undefined;
			bench.instance.groups.delete(group.id);
		});

		const publish = async (settings: Parameters<typeof assign>[0] = {}, changes: Changes = {}) => {
			workflow = await publishExample(bench, 'stop-spam-wave.json', {
				Settings: assign({ neverRemove: '+20 100 000 0102, +20 100 000 0099', adminChat: `+${ADMIN}`, ...settings }),
				...changes,
			});
			await listening();
			return workflow;
		};

		const told = async (chatId: string, count: number, seconds = 20) =>
			await until(`${chatId} got ${count} messages`, () => (messagesTo(chatId).length < count ? undefined : messagesTo(chatId)), {
				seconds,
			});
		const rows = async () => (await table.rows()).filter(({ groupId }) => groupId === group.id);
		const outcomes = async () => (await rows()).filter(({ waveId }) => waveId).map(({ outcome }) => outcome as string);
		const waitingPeopleAreTold = async () =>
			await until(
				'the people on the waiting list were told',
				async () =>
					WAITING.every((chatId) => messagesTo(chatId).length > 0) &&
					(await rows()).every(({ outcome }) => outcome !== 'waiting'),
			);
		const question = async (count = 1) => {
			const messages = await told(ADMIN_CHAT, count);
			const link = questionLinkIn(messages[count - 1]!);
			if (!link) throw new Error(`no question in: ${messages[count - 1]!}`);
			await until('an execution waits for the answer', async () =>
				(await executionsOf(bench.rest, workflow!)).some(({ status }) => status === 'waiting'),
			);
			return link;
		};
		const allSucceeded = async () =>
			await until('all executions have succeeded', async () =>
				(await executionsOf(bench.rest, workflow!)).every(({ status }) => status === 'success'),
			);

		test('the link is revoked at once, and the bots are removed after a yes; then the waiting people get the link', async () => {
			await publish();
			const begin = Date.now();
			const wave = await playWave(group, {
				bots: 60,
				apart: 500,
				maxTurnedAway: 3,
				onBot: (bot) => bot === '990000000002@c.us' && group.joinByLink(FRIEND, group.liveCode),
			});
			expect(group.isDead(wave.code)).toBe(true);
			expect(wave.joined.length).toBeGreaterThanOrEqual(4);

			const link = await question();
			expect(Date.now() - begin).toBeLessThan(60_000);
			const [asked] = messagesTo(ADMIN_CHAT);
			expect(asked).toMatch(/^4 people joined Guarded Group, the last at \d\d:\d\d:\d\d GMT/);
			expect(asked).toContain('+990000000001\n');
			expect(asked).toContain('Guests, who are not touched:\n+201000000102 (never to be removed)');
			expect(asked).toContain(`The invite link was revoked. The new link is https://chat.whatsapp.com/${group.liveCode}`);
			expect(group.adminsOnly['messages-admin-only']).toBe(true);
			// A link preview opens the page. That decides nothing.
			const choices = choicesIn(await openQuestion(link));
			expect(choices.filter(({ checked }) => checked)).toHaveLength(5);
			expect(choices.map(({ label }) => label)).not.toContain('+201000000102');
			const withoutToken = link.replace(/[?&]signature=[^&]*/, '');
			expect((await fetch(withoutToken)).status).toBe(401);
			expect((await postChoices(withoutToken, [0, 1, 2])).status).toBe(401);
			expect(wave.joined.every((bot) => group.members.has(bot))).toBe(true);
			expect(bench.instance.messages).toHaveLength(1);

			await until('everybody is in the log', async () => (await outcomes()).length === wave.joined.length + 1);
			await answerQuestion(link);
			await waitingPeopleAreTold();
			expect([...group.members.keys()].sort()).toEqual([MEMBER, FRIEND]);
			expect(group.revocations).toBe(1);
			expect(group.adminsOnly['messages-admin-only']).toBe(false);
			const bots = wave.joined.length;
			expect(messagesTo(ADMIN_CHAT).slice(1)).toEqual([
				`${bots} of ${bots} people were removed from Guarded Group.\nGuarded Group is unlocked again.`,
			]);
			for (const chatId of WAITING)
				expect(messagesTo(chatId)).toEqual([expect.stringContaining(`https://chat.whatsapp.com/${group.liveCode}`)]);
			expect(bench.instance.messages).toHaveLength(4);
			await until('the outcomes are noted', async () => (await outcomes()).filter((one) => one === 'removed').length === bots);
			await allSucceeded();
		});

		test('exactly those who are checked are removed, and a late joiner is in the question only as "everybody else"', async () => {
			await publish({ neverRemove: '' });
			const wave = await playWave(group, { bots: 5, apart: 10 });
			const link = await question();
			const kept = wave.joined[2]!;
			await answerQuestion(link, (label, checked) => checked && !kept.includes(label.slice(1)));
			await told(ADMIN_CHAT, 2);
			expect([...group.members.keys()].sort()).toEqual([MEMBER, kept].sort());
			expect(messagesTo(ADMIN_CHAT)[1]).toContain('4 of 4 people were removed from Guarded Group.');
			await until('the outcomes are noted', async () => (await outcomes()).includes('left'));
			await allSucceeded();
		});

		test('a wave that goes on: the link is revoked again, one question covers all; the next wave is asked about anew', async () => {
			await publish({}, { 'Join Burst': (parameters) => ({ ...parameters, options: { quietSeconds: 1 } }) });
			const first = await playWave(group, { bots: 5, apart: 10 });
			const link = await question();
			// The quiet time of a second, counted from the last join.
			const quiet = Date.now() + 1_500;
			await until('the quiet time is over', () => Date.now() > quiet);
			const second = await playWave(group, { bots: 5, first: 301, apart: 10 });
			const [, added] = await told(ADMIN_CHAT, 2);
			expect(added).toContain('+990000000301');
			expect(added).toContain('The invite link was revoked.');
			expect(added).toContain('A question about this wave is still open.');
			expect(questionLinkIn(added!)).toBeUndefined();
			expect([first, second].every(({ code }) => group.isDead(code))).toBe(true);
			await answerQuestion(link);
			await waitingPeopleAreTold();
			expect([...group.members.keys()]).toEqual([MEMBER]);

			bench.instance.messages.length = 0;
			// The wave is over after the quiet time and the window, so this one has a new trigger.
			const third = await playWave(group, { bots: 5, first: 601, apart: 10 });
			const next = await question();
			expect(group.isDead(third.code)).toBe(true);
			await answerQuestion(next);
			await told(ADMIN_CHAT, 2);
			expect(messagesTo(ADMIN_CHAT)[1]).toContain('5 of 5 people were removed');
			expect([...group.members.keys()]).toEqual([MEMBER]);
		});

		test('nobody checked, on a phone: nobody is removed, and the waiting people get the link', async () => {
			await publish();
			const wave = await playWave(group, { bots: 5, apart: 10 });
			await leaveAllOnPhone(await question());
			await waitingPeopleAreTold();
			expect(messagesTo(ADMIN_CHAT)[1]).toContain('As you decided, 5 people stay in Guarded Group.');
			expect(group.members.size).toBe(wave.joined.length + 1);
			await until('the outcomes are noted', async () => (await outcomes()).every((one) => one === 'left'));
		});

		test('"These are friends" removes nobody, and further joins raise no alarm', async () => {
			await publish(
				{},
				{ 'Join Burst': (parameters) => ({ ...parameters, options: { quietSeconds: 1, afterBurstSeconds: 10 } }) },
			);
			await playWave(group, { bots: 5, apart: 10 });
			await answerQuestion(await question(), (label, checked) => checked || label.startsWith('These are friends'));
			await waitingPeopleAreTold();
			expect(messagesTo(ADMIN_CHAT)[1]).toContain('raises no alarm for 6 hours');
			await until('the outcomes are noted', async () => (await outcomes()).every((one) => one === 'friends'));
			const code = group.liveCode;
			await playWave(group, { bots: 6, first: 301, apart: 100 });
			// Until then, the burst may have no execution.
			await bench.emulator.dispatch.settled();
			await allSucceeded();
			expect(group.liveCode).toBe(code);
			expect(group.members.size).toBe(12);
			expect(messagesTo(ADMIN_CHAT)).toHaveLength(2);
		});

		test('without an answer nobody is removed, and the waiting people get the link', async () => {
			await publish({ answerWithinMinutes: 0.05 });
			const wave = await playWave(group, { bots: 5, apart: 10 });
			const link = await question();
			// n8n looks for executions whose time is over once a minute.
			await until('the question has ended', () => messagesTo(ADMIN_CHAT).length > 1, { seconds: 90 });
			expect(messagesTo(ADMIN_CHAT)[1]).toMatch(/^Nobody answered in time. Nobody was removed from Guarded Group.\n/);
			await waitingPeopleAreTold();
			await allSucceeded();
			await postChoices(link, [0, 1, 2, 3, 4]);
			expect(group.members.size).toBe(wave.joined.length + 1);
			await until('the outcomes are noted', async () => (await outcomes()).every((one) => one === 'no answer'));
		}, 150_000);

		test.each<[string, Parameters<typeof assign>[0], number]>([
			['the chat of the admins is empty', { adminChat: '' }, 0],
			['no message reaches the admins', {}, 9],
		])(
			'%s: the link dies, the group is not left locked, nobody is removed, and the execution is red',
			async (_what, settings, failures) => {
				// An account error, which is not retried.
				bench.emulator.faults.plan({ kind: 'status', status: 400, on: 'sendText', times: failures });
				await publish(settings);
				const wave = await playWave(group, { bots: 5, apart: 10 });
				await until('an execution has failed', async () =>
					(await executionsOf(bench.rest, workflow!)).some(({ status }) => status === 'error'),
				);
				expect(group.isDead(wave.code)).toBe(true);
				expect(group.members.size).toBe(wave.joined.length + 1);
				expect(group.adminsOnly['messages-admin-only']).toBe(false);
				expect(messagesTo(ADMIN_CHAT)).toEqual([]);
			},
		);

		test('without the Data Table: the link is revoked, and the bots are removed after a yes', async () => {
			const missing = (parameters: INodeParameters): INodeParameters => ({
				...parameters,
				dataTableId: { __rl: true, mode: 'id', value: 'There is no such table' },
			});
			const { nodes } = readExample('stop-spam-wave.json');
			const tables = nodes.filter(({ parameters }) => 'dataTableId' in parameters);
			await publish({}, Object.fromEntries(tables.map(({ name }) => [name, missing])));
			const wave = await playWave(group, { bots: 5, apart: 10 });
			const link = await question();
			expect(group.isDead(wave.code)).toBe(true);
			expect(messagesTo(ADMIN_CHAT)[0]).toContain('the table could not be written');
			await answerQuestion(link);
			const [, removed] = await told(ADMIN_CHAT, 2);
			expect(removed).toContain('5 of 5 people were removed from Guarded Group.');
			expect([...group.members.keys()]).toEqual([MEMBER]);
		});

		test('a link that cannot be revoked: the admins hear it, and nobody gets the link', async () => {
			bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'revoke', times: 99 });
			await publish();
			await playWave(group, { bots: 5, apart: 10 });
			const link = await question();
			expect(messagesTo(ADMIN_CHAT)[0]).toContain('THE INVITE LINK IS STILL ALIVE. Reset it on the phone.');
			expect(group.adminsOnly).toEqual({ 'messages-admin-only': true, 'info-admin-only': true });
			await answerQuestion(link);
			const [, result] = await told(ADMIN_CHAT, 2);
			expect(result).toContain('5 of 5 people were removed from Guarded Group.');
			await allSucceeded();
			expect(bench.instance.messages).toHaveLength(2);
		});

		test('without asking: everybody is removed who joins in the first seconds, late joiners too', async () => {
			await publish({ removeWithoutAsking: true, neverRemove: '' });
			await playWave(group, { bots: 8, apart: 20 });
			const messages = await told(ADMIN_CHAT, 2, 40);
			expect(messages[0]).toMatch(/are being removed\.$/);
			expect([...group.members.keys()]).toEqual([MEMBER]);
			await allSucceeded();
		});

		test('no Data Table with a longer name was used, whether older or newer', async () => {
			for (const age of ['Older', 'Newer'])
				expect(await (await findDataTable(bench.rest, `${age} WhatsApp waves`))!.rows()).toEqual([]);
		});
	});

	test('undo a removal: the people get the link once', async () => {
		const group = bench.instance.addGroup('120363000000000008@g.us', 'Group of Friends');
		const text = 'string';
		const columns = { groupName: text, groupId: text, participantId: text, joinedAt: text, waveId: text } as const;
		const log = await provideDataTable(bench.rest, 'WhatsApp waves', { ...columns, outcome: text, decidedBy: text });
		const row = (participantId: string, outcome = 'removed') => ({
			groupId: group.id,
			participantId,
			outcome,
			joinedAt: '',
			waveId: '',
		});
		const [friend, twice, failing, left] = ['201000000021@c.us', '201000000022@c.us', '201000000023@c.us', '201000000024@c.us'];
		await log.insert([row(failing), row(friend), row(twice), row(twice), row(left, 'left')]);
		const saved = await importExample(bench, 'undo-removal.json', { Settings: assign({ groupId: group.id }) });
		const run = async () => {
			const { executionId } = await bench.rest.post<{ executionId: string }>(`/workflows/${saved.id}/run`, {
				triggerToStartFrom: { name: 'Start' },
			});
			return await until('the run has ended', async () => {
				const execution = await readExecution(bench.rest, executionId);
				return ['success', 'error'].includes(execution.status) ? execution : undefined;
			});
		};
		const told = () => bench.instance.messages.map(({ chatId }) => chatId);
		const outcomes = async () => (await log.rows()).filter(({ groupId }) => groupId === group.id).map(({ outcome }) => outcome);

		// An account error, which is not retried.
		bench.emulator.faults.plan({ kind: 'status', status: 400, on: 'sendText', times: 1 });
		const { status, data } = await run();
		expect(status).toBe('success');
		expect(told()).toEqual([friend, twice]);
		expect(messagesTo(friend)).toEqual([expect.stringContaining(`https://chat.whatsapp.com/${group.liveCode}`)]);
		expect(data.resultData.runData['Not Told']?.[0]?.data?.main?.[0]).toMatchObject([
			{ json: { participantId: failing, reason: expect.stringMatching(/^Could not send the message/) as string } },
		]);
		expect((await outcomes()).sort()).toEqual(['invited back', 'invited back', 'invited back', 'left', 'removed']);

		expect((await run()).status).toBe('success');
		expect(told()).toEqual([friend, twice, failing]);
		expect((await run()).status).toBe('success');
		expect(told()).toHaveLength(3);
		expect((await outcomes()).sort()).toEqual(['invited back', 'invited back', 'invited back', 'invited back', 'left']);
		bench.instance.groups.delete(group.id);
	});

	test('weekly rotation: each group with admin rights gets a new link, the Data Table stores it, and the admins are notified of failures', async () => {
		const [first, second, third] = bench.groups;
		second!.role = 'participant';
		await provideDataTable(bench.rest, 'Old WhatsApp invite codes', { groupId: 'string' });
		bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'revoke', group: third!.id, times: 100 });
		const changes: Changes = {
			'Every Week': () => ({ rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } }),
			// The limit holds for the account: executions every two seconds would queue up behind each other.
			'Revoke Invite Code': (parameters) => ({ ...parameters, options: { maxConcurrency: 2 } }),
			'Tell the Admins': (parameters) => ({ ...parameters, sendTo: { __rl: true, mode: 'id', value: ADMIN } }),
		};
		workflow = await publishExample(bench, 'weekly-rotation.json', changes);

		await until(
			'a code was stored and the admins were notified',
			async () =>
				((await (await findDataTable(bench.rest, 'WhatsApp invite codes'))?.rows()) ?? []).length > 0 &&
				messagesTo(ADMIN_CHAT).length > 0,
		);
		await unpublish(workflow);
		workflow = undefined;
		const rows = await (await findDataTable(bench.rest, 'WhatsApp invite codes'))!.rows();
		expect(rows[0]).toMatchObject({ groupId: first!.id, rotatedAt: expect.stringMatching(/^\d{4}-/) as string });
		expect(first!.history.map(({ code }) => code)).toContain(rows[0]!.code);
		expect(new Set(rows.map(({ groupId }) => groupId))).toEqual(new Set([first!.id]));
		expect(second!.revocations).toBe(0);
		for (const message of messagesTo(ADMIN_CHAT)) {
			expect(message).toMatch(/^The weekly rotation failed for 1 group:\n/);
			expect(message).toContain(third!.id);
		}

		bench.instance.messages.length = 0;
		workflow = await publishExample(bench, 'weekly-rotation.json', {
			...changes,
			'Keep the Code': (parameters) => ({ ...parameters, dataTableId: { __rl: true, mode: 'id', value: 'none' } }),
		});
		await until('the link and the failure were reported', () => messagesTo(ADMIN_CHAT).length >= 2);
		await unpublish(workflow);
		expect((await executionsOf(bench.rest, workflow)).filter(({ status }) => status === 'error')).toEqual([]);
		workflow = undefined;
		const lost = messagesTo(ADMIN_CHAT).filter((message) => message.includes('could not be stored'));
		expect(first!.history.map(({ code }) => code)).toContain(lost[0]?.split('https://chat.whatsapp.com/')[1]);
		expect(await (await findDataTable(bench.rest, 'WhatsApp invite codes'))!.rows()).toHaveLength(rows.length);
		second!.role = 'admin';
	});

	test('watch the guard: each change of the state is reported once, and the Data Table keeps it', async () => {
		await provideDataTable(bench.rest, 'Another WhatsApp guard', { guard: 'string' });
		const guardName = `Guard of ${bench.emulator.url}`;
		const webhookUrl = 'https://n8n.example.com/webhook/guard/webhook';
		bench.instance.webhooks.set(webhookUrl, { events: ['group.v2.join'] });
		workflow = await publishExample(
			bench,
			'watch-the-guard.json',
			{
				// Long enough for both looks: n8n starts a check although the one before is not done.
				'Every 5 Minutes': () => ({ rule: { interval: [{ field: 'seconds', secondsInterval: 3 }] } }),
				Settings: assign({ guardName, webhookUrl }),
				'Wait a Moment': (parameters) => ({ ...parameters, amount: 0 }),
			},
			{},
			// There is no mail server here. n8n passes the items on.
			['Send a Mail'],
		);
		const table = await until('the workflow made its Data Table', async () => await findDataTable(bench.rest, 'WhatsApp guard'));
		const rows = async () => (await table.rows()).filter(({ guard }) => guard === guardName);
		const checked = async (times: number) => {
			const before = bench.emulator.callsOf('webhooks').length;
			await until(`${times} checks`, () => bench.emulator.callsOf('webhooks').length >= before + times);
		};
		const states = async () => (await rows()).sort((one, other) => Number(one.id) - Number(other.id)).map(({ state }) => state);
		const remembers = async (...expected: string[]) => {
			await until(`the last state is ${expected.at(-1)}`, async () => (await states()).at(-1) === expected.at(-1));
			expect(await states()).toEqual(expected);
		};
		await checked(2);
		expect(await rows()).toEqual([]);
		bench.instance.status = 'STOPPED';
		await remembers('STOPPED');
		await checked(2);
		await remembers('STOPPED');
		bench.instance.status = 'WORKING';
		await remembers('STOPPED', 'awake');
		bench.instance.webhooks.delete(webhookUrl);
		await remembers('STOPPED', 'awake', 'webhook missing');
		bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'sessionInfo', times: 1000 });
		await remembers('STOPPED', 'awake', 'webhook missing', 'unknown');
		// Four mails within an hour are the limit.
		bench.emulator.faults.clear();
		await checked(2);
		await remembers('STOPPED', 'awake', 'webhook missing', 'unknown');
		expect((await executionsOf(bench.rest, workflow)).filter(({ status }) => status === 'error')).toEqual([]);
	});

	test('a webhook for your own detector: the response contains the new link, or the reason', async () => {
		const group = bench.groups[2]!;
		const header = { 'x-detector': 'header of the test' };
		const credential = await saveCredential(bench.rest, {
			name: 'Detector',
			type: 'httpHeaderAuth',
			data: { name: 'x-detector', value: header['x-detector'] },
		});
		await expect(publishExample(bench, 'webhook-revoke.json')).rejects.toThrow();
		workflow = await publishExample(
			bench,
			'webhook-revoke.json',
			{},
			{ 'n8n-nodes-base.webhook': { httpHeaderAuth: credential } },
		);
		const call = async (body: object, headers: object = header) => {
			const response = await fetch(`${bench.rest.url}/webhook/revoke-invite-code`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body: JSON.stringify(body),
			});
			const text = await response.text();
			return {
				status: response.status,
				body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as unknown,
			};
		};
		const { status, body } = await until('the webhook is registered', async () => {
			const response = await call({ groupId: group.id });
			return response.status === 404 ? undefined : response;
		});
		expect({ status, body }).toEqual({
			status: 200,
			body: [expect.objectContaining({ code: group.liveCode, inviteLink: `https://chat.whatsapp.com/${group.liveCode}` })],
		});
		const code = group.liveCode;
		expect((await call({ groupId: group.id }, {})).status).toBe(403);
		expect(group.liveCode).toBe(code);
		const reason = (message: string): unknown => ({ message: expect.stringContaining(message) as string });
		expect(await call({ groupId: 'friends' })).toEqual({ status: 400, body: reason('"friends" is not a group ID') });
		expect(await call({})).toEqual({ status: 400, body: reason('The "Group" field is empty: the expression gave no value') });
		expect(await call({ groupId: 120363000000000001 })).toEqual({ status: 400, body: reason('too large to be exact') });
		bench.instance.status = 'STOPPED';
		expect(await call({ groupId: group.id })).toEqual({ status: 502, body: reason('the WhatsApp session is not connected') });
		bench.instance.status = 'WORKING';
	});

	test('with Redis: a wave that comes while Redis is down raises its alarm when Redis is back', async () => {
		const group = bench.instance.addGroup('120363000000000009@g.us', 'Big Group');
		const port = await freePort();
		const credential = await saveCredential(bench.rest, {
			name: 'Redis',
			type: 'redis',
			data: { host: '127.0.0.1', port, database: 0 },
		});
		const answering = await publishExample(bench, 'stop-spam-wave.json', { Settings: assign({ adminChat: ADMIN }) }, {}, [
			'Join Burst',
		]);
		workflow = await publishExample(
			bench,
			'burst-with-redis.json',
			{
				'Stop the Spam Wave': (parameters) => ({ ...parameters, workflowId: { __rl: true, mode: 'list', value: answering.id } }),
				'Tell the Admins': (parameters) => ({ ...parameters, sendTo: { __rl: true, mode: 'id', value: ADMIN } }),
			},
			{ 'n8n-nodes-base.redis': { redis: credential } },
		);
		await listening();
		const wave = await playWave(group, { bots: 8, apart: 20 });
		await until('all joins wait for Redis', async () => (await executionsOf(bench.rest, workflow!)).length === 8);
		expect(messagesTo(ADMIN_CHAT)).toEqual([]);
		const redis = await startRedis(port);
		try {
			await until('the admins were notified', () => messagesTo(ADMIN_CHAT).length > 0);
			await until('all joins were counted', async () =>
				(await executionsOf(bench.rest, workflow!)).every(({ status }) => status === 'success'),
			);
			expect(messagesTo(ADMIN_CHAT)).toEqual([expect.stringMatching(/^\d people joined Big Group/)]);
			expect(group.isDead(wave.code)).toBe(true);
			expect(group.revocations).toBe(1);
		} finally {
			// Redis stops last, because running executions still use it.
			await unpublish(workflow);
			workflow = undefined;
			await unpublish(answering);
			await redis.stop();
		}
	});
});
