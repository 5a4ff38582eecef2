import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { knownCodes } from '../../../nodes/wawp/inviteCode/knownCodes';
import { deliveryLog } from '../../../nodes/shared/deliveryLog';
import { recentlyInvited } from '../../../nodes/shared/recentlyInvited';
import { recentlyAdded } from '../../../nodes/shared/recentlyAdded';
import { accountKey, toAccount } from '../../../nodes/wawp/transport/account';
import { knownSubjects } from '../../../nodes/wawp/groups/knownSubjects';
import { accountPeople } from '../../../nodes/wawp/transport/accountPeople';
import { clock } from '../../../nodes/wawp/transport/clock';
import { derivedSecret } from '../../../nodes/wawp/webhooks/webhookSignature';
import { deliver, type Attempt } from '../../support/emulator/deliveries';
import { engineDeliveries } from '../../support/emulator/engineDeliveries';
import { signatureHeaders, type Signing } from '../../support/emulator/signing';
import type { EventBody } from '../../support/emulator/events';
import { hooksOf } from './hooks';
import { TriggerServer } from '../../support/engine/triggerServer';

const GROUP = '120363000000000001@g.us';
const OTHER = '120363000000000002@g.us';
const CREDENTIAL = { instanceId: 'emulated0001', accessToken: 'emulated-access-token', webhookSecret: 'chosen-by-the-owner' };
// Some minutes ago: the trigger ignores old events, and a time in the future is the current one.
const AT = Math.floor(Date.now() / 1_000) * 1_000 - 300_000;
const iso = (time: number) => new Date(time).toISOString();

const account = (changed: object = {}) => toAccount({ ...CREDENTIAL, ...changed });
const secretOf = (workflowId: string, changed: object = {}) =>
	derivedSecret(account(changed), ['automatic', workflowId, 'trigger-node']);
const manual = 'chosen-by-the-owner';

let server: TriggerServer;
let workflowId = '';
let workflows = 0;

beforeAll(async () => {
	server = await new TriggerServer({ credential: CREDENTIAL }).start();
});

afterAll(async () => {
	await server.stop();
});

beforeEach(() => {
	// A new workflow for each test, because the process remembers the deliveries of each trigger.
	workflowId = `workflow-${++workflows}`;
	server.served = { credential: CREDENTIAL, workflowId };
	server.started.length = 0;
	server.onStart = () => undefined;
});

const configure = (parameters: object, extra: object = {}) => {
	server.served = { ...server.served, parameters: parameters as never, ...extra };
};

let events = 0;
const join = (participants: unknown = ['201@c.us'], extra: object = {}): EventBody => ({
	id: `evt_${++events}`,
	timestamp: AT,
	event: 'group.v2.join',
	payload: { chatId: GROUP, participants },
	...extra,
});

const post = async (body: string | Buffer, headers: Record<string, string> = {}, query = '') =>
	await fetch(`${server.url}${query}`, { method: 'POST', headers, body });

/** Sends a delivery like Wawp, signed with the secret of the registration. */
async function send(
	body: object | string,
	{ secret = secretOf(workflowId), signing = 'hmac sha512' }: { secret?: string; signing?: Signing } = {},
) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const { status } = await post(text, { 'content-type': 'application/json', ...signatureHeaders(signing, secret, text) });
	return status;
}

describe('items', () => {
	test('one for each participant who joined, in the documented shape', async () => {
		expect(await send(join(['201@c.us', '202@c.us']))).toBe(200);
		const item = {
			event: 'memberJoined',
			eventId: `evt_${events}`,
			groupId: GROUP,
			groupSubject: null,
			joinMethod: 'unknown',
			actorId: null,
			waveId: null,
			timestamp: iso(AT),
		};
		expect(server.started).toEqual([
			[
				{ ...item, participantId: '201@c.us' },
				{ ...item, participantId: '202@c.us' },
			],
		]);
	});

	test.each([
		['memberLeft', 'group.v2.leave', { participants: { 0: '201@c.us' } }],
		['memberPromoted', 'group.v2.participants', { action: 'promote', participants: { 0: '201@c.us' } }],
		['memberDemoted', 'group.v2.participants', { action: 'demote', participants: { 0: '201@c.us' } }],
	])('%s', async (event, name, payload) => {
		configure({ events: [event] });
		await send(join([], { event: name, payload: { chatId: GROUP, ...payload } }));
		expect(server.items).toEqual([
			{
				event,
				eventId: `evt_${events}`,
				groupId: GROUP,
				groupSubject: null,
				participantId: '201@c.us',
				actorId: null,
				timestamp: iso(AT),
			},
		]);
	});

	test('a changed subject and a new link', async () => {
		configure({ events: ['groupUpdated', 'inviteCodeChanged'] });
		const group = { id: GROUP, subject: 'New', invite: 'https://chat.whatsapp.com/NewCode1' };
		// The first update of a group that repeats the whole state proves no change.
		const before = { ...group, subject: 'Old', invite: 'https://chat.whatsapp.com/OldCode1' };
		await send(join([], { event: 'group.v2.update', payload: { group: before, timestamp: AT / 1_000 - 1 } }));
		await send(join([], { event: 'group.v2.update', payload: { group, timestamp: AT / 1_000 } }));
		const common = { eventId: `evt_${events}`, groupId: GROUP, groupSubject: 'New', timestamp: iso(AT) };
		expect(server.items).toEqual([
			{ ...common, event: 'groupUpdated', subject: 'New', description: null },
			{ ...common, event: 'inviteCodeChanged', code: 'NewCode1', inviteLink: 'https://chat.whatsapp.com/NewCode1' },
		]);
	});

	test('nothing of the metadata, which contains the access token, is in an item', async () => {
		await send(join(['201@c.us'], { metadata: { instance_id: CREDENTIAL.instanceId, access_token: CREDENTIAL.accessToken } }));
		expect(server.started).toHaveLength(1);
		expect(JSON.stringify(server.started)).not.toContain(CREDENTIAL.accessToken);
		expect(JSON.stringify(server.started)).not.toContain(CREDENTIAL.instanceId);
	});

	test('the status of the session', async () => {
		configure({ events: ['sessionStatusChanged'] });
		await send(join([], { event: 'session.status', payload: { name: 'default', status: 'FAILED' } }));
		expect(server.items).toEqual([
			{ event: 'sessionStatusChanged', eventId: `evt_${events}`, status: 'FAILED', isWorking: false, timestamp: iso(AT) },
		]);
	});

	test('somebody whom the action node has added is known to be added, if the engine does not say so', async () => {
		recentlyAdded.add(account(), GROUP, '207@c.us', Date.now());
		await send(join(['207@c.us', '208@c.us']));
		expect(server.items).toMatchObject([
			{ participantId: '207@c.us', joinMethod: 'added' },
			{ participantId: '208@c.us', joinMethod: 'unknown' },
		]);
	});

	test('somebody who got the link of the group is a guest, also under the masked ID, for a day, and in this group only', async () => {
		const GUESTS = '120363000000000088@g.us';
		const key = accountKey(account(), GUESTS);
		knownCodes.saw(key, 'GuestCode1', knownCodes.changes(key));
		const text = 'Our new link: https://chat.whatsapp.com/invite/GuestCode1?mode=x';
		recentlyInvited.add(account(), '301@c.us', text, Date.now());
		recentlyInvited.add(account(), '302@c.us', text, Date.now() - 24 * 3_600_000 - 1);
		recentlyInvited.add(account(), '303@c.us', 'No link here: GuestCode1', Date.now());
		accountPeople(account()).learn(['301@c.us', '9301@lid']);
		// The code was replaced meanwhile.
		knownCodes.rotated(key, 'GuestCode2', 'GuestCode1');
		const methodsIn = async (groupId: string) => {
			server.started.length = 0;
			for (const id of ['9301@lid', '302@c.us', '303@c.us']) {
				await send(join([id], { payload: { chatId: groupId, participants: [id], timestamp: AT / 1_000, type: 'join' } }));
			}
			return server.items.map(({ joinMethod }) => joinMethod);
		};
		expect(await methodsIn(GUESTS)).toEqual(['invited', 'unknown', 'unknown']);
		expect(await methodsIn(GROUP)).toEqual(['unknown', 'unknown', 'unknown']);
	});

	test('somebody whom the action node has seen with both IDs is named by the number', async () => {
		accountPeople(account()).learn(['208@c.us', '9208@lid']);
		await send(join(['9208@lid']));
		expect(server.items).toMatchObject([{ participantId: '208@c.us' }]);
	});

	test('a real delivery of an engine, with the number and the actor in its own data', async () => {
		const [body] = engineDeliveries['NOWEB: an admin adds a masked person'];
		await send({ ...body, timestamp: AT });
		expect(server.items).toEqual([
			{
				event: 'memberJoined',
				eventId: 'evt_01',
				groupId: GROUP,
				groupSubject: 'New',
				participantId: '201234567811@c.us',
				joinMethod: 'added',
				actorId: '201234567899@c.us',
				waveId: null,
				timestamp: iso(AT),
			},
		]);
	});

	test('the subject of a group that a list has shown stands beside its ID; another account does not know it', async () => {
		const group = { id: '120363000000000077@g.us' as const, name: 'Seen in a List' };
		knownSubjects.learn(account(), [group]);
		knownSubjects.learn({ ...account(), instanceId: 'another' }, [{ ...group, name: 'Hidden' }]);
		await send(
			join(['201@c.us'], { payload: { chatId: group.id, participants: ['201@c.us'], timestamp: AT / 1_000, type: 'join' } }),
		);
		expect(server.items).toMatchObject([{ groupId: group.id, groupSubject: 'Seen in a List' }]);
	});

	test('the event ID is null for a delivery without an ID', async () => {
		await send(join(['201@c.us'], { id: undefined }));
		expect(server.items).toMatchObject([{ eventId: null }]);
	});
});

describe('an event that is not selected starts nothing and gets 200', () => {
	test.each<[string, object, object]>([
		['another event', { events: ['memberLeft'] }, {}],
		['another group', { groups: { group: [{ groupId: { __rl: true, mode: 'id', value: OTHER } }] } }, {}],
		['another join method', { joinMethods: ['link'] }, {}],
		['an unknown event', {}, { event: 'group.v3.join' }],
		['a message', {}, { event: 'message', payload: { body: 'hi' } }],
		['another session', {}, { metadata: { instance_id: 'emulated0002' } }],
		['no participants', {}, { payload: { chatId: GROUP, participants: [] } }],
	])('%s', async (_what, parameters, extra) => {
		configure(parameters);
		expect(await send(join(['201@c.us'], extra))).toBe(200);
		expect(server.started).toEqual([]);
	});

	test('several groups can be selected, also by digits', async () => {
		configure({ groups: { group: [{ groupId: { __rl: true, mode: 'id', value: '120363000000000001' } }, { groupId: OTHER }] } });
		await send(join());
		await send(join(['201@c.us'], { payload: { chatId: OTHER, participants: ['201@c.us'] } }));
		await send(join(['201@c.us'], { payload: { chatId: '120363000000000003@g.us', participants: ['201@c.us'] } }));
		expect(server.items.map(({ groupId }) => groupId)).toEqual([GROUP, OTHER]);
	});
});

describe('authenticity', () => {
	test.each<Signing>(['raw secret', 'hmac sha256', 'hmac sha512'])('a delivery is accepted with: %s', async (signing) => {
		expect(await send(join(), { signing })).toBe(200);
		expect(server.started).toHaveLength(1);
	});

	test.each<[string, () => Promise<number>]>([
		['without a signature', async () => await send(join(), { signing: 'none' })],
		['signed for another workflow', async () => await send(join(), { secret: secretOf('another') })],
		[
			'signed with the secret of an old access token',
			async () => await send(join(), { secret: secretOf(workflowId, { accessToken: 'old' }) }),
		],
		[
			'signed by another instance',
			async () => await send(join(), { secret: secretOf(workflowId, { instanceId: 'emulated0002' }) }),
		],
		['signed with the manual secret', async () => await send(join(), { secret: manual })],
		['signed with the access token itself', async () => await send(join(), { secret: CREDENTIAL.accessToken })],
		[
			'with the right secret in the URL only',
			async () => (await post(JSON.stringify(join()), {}, `?secret=${secretOf(workflowId)}`)).status,
		],
		['empty and unsigned', async () => (await post('')).status],
	])('a delivery %s is rejected with 401 and starts nothing', async (_what, deliver) => {
		expect(await deliver()).toBe(401);
		expect(server.started).toEqual([]);
	});

	test('a body that was changed in transit is rejected', async () => {
		const headers = signatureHeaders('hmac sha512', secretOf(workflowId), JSON.stringify(join()));
		expect((await post(JSON.stringify(join(['666@c.us'])), headers)).status).toBe(401);
	});

	test('the signature covers the raw bytes, not the parsed JSON', async () => {
		const text = ` ${JSON.stringify(join()).replace('{', '{ ')}\n`;
		expect(await send(text)).toBe(200);
		expect(server.started).toHaveLength(1);
	});

	test('is counted, and warned of with the likely reason, once in 10 minutes', async () => {
		const credential = { ...CREDENTIAL, instanceId: 'deaf-instance' };
		configure({}, { credential });
		const { now } = clock;
		server.warnings.length = 0;
		const rejectAt = async (minutes: number, headers = {}) => {
			clock.now = () => AT + minutes * 60_000;
			await post(JSON.stringify(join()), headers);
		};
		await rejectAt(0);
		await rejectAt(5, { 'x-wawp-signature': 'wrong' });
		await rejectAt(10, { 'x-wawp-signature': 'wrong' });
		clock.now = now;
		expect(server.warnings).toEqual([
			expect.stringMatching(/"Wawp Groups Trigger" rejects deliveries, so it hears no events: they have no signature/),
			expect.stringMatching(/rejects deliveries, so it hears no events: their signature belongs to another secret/),
		]);
		expect(deliveryLog.read(account({ instanceId: 'deaf-instance' }))).toEqual({ lastDelivery: null, rejectedDeliveries: 3 });
	});

	test('the response reveals nothing about the secret', async () => {
		const response = await post(JSON.stringify(join()));
		expect(await response.json()).toEqual({ message: 'Missing or invalid webhook signature' });
	});

	describe('with manual registration', () => {
		beforeEach(() => configure({ registration: 'manual' }));

		test('and no webhook secret in the credential, all deliveries are rejected', async () => {
			const { instanceId, accessToken } = CREDENTIAL;
			configure({ registration: 'manual' }, { credential: { instanceId, accessToken } });
			for (const query of ['', '?secret=', '?secret=undefined', `?secret=${manual}`]) {
				expect((await post(JSON.stringify(join()), {}, query)).status).toBe(500);
			}
			expect(await send(join(), { secret: '' })).toBe(500);
			expect(server.started).toEqual([]);
		});

		test('the secret may be in the URL', async () => {
			expect((await post(JSON.stringify(join()), {}, `?secret=${manual}`)).status).toBe(200);
			expect(server.started).toHaveLength(1);
		});

		test.each<Signing>(['raw secret', 'hmac sha256', 'hmac sha512'])('a delivery may be signed with: %s', async (signing) => {
			expect(await send(join(), { secret: manual, signing })).toBe(200);
		});

		test.each(['', '?secret=', '?secret=wrong', '?secret[]=x', `?Secret=${manual}`, `?secret=${manual}&secret=x`])(
			'401 with "%s"',
			async (query) => {
				expect((await post(JSON.stringify(join()), {}, query)).status).toBe(401);
				expect(server.started).toEqual([]);
			},
		);
	});

	test.each<[string, object | undefined]>([
		['without a credential, 500 and no execution', undefined],
		['with an empty credential, 500 and no execution', { instanceId: 'x', accessToken: '' }],
	])('%s', async (_what, credential) => {
		configure({}, { credential });
		expect(await send(join())).toBe(500);
		expect(server.started).toEqual([]);
	});

	test('with an invalid setting, 500 and no execution', async () => {
		configure({ events: ['joinBurst'], threshold: 'many' });
		expect(await send(join())).toBe(500);
		expect(server.started).toEqual([]);
	});
});

describe('duplicates', () => {
	test('the same event starts one execution, however often it arrives', async () => {
		const body = join();
		for (let time = 0; time < 16; time++) expect(await send(body)).toBe(200);
		expect(server.started).toHaveLength(1);
	});

	test('the same event starts one execution when it arrives many times at once', async () => {
		const body = join();
		expect(await Promise.all(Array.from({ length: 16 }, async () => await send(body)))).toEqual(Array(16).fill(200));
		expect(server.started).toHaveLength(1);
	});

	test('an accepted delivery is not retried', async () => {
		const attempts: Attempt[] = [];
		const receiver = { url: server.url, hmac: secretOf(workflowId), retries: { delay: 2, attempts: 15 } };
		await deliver(receiver, join(), { signing: 'raw secret', faster: 1_000, onAttempt: (attempt) => attempts.push(attempt) });
		expect(attempts.map(({ status }) => status)).toEqual([200]);
	});

	test('without an ID, deliveries are compared by their bytes', async () => {
		const body = join(['201@c.us'], { id: undefined });
		await send(body);
		await send(body);
		await send({ ...body, timestamp: AT + 60_000 });
		expect(server.items.map(({ timestamp }) => timestamp)).toEqual([iso(AT), iso(AT + 60_000)]);
	});

	const waha = (type: string, timestamp: number, participants: unknown[] = [{ id: '9@lid', pn: '201@c.us' }]) =>
		join([], { event: 'group.v2.participants', timestamp, payload: { type, group: { id: GROUP }, participants, timestamp } });

	test('a join under both event names is one join, in either order', async () => {
		configure({ events: ['memberJoined'] });
		await send(join(['201@c.us']));
		await send(waha('join', AT + 900));
		await send(waha('join', AT + 60_000, [{ id: '8@lid', pn: '202@c.us' }]));
		await send(join(['8@lid'], { timestamp: AT + 60_500 }));
		expect(server.items.map(({ participantId }) => participantId)).toEqual(['201@c.us', '202@c.us']);
	});

	test('with a filter, the event with a selected join method counts', async () => {
		configure({ joinMethods: ['link'] });
		await send(join(['201@c.us']));
		const second = waha('join', AT + 900);
		await send({ ...second, payload: { ...second.payload, _data: { JoinReason: 'invite' } } });
		expect(server.items).toMatchObject([{ participantId: '201@c.us', joinMethod: 'link' }]);
	});

	test('a person who leaves and rejoins later is new', async () => {
		configure({ events: ['memberJoined', 'memberLeft'] });
		await send(waha('join', AT));
		await send(waha('leave', AT + 10_000));
		await send(waha('join', AT + 20_000));
		expect(server.items.map(({ event }) => event)).toEqual(['memberJoined', 'memberLeft', 'memberJoined']);
	});

	test('an event that n8n could not start is not a duplicate when it arrives again', async () => {
		let fails = 2;
		server.onStart = () => {
			if (fails-- > 0) throw new Error('no database');
		};
		const attempts: number[] = [];
		const receiver = { url: server.url, hmac: secretOf(workflowId), retries: { delay: 2, attempts: 15 } };
		await deliver(receiver, join(), { signing: 'hmac sha256', faster: 1_000, onAttempt: ({ status }) => attempts.push(status) });
		expect(attempts).toEqual([500, 500, 200]);
		expect(server.started).toHaveLength(1);
	});

	describe('while the trigger listens for a test event', () => {
		const parameters = { registration: 'manual' };
		const listen = async () => {
			configure(parameters, { mode: 'manual' });
			await hooksOf({ credential: CREDENTIAL, parameters, workflowId, mode: 'manual' }).checkExists();
		};

		test('each test accepts the same event again and does not affect the published workflow', async () => {
			const body = join();
			for (const mode of ['manual', 'trigger', 'manual', 'manual', 'trigger'] as const) {
				if (mode === 'manual') await listen();
				else configure(parameters, { mode });
				await send(body, { secret: manual });
			}
			expect(server.started).toHaveLength(4);
		});

		test('publishing the workflow again forgets no delivery', async () => {
			configure(parameters);
			const body = join();
			await send(body, { secret: manual });
			await hooksOf({ credential: CREDENTIAL, parameters, workflowId }).checkExists();
			await send(body, { secret: manual });
			expect(server.started).toHaveLength(1);
		});

		test('one test gets one execution, even if more events arrive before n8n removes the webhook', async () => {
			await listen();
			await send(join(), { secret: manual });
			await send(join(['202@c.us']), { secret: manual });
			expect(server.started).toHaveLength(1);
			expect(server.debugLog).toContain('Wawp Groups Trigger ignored a delivery: the test has ended');
		});

		test('a test event that n8n could not start does not end the test', async () => {
			await listen();
			server.onStart = () => {
				throw new Error('no database');
			};
			expect(await send(join(), { secret: manual })).toBe(500);
			server.onStart = () => undefined;
			await send(join(['202@c.us']), { secret: manual });
			expect(server.started).toHaveLength(1);
		});
	});
});

describe('a delivery that is ignored gets 200 and a line in the debug log', () => {
	test.each<[string, object, string]>([
		['for another instance', { metadata: { instance_id: 'another' } }, 'it belongs to another instance'],
		['of last month', { timestamp: AT - 30 * 86_400_000 }, 'it is too old'],
	])('%s', async (_what, extra, reason) => {
		expect(await send(join(['201@c.us'], extra))).toBe(200);
		expect(server.started).toEqual([]);
		expect(server.debugLog).toContain(`Wawp Groups Trigger ignored a delivery: ${reason}`);
	});
});

describe('join burst', () => {
	const parameters = { events: ['joinBurst'], threshold: 3, options: { windowSeconds: 60, quietSeconds: 600 } };
	const { now } = clock;
	afterEach(() => {
		clock.now = now;
	});

	/** Each delivery arrives at the time of its join, or together with the latest one before it. */
	const wave = async (seconds: number[], extra: object = {}) => {
		let latest = 0;
		for (const second of seconds) {
			latest = Math.max(latest, second);
			clock.now = () => AT + latest * 1_000;
			await send(join([`${second + 1_000}@c.us`], { timestamp: AT + second * 1_000, ...extra }));
		}
	};

	test('one item with everyone who joined within the window', async () => {
		configure(parameters);
		await wave([0, 10, 20, 30]);
		expect(server.started).toEqual([
			[
				{
					event: 'joinBurst',
					eventId: expect.any(String) as string,
					groupId: GROUP,
					groupSubject: 'New',
					pattern: 'fast',
					joinCount: 3,
					windowSeconds: 60,
					participantIds: ['1000@c.us', '1010@c.us', '1020@c.us'],
					waveId: `120363000000000001-${AT + 20_000}`,
					burstNumber: 1,
					afterReconnect: false,
					actorId: null,
					timestamp: iso(AT + 20_000),
				},
			],
		]);
	});

	test('the defaults are 5 people in 60 seconds, once in a minute', async () => {
		configure({ events: ['joinBurst'] });
		await wave([0, 15, 30, 45, 60, 61, 62, 63, 64, 65]);
		expect(server.items).toMatchObject([{ joinCount: 5, windowSeconds: 60, timestamp: iso(AT + 60_000) }]);
	});

	test('of people who turn out to have been added is none: the second event about a join says so', async () => {
		configure(parameters);
		for (const person of ['211@c.us', '212@c.us', '213@c.us', '214@c.us']) {
			await send(join([person]));
			const added = { type: 'join', group: { id: GROUP }, participants: [{ id: person }], timestamp: AT, _data: { type: 'add' } };
			await send(join([], { event: 'group.v2.participants', engine: 'WEBJS', payload: added }));
		}
		await send(join(['215@c.us']));
		await send(join(['216@c.us']));
		expect(server.items).toEqual([]);
		await send(join(['217@c.us']));
		expect(server.items).toMatchObject([{ participantIds: ['215@c.us', '216@c.us', '217@c.us'] }]);
	});

	test('beside the single joins, if both are selected', async () => {
		configure({ ...parameters, events: ['memberJoined', 'joinBurst'] });
		await wave([0, 1, 2]);
		expect(server.started.map((items) => items.map(({ event }) => event))).toEqual([
			['memberJoined'],
			['memberJoined'],
			['memberJoined', 'joinBurst'],
		]);
	});

	describe('single joins only after a burst', () => {
		const late = {
			...parameters,
			events: ['memberJoined', 'joinBurst'],
			options: { ...parameters.options, afterBurstSeconds: 10 },
		};
		const reported = () => server.items.map(({ event, participantId }) => participantId ?? event);

		test('are those within the seconds after it: people who joined before the link was revoked', async () => {
			configure(late);
			await wave([0, 1, 2, 3, 12, 13]);
			expect(reported()).toEqual(['joinBurst', '1003@c.us', '1012@c.us']);
		});

		test('include joins within the window whose delivery arrived after the burst', async () => {
			configure(late);
			await wave([0, 10, 20, 15, -41]);
			expect(reported()).toEqual(['joinBurst', '1015@c.us']);
		});

		test('include joins that arrive within these seconds after a burst that arrived late', async () => {
			configure(late);
			clock.now = () => AT + 40_000;
			for (const second of [0, 1, 2, 13, 30]) await send(join([`${second + 1_000}@c.us`], { timestamp: AT + second * 1_000 }));
			clock.now = () => AT + 51_000;
			await send(join(['1035@c.us'], { timestamp: AT + 35_000 }));
			expect(reported()).toEqual(['joinBurst', '1013@c.us', '1030@c.us']);
		});

		test('do not include joins of another group', async () => {
			configure(late);
			await wave([0, 1, 2]);
			await wave([3], { payload: { chatId: OTHER, participants: ['1003@c.us'] } });
			expect(reported()).toEqual(['joinBurst']);
		});
	});

	test('repeated deliveries and joins under both event names count once', async () => {
		configure(parameters);
		const first = join(['201@c.us']);
		for (const body of [first, first, first]) await send(body);
		await send(
			join([], {
				event: 'group.v2.participants',
				payload: { type: 'join', group: { id: GROUP }, participants: [{ id: '201@c.us' }] },
			}),
		);
		await send(join(['202@c.us']));
		expect(server.started).toEqual([]);
		await send(join(['203@c.us']));
		expect(server.items).toMatchObject([{ joinCount: 3 }]);
	});

	test('only joins with a selected method count', async () => {
		configure({ ...parameters, joinMethods: ['link'] });
		await wave([0, 1, 2, 3]);
		expect(server.started).toEqual([]);
	});

	test('a burst that n8n could not start is reported again with the next attempt', async () => {
		configure(parameters);
		await wave([0, 1]);
		server.onStart = () => {
			throw new Error('no database');
		};
		const third = join(['1002@c.us'], { timestamp: AT + 2_000 });
		expect(await send(third)).toBe(500);
		server.onStart = () => undefined;
		expect(await send(third)).toBe(200);
		expect(server.items).toMatchObject([{ joinCount: 3 }]);
	});
});

describe('bad deliveries, signed: no crash, no execution, the right status, and no secret in the response', () => {
	const nested = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
	const bad: Array<[string, string, number]> = [
		['empty', '', 400],
		['not JSON', 'hello', 400],
		['truncated JSON', '{"event":"group.v2.join"', 400],
		['a list', '[]', 400],
		['markup', '<html></html>', 400],
		['5 MB', JSON.stringify({ ...join(), junk: 'x'.repeat(5_000_000) }), 413],
		['deeply nested', nested(100_000), 200],
		['deeply nested participants', JSON.stringify(join('HERE')).replace('"HERE"', nested(100_000)), 200],
		['__proto__ keys', '{"__proto__":{"event":"group.v2.join"},"constructor":{"prototype":{}}}', 200],
		['__proto__ as event', JSON.stringify(join(['201@c.us'], { event: '__proto__' })), 200],
		['nulls everywhere', '{"id":null,"event":null,"payload":null,"me":null,"metadata":null,"timestamp":null}', 200],
		['400,000 invalid participants', JSON.stringify(join(Array(400_000).fill('x'))), 200],
	];

	test.each(bad)('%s', async (_what, text, status) => {
		configure({
			events: ['memberJoined', 'memberLeft', 'memberPromoted', 'memberDemoted', 'groupUpdated', 'inviteCodeChanged', 'joinBurst'],
		});
		const response = await post(text, signatureHeaders('hmac sha512', secretOf(workflowId), text));
		expect(response.status).toBe(status);
		expect(await response.text()).not.toContain(secretOf(workflowId));
		expect(server.started).toEqual([]);
	});
});

test('a bad delivery does not affect the next good one', async () => {
	await send('{');
	const items: IDataObject[] = [];
	server.onStart = (started) => items.push(...started);
	await send(join());
	expect(items).toHaveLength(1);
});

test('accepts an HMAC of a plain command-line tool', async () => {
	const text = JSON.stringify(join());
	const digest = createHmac('sha512', secretOf(workflowId)).update(text).digest('hex');
	expect((await post(text, { 'X-Webhook-Hmac': digest, 'X-Webhook-Hmac-Algorithm': 'sha512' })).status).toBe(200);
});
