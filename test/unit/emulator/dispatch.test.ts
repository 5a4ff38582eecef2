import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { EventBody } from '../../support/emulator/events';
import { SAMPLE_GROUPS, startSampleEmulator } from '../../support/emulator/sample';
import type { Emulator } from '../../support/emulator/server';
import type { Group, Instance } from '../../support/emulator/world';

const JOINS = ['group.v2.join', 'group.v2.participants'];

let emulator: Emulator;
let instance: Instance;
let group: Group;
let receiver: Server;
let url = '';
let received: Array<{ headers: Record<string, unknown>; body: EventBody }>;
let status: (count: number) => number;

beforeEach(async () => {
	({ emulator, instance } = await startSampleEmulator());
	group = instance.groups.get(SAMPLE_GROUPS[0]!.id)!;
	received = [];
	status = () => 200;
	receiver = createServer((request, response) => {
		void text(request).then((body) => {
			received.push({ headers: request.headers, body: JSON.parse(body) as EventBody });
			response.writeHead(status(received.length)).end();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});

afterEach(async () => {
	await emulator.stop();
	receiver.closeAllConnections();
	receiver.close();
});

test('a person who opens the live link joins, and subscribed webhooks get the event', async () => {
	instance.webhooks.set(url, { events: JOINS, hmac: 'secret' });
	expect(group.joinByLink('201@c.us', group.liveCode)).toBe(true);
	await emulator.dispatch.settled();
	expect(group.members.has('201@c.us')).toBe(true);
	expect(received.map(({ body }) => [body.event, body.payload.participants])).toEqual([['group.v2.join', ['201@c.us']]]);
	expect(received[0]!.headers).toMatchObject({ 'x-webhook-hmac': expect.stringMatching(/^[0-9a-f]{128}$/) as string });
});

test('a dead link lets nobody join and sends no event', async () => {
	instance.webhooks.set(url, { events: JOINS });
	const old = group.liveCode;
	group.rotate();
	expect(group.joinByLink('201@c.us', old)).toBe(false);
	await emulator.dispatch.settled();
	expect([group.members.size, received.length]).toEqual([0, 0]);
});

test.each([
	['is paused', { isActive: false, events: JOINS }],
	['is subscribed to other events', { events: ['message'] }],
])('a webhook that %s gets no delivery', async (_what, entry) => {
	instance.webhooks.set(url, entry);
	group.add('201@c.us');
	await emulator.dispatch.settled();
	expect(received).toEqual([]);
});

test('a rejected delivery is retried with the same body and request id until it is accepted', async () => {
	instance.webhooks.set(url, { events: JOINS });
	status = (count) => (count < 4 ? 500 : 202);
	group.add('201@c.us');
	await emulator.dispatch.settled();
	expect(emulator.dispatch.attempts.map((attempt) => attempt.status)).toEqual([500, 500, 500, 202]);
	expect(new Set(received.map(({ body, headers }) => JSON.stringify([body, headers['x-webhook-request-id']]))).size).toBe(1);
});

test('a delivery ends after 15 attempts, even after a 401', async () => {
	instance.webhooks.set(url, { events: JOINS });
	status = () => 401;
	group.add('201@c.us');
	await emulator.dispatch.settled();
	expect(received).toHaveLength(15);
});

test('with both meanings, a join sends two events with different ids', async () => {
	instance.webhooks.set(url, { events: JOINS });
	instance.eventMeaning = 'both';
	group.add('201@c.us');
	await emulator.dispatch.settled();
	expect(received.map(({ body }) => body.event).sort()).toEqual(JOINS);
	expect(new Set(received.map(({ body }) => body.id)).size).toBe(2);
});

test('every delivery leaks the metadata of the session, as the real API may do', async () => {
	instance.webhooks.set(url, { events: JOINS });
	group.add('201@c.us');
	await emulator.dispatch.settled();
	expect(received[0]!.body.metadata).toMatchObject({ access_token: instance.accessToken, instance_id: instance.id });
});

test('a leave sends one event, only for people who were in the group', async () => {
	instance.webhooks.set(url, { events: ['group.v2.leave'] });
	group.addMember('201@c.us');
	group.leave('201@c.us', '202@c.us');
	group.leave('201@c.us');
	await emulator.dispatch.settled();
	expect(received.map(({ body }) => body.payload.participants)).toEqual([{ 0: '201@c.us' }]);
});
