import { exampleFiles, readExample } from '../../support/examples';
import { provideDataTable } from '../../support/n8n/dataTables';
import { deactivate, executionsOf, saveCredential, type SavedWorkflow } from '../../support/n8n/workflows';
import { until } from '../../support/until';
import { playWave } from '../../support/emulator/wave';
import { startRedis } from '../queue/redis';
import { startBench, type Bench } from './bench';
import { assign, publishExample } from './example';

const ADMIN = '201000000009';
const ADMIN_CHAT = `${ADMIN}@c.us`;

test.each(exampleFiles())('%s has a sticky note with the setup steps, and contains no credential', (file) => {
	const { nodes } = readExample(file);
	const note = nodes.find(({ type }) => type === 'n8n-nodes-base.stickyNote');
	expect(note!.parameters.content).toMatch(/1\. .*credential[^]*\n\d\. Publish the workflow/);
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
		await until('all executions have finished', async () =>
			(await executionsOf(bench.rest, published)).every(({ status }) => status === 'success' || status === 'error'),
		);
	}

	/** Waits until the webhook is registered with Wawp and n8n serves it. */
	const listening = async () =>
		await until('the trigger is listening', async () => {
			const [entry] = bench.instance.webhooks.own();
			return entry && (await fetch(entry.url, { method: 'POST' })).status !== 404;
		});

	test('a spam wave: the link is revoked, the bots are removed, the waiting list and the admins are notified', async () => {
		const group = bench.groups[0]!;
		const { instance } = bench;
		group.addMember('201000000001@c.us');
		const friend = '201000000002@c.us';
		const table = await provideDataTable(bench.rest, 'WhatsApp waiting list', {
			groupId: 'string',
			chatId: 'string',
			notified: 'boolean',
		});
		const waiting = ['201000000011@c.us', '201000000012@c.us'];
		await table.insert([
			...waiting.map((chatId) => ({ groupId: group.id, chatId, notified: false })),
			{ groupId: group.id, chatId: '201000000013@c.us', notified: true },
			{ groupId: bench.groups[1]!.id, chatId: '201000000014@c.us', notified: false },
		]);
		workflow = await publishExample(bench, 'stop-spam-wave.json', {
			Settings: assign({ neverRemove: '+20 100 000 0002, +20 100 000 0099', adminChat: `+${ADMIN}` }),
			// The example itself waits longer, for slow servers.
			'Let Late Joiners Be Removed': (parameters) => ({ ...parameters, amount: 3 }),
		});
		await listening();

		const wave = await playWave(group, {
			bots: 200,
			apart: 150,
			maxTurnedAway: 3,
			onBot: (bot) => bot === '990000000002@c.us' && group.joinByLink(friend, group.liveCode),
		});
		await until('all people on the waiting list were notified', async () =>
			(await table.rows()).every(({ notified, groupId }) => notified === true || groupId !== group.id),
		);

		expect(group.isDead(wave.code)).toBe(true);
		expect(group.revocations).toBe(1);
		expect(wave.joined.length).toBeGreaterThanOrEqual(4);
		expect(wave.turnedAway).toHaveLength(3);
		expect([...group.members.keys()].sort()).toEqual(['201000000001@c.us', friend]);
		for (const chatId of waiting)
			expect(messagesTo(chatId)).toEqual([expect.stringContaining(`https://chat.whatsapp.com/${group.liveCode}`)]);
		expect(messagesTo(ADMIN_CHAT)).toEqual([
			expect.stringMatching(new RegExp(`^5 people joined ${group.id} .*${group.liveCode}`)),
		]);
		expect(instance.messages).toHaveLength(3);
		await until('all executions have succeeded', async () =>
			(await executionsOf(bench.rest, workflow!)).every(({ status }) => status === 'success'),
		);
	});

	test('a spam wave that cannot be stopped: the admins are notified', async () => {
		const group = bench.groups[1]!;
		group.role = 'participant';
		workflow = await publishExample(bench, 'stop-spam-wave.json', { Settings: assign({ neverRemove: '', adminChat: ADMIN }) });
		await listening();
		await playWave(group, { bots: 5, apart: 10 });
		await until('the admins were notified', () => messagesTo(ADMIN_CHAT).length > 0);
		expect(messagesTo(ADMIN_CHAT)).toEqual([expect.stringMatching(/could not be revoked: .*the account is not an admin/)]);
		group.role = 'admin';
	});

	test('weekly rotation: each group with admin rights gets a new link, the Data Table stores it, and the admins are notified of failures', async () => {
		const [first, second, third] = bench.groups;
		second!.role = 'participant';
		const table = await provideDataTable(bench.rest, 'WhatsApp invite codes', {
			groupId: 'string',
			code: 'string',
			inviteLink: 'string',
			rotatedAt: 'string',
		});
		bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'revoke', group: third!.id, times: 100 });
		workflow = await publishExample(bench, 'weekly-rotation.json', {
			'Every Week': () => ({ rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } }),
			// The limit holds for the account: executions every two seconds would queue up behind each other.
			'Revoke Invite Code': (parameters) => ({ ...parameters, options: { maxConcurrency: 2 } }),
			'Tell the Admins': (parameters) => ({ ...parameters, chatId: ADMIN }),
		});

		await until(
			'a code was stored and the admins were notified',
			async () => (await table.rows()).length > 0 && messagesTo(ADMIN_CHAT).length > 0,
		);
		await unpublish(workflow);
		workflow = undefined;
		const rows = await table.rows();
		expect(rows[0]).toMatchObject({ groupId: first!.id, rotatedAt: expect.stringMatching(/^\d{4}-/) as string });
		expect(first!.history.map(({ code }) => code)).toContain(rows[0]!.code);
		expect(new Set(rows.map(({ groupId }) => groupId))).toEqual(new Set([first!.id]));
		expect(second!.revocations).toBe(0);
		expect(messagesTo(ADMIN_CHAT)[0]).toContain(third!.id);
		second!.role = 'admin';
	});

	test('a webhook for your own detector: the response contains the new link', async () => {
		const group = bench.groups[2]!;
		workflow = await publishExample(bench, 'webhook-revoke.json');
		const response = await until('the webhook is registered', async () => {
			const response = await fetch(`${bench.rest.url}/webhook/revoke-invite-code`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ groupId: group.id }),
			});
			return response.status === 404 ? undefined : response;
		});
		expect(await response.json()).toEqual([
			expect.objectContaining({ code: group.liveCode, inviteLink: `https://chat.whatsapp.com/${group.liveCode}` }),
		]);
	});

	test('a burst that is counted in Redis for several processes', async () => {
		// A new group, because the cooldown of a group that another example rotated applies to the whole process.
		const group = bench.instance.addGroup('120363000000000009@g.us', 'Big Group');
		const redis = await startRedis();
		try {
			const data = { host: '127.0.0.1', port: redis.port, database: 0 };
			const credential = await saveCredential(bench.rest, { name: 'Redis', type: 'redis', data });
			workflow = await publishExample(
				bench,
				'burst-with-redis.json',
				{ 'Tell the Admins': (parameters) => ({ ...parameters, chatId: ADMIN }) },
				{ 'n8n-nodes-base.redis': { redis: credential } },
			);
			await listening();
			const wave = await playWave(group, { bots: 8, apart: 20 });
			await until('the admins were notified', () => messagesTo(ADMIN_CHAT).length > 0);
			expect(messagesTo(ADMIN_CHAT)).toEqual([expect.stringContaining(group.liveCode)]);
			expect(group.isDead(wave.code)).toBe(true);
			expect(group.revocations).toBe(1);
		} finally {
			// Redis stops last, because running executions still use it.
			if (workflow) await unpublish(workflow);
			workflow = undefined;
			await redis.stop();
		}
	});
});
