import type { INode } from 'n8n-workflow';
import type { Fault } from '../support/emulator/faults';
import { deliveryLog } from '../../nodes/shared/deliveryLog';
import { toAccount } from '../../nodes/wawp/transport/account';
import { clock } from '../../nodes/wawp/transport/clock';
import { startSampleEmulator } from '../support/emulator/sample';
import type { Emulator } from '../support/emulator/server';
import type { Instance } from '../support/emulator/world';
import { useFastClock } from '../support/engine/fastClock';
import { CREDENTIAL, runWorkflow } from '../support/engine/runWorkflow';
import { standIn, standIns, type Row } from '../support/engine/standIns';
import { assign, readExample } from '../support/examples';

const GUARD = 'https://n8n.example.com/webhook/guard/webhook';
const example = readExample('watch-the-guard.json', CREDENTIAL);

/** `examples.e2e.ts` plays the same in a real n8n, without the mail. */
describe('the example that watches the guard', () => {
	useFastClock();
	let emulator: Emulator;
	let instance: Instance;
	let tables: Record<string, Row[]>;
	let mails: Array<Record<string, unknown>>;
	let mailServerIsDown: boolean;
	let waits: unknown[];
	let betweenLooks: () => void;

	beforeEach(async () => {
		({ emulator, instance } = await startSampleEmulator());
		instance.webhooks.set(GUARD, { events: ['group.v2.join'] });
		tables = { 'WhatsApp guard': [] };
		mails = [];
		mailServerIsDown = false;
		waits = [];
		betweenLooks = () => undefined;
	});

	afterEach(async () => await emulator.stop());

	const account = () => toAccount({ instanceId: instance.id, accessToken: instance.accessToken, baseUrl: emulator.url });

	const mailNode = standIn(['fromEmail', 'toEmail', 'subject', 'text'], (parameter) => {
		if (mailServerIsDown) throw new Error('The mail server is down');
		mails.push(Object.fromEntries(['fromEmail', 'toEmail', 'subject', 'text'].map((name) => [name, parameter(name)])));
		return [{ response: '250 OK' }];
	});

	const waitNode = standIn(['amount', 'unit'], (parameter, { json }) => {
		waits.push(`${String(parameter('amount'))} ${String(parameter('unit'))}`);
		betweenLooks();
		return [json];
	});

	interface Check {
		settings?: Parameters<typeof assign>[0];
		credential?: { accessToken?: string; baseUrl?: string };
	}

	/** Plays one check. @returns the error of the execution, and the mails that it sent */
	async function check({ settings = {}, credential = {} }: Check = {}) {
		const before = mails.length;
		const filledIn = { webhookUrl: GUARD, mailFrom: 'n8n@example.org', mailTo: 'admins@example.org', ...settings };
		const { error } = await runWorkflow({
			nodes: example.nodes.map((node): INode =>
				node.name === 'Settings' ? { ...node, parameters: assign(filledIn)(node.parameters) } : node,
			),
			connections: example.connections,
			start: 'Every 5 Minutes',
			input: [{ json: {} }],
			credential: { instanceId: instance.id, accessToken: instance.accessToken, baseUrl: emulator.url, ...credential },
			standIns: { ...standIns(tables), 'n8n-nodes-base.emailSend': mailNode, 'n8n-nodes-base.wait': waitNode },
		});
		return { error, sent: mails.slice(before) };
	}

	/** Plays a check that must end without an error. @returns the subjects of its mails */
	async function subjects(play: Check = {}): Promise<unknown[]> {
		const { error, sent } = await check(play);
		expect(error).toBeUndefined();
		return sent.map(({ subject }) => subject);
	}

	const text = () => mails.at(-1)!.text as string;

	it('sends nothing while the guard is awake', async () => {
		expect(await subjects()).toEqual([]);
		expect(await subjects()).toEqual([]);
		expect(tables['WhatsApp guard']).toEqual([]);
	});

	it('sends one mail when the guard falls asleep, and one when it is awake again', async () => {
		instance.status = 'SCAN_QR_CODE';
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: SCAN_QR_CODE']);
		expect(mails[0]).toEqual({
			fromEmail: 'n8n@example.org',
			toEmail: 'admins@example.org',
			subject: 'WhatsApp guard is asleep: SCAN_QR_CODE',
			text:
				'The WhatsApp session is SCAN_QR_CODE. Open the instance in your Wawp dashboard, and start it or scan its QR code.\n\n' +
				'Until this is repaired, joins may raise no alarm.',
		});
		expect(await subjects()).toEqual([]);
		instance.status = 'WORKING';
		expect(await subjects()).toEqual(['WhatsApp guard is awake again']);
		expect(text()).toBe('The WhatsApp session works, and the webhook is active.');
		expect(await subjects()).toEqual([]);
		instance.status = 'SCAN_QR_CODE';
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: SCAN_QR_CODE']);
	});

	it('sends a mail for each new cause', async () => {
		instance.webhooks.set(GUARD, { isActive: false });
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: webhook paused']);
		instance.webhooks.delete(GUARD);
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: webhook missing']);
		instance.status = 'STOPPED';
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: STOPPED']);
		expect(tables['WhatsApp guard']).toMatchObject([
			{ guard: 'WhatsApp guard', state: 'webhook paused' },
			{ guard: 'WhatsApp guard', state: 'webhook missing' },
			{ guard: 'WhatsApp guard', state: 'STOPPED' },
		]);
	});

	it('looks again after 20 seconds before it sends a mail about a problem, and only then', async () => {
		await subjects();
		expect(waits).toEqual([]);
		instance.status = 'STOPPED';
		await subjects();
		expect(waits).toEqual(['20 seconds']);
		await subjects();
		instance.status = 'WORKING';
		expect(await subjects()).toEqual(['WhatsApp guard is awake again']);
		expect(waits).toHaveLength(1);
	});

	it('sends nothing if the second look finds the guard awake', async () => {
		instance.status = 'STARTING';
		betweenLooks = () => (instance.status = 'WORKING');
		expect(await subjects()).toEqual([]);
		expect(waits).toHaveLength(1);
		expect(tables['WhatsApp guard']).toEqual([]);
	});

	it('leaves it to the next check if the second look finds a problem of another kind', async () => {
		instance.status = 'STOPPED';
		betweenLooks = () => {
			instance.status = 'WORKING';
			instance.webhooks.delete(GUARD);
		};
		expect(await subjects()).toEqual([]);
		expect(waits).toHaveLength(1);
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: webhook missing']);
	});

	it('leaves it to the next check if only one of the two looks fails', async () => {
		emulator.faults.plan({ kind: 'status', status: 403, on: 'sessionInfo', times: 99 });
		betweenLooks = () => {
			emulator.faults.clear();
			instance.status = 'STOPPED';
		};
		expect(await subjects()).toEqual([]);
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: STOPPED']);
	});

	it('reports what the second look finds', async () => {
		instance.status = 'STOPPED';
		betweenLooks = () => (instance.status = 'SCAN_QR_CODE');
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: SCAN_QR_CODE']);
		expect(await subjects()).toEqual([]);
	});

	const LIMIT = 'This is the fourth mail within an hour';
	const flap = async () => {
		const before = mails.length;
		for (const status of ['STOPPED', 'WORKING', 'STOPPED', 'WORKING', 'STOPPED', 'WORKING', 'STOPPED'] as const) {
			instance.status = status;
			await subjects();
		}
		return mails.slice(before).map((mail) => (mail.text as string).includes(LIMIT));
	};
	const minutesPass = (minutes: number) => {
		for (const row of tables['WhatsApp guard']!)
			row.createdAt = new Date(new Date(row.createdAt as string).getTime() - minutes * 60_000).toISOString();
	};

	it('sends at most 4 mails in an hour while the state flaps, and the fourth mail says so', async () => {
		expect(await flap()).toEqual([false, false, false, true]);
		const first = new Date(tables['WhatsApp guard']![0]!.createdAt as string).getTime();
		const next = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'America/New_York' }).format(first + 3_600_000);
		expect(text()).toContain(`${LIMIT}, because the state keeps changing. The next mail comes after ${next} at the earliest.`);
		minutesPass(59);
		expect(await subjects()).toEqual([]);
		minutesPass(2);
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: STOPPED']);
		expect(text()).not.toContain(LIMIT);
	});

	it('sends no mail after the hour if the state is the one of the last mail', async () => {
		await flap();
		instance.status = 'WORKING';
		minutesPass(61);
		expect(await subjects()).toEqual([]);
	});

	it('counts the mails of the last hour, whenever it began', async () => {
		instance.status = 'STOPPED';
		await subjects();
		minutesPass(50);
		instance.status = 'WORKING';
		await subjects();
		minutesPass(20);
		expect(await flap()).toEqual([false, false, true]);
	});

	it('goes on with a table in which each guard has one row', async () => {
		const hourAgo = new Date(Date.now() - 3_700_000).toISOString();
		tables = { 'WhatsApp guard': [{ id: 1, guard: 'WhatsApp guard', state: 'STOPPED', createdAt: hourAgo, updatedAt: hourAgo }] };
		instance.status = 'STOPPED';
		expect(await subjects()).toEqual([]);
		instance.status = 'WORKING';
		expect(await subjects()).toEqual(['WhatsApp guard is awake again']);
		instance.status = 'STOPPED';
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: STOPPED']);
	});

	it('reports a phone that was unlinked', async () => {
		const body = JSON.stringify({ code: 'invalid_session', message: 'The session does not exist' });
		emulator.faults.plan({ kind: 'status', status: 404, body, times: 99 });
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: MISSING']);
		expect(text()).toContain('Check in your Wawp dashboard that the phone is still linked.');
	});

	it.each<[string, Fault | undefined, Check, string]>([
		['Wawp fails', { kind: 'status', status: 500 }, {}, 'Could not read the status of the account: Wawp or WhatsApp'],
		['the list fails', { kind: 'html', on: 'webhooks' }, {}, 'the status of the session is WORKING'],
		['the token is wrong', undefined, { credential: { accessToken: 'wrong' } }, 'did not accept the access token'],
		['the URL is wrong', undefined, { settings: { webhookUrl: 'n8n.example.com' } }, 'is not a webhook URL'],
		['Wawp is unreachable', undefined, { credential: { baseUrl: 'http://127.0.0.1:9' } }, 'Wawp could not be reached'],
	])('sends one mail with the reason if the check fails: %s', async (_what, fault, play, reason) => {
		if (fault) emulator.faults.plan({ ...fault, times: 99 });
		expect(await subjects(play)).toEqual(['WhatsApp guard could not be checked']);
		expect(text()).toMatch(/^The check failed, so it is not known whether the guard is awake\. /);
		expect(text()).toContain(reason);
		expect(await subjects(play)).toEqual([]);
		emulator.faults.clear();
		expect(await subjects()).toEqual(['WhatsApp guard is awake again']);
	});

	it('makes its Data Table, and uses no table with a longer name', async () => {
		tables = { 'WhatsApp guard of my aunt': [] };
		instance.status = 'STOPPED';
		expect(await subjects()).toHaveLength(1);
		expect(await subjects()).toEqual([]);
		expect(Object.entries(tables).map(([name, rows]) => [name, rows.length])).toEqual([
			['WhatsApp guard of my aunt', 0],
			['WhatsApp guard', 1],
		]);
	});

	it('reports a webhook that lacks events', async () => {
		deliveryLog.needs(account(), GUARD, ['group.v2.join', 'group.v2.leave']);
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: events missing']);
		expect(text()).toContain('The webhook of the trigger lacks events: group.v2.leave.');
	});

	it('reports a trigger that rejects what it receives, until it accepts something', async () => {
		deliveryLog.rejected(account(), clock.now());
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: rejects deliveries']);
		expect(text()).toContain('The log of n8n says why.');
		deliveryLog.accepted(account(), clock.now());
		expect(await subjects()).toEqual(['WhatsApp guard is awake again']);
	});

	it('watches only the session without a webhook URL', async () => {
		instance.paidPlan = false;
		expect(await subjects({ settings: { webhookUrl: '' } })).toEqual([]);
		instance.status = 'FAILED';
		expect(await subjects({ settings: { webhookUrl: '' } })).toEqual(['WhatsApp guard is asleep: FAILED']);
		instance.status = 'WORKING';
		expect(await subjects({ settings: { webhookUrl: '' } })).toEqual(['WhatsApp guard is awake again']);
		expect(text()).toBe('The WhatsApp session works.');
	});

	it('keeps the guards of several copies apart', async () => {
		instance.status = 'STOPPED';
		expect(await subjects()).toHaveLength(1);
		expect(await subjects({ settings: { guardName: 'Book club' } })).toEqual(['Book club is asleep: STOPPED']);
		expect(tables['WhatsApp guard']).toMatchObject([{ guard: 'WhatsApp guard' }, { guard: 'Book club' }]);
		expect(await subjects()).toEqual([]);
	});

	it('sends the mail in the next check if it could not be sent', async () => {
		instance.status = 'STOPPED';
		mailServerIsDown = true;
		expect((await check()).error!.message).toBe('The mail server is down');
		mailServerIsDown = false;
		expect(await subjects()).toEqual(['WhatsApp guard is asleep: STOPPED']);
		expect(await subjects()).toEqual([]);
	});

	it('sends a mail with every check if the Data Table cannot be read, and none while the guard is awake', async () => {
		tables = Object.freeze({});
		expect(await subjects()).toEqual([]);
		instance.status = 'STOPPED';
		for (const mailsSoFar of [0, 1]) {
			const { error } = await check();
			expect(mails).toHaveLength(mailsSoFar + 1);
			expect(text()).toContain('The Data Table "WhatsApp guard" could not be read, so this mail comes with every check.');
			expect(error!.message).toBe('There is no such Data Table');
		}
	});
});
