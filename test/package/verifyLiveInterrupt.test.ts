import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { RecordedCall } from '../support/emulator/call';
import type { Stage } from '../support/emulator/characters';
import { PROJECT } from '../support/folders';
import {
	ACCOUNT,
	GROUP,
	NON_ADMIN_GROUP,
	NON_MEMBER_GROUP,
	PERSON,
	runOn,
	setupFor,
	startStage,
	type KitRun,
} from './verifyLiveBench';

jest.setTimeout(60_000);

let stage: Stage;

beforeEach(async () => {
	stage = await startStage('GOWS');
	stage.instance.webhooks.set('https://other.example.org/hook', { events: ['message'] });
	stage.group.adminsOnly['info-admin-only'] = true;
});

afterEach(async () => {
	await stage.emulator.stop();
});

/** All that the kit may change, apart from the invite code. */
const world = () => ({
	settings: { ...stage.group.adminsOnly },
	members: [...stage.group.members.keys()],
	webhooks: stage.instance.webhooks.own().map(({ url, events }) => ({ url, events })),
	system: stage.instance.webhooks.system,
	subject: stage.group.name,
	messages: stage.instance.messages.length,
});

/** Interrupts the kit when this call arrives. */
async function runUntil(isLast: (call: RecordedCall, count: number) => boolean, run: KitRun = {}) {
	const controller = new AbortController();
	let count = 0;
	stage.emulator.on('call', (call) => {
		if (isLast(call, ++count)) controller.abort(new Error('Interrupted'));
	});
	const result = await runOn(await setupFor(stage), { ...run, signal: controller.signal });
	stage.emulator.removeAllListeners('call');
	return { ...result, count };
}

test('a whole run leaves the world as it was, apart from the invite code', async () => {
	const before = world();
	const { restored } = await runUntil(() => false);
	expect(world()).toEqual(before);
	expect(restored).toEqual({
		restored: [
			expect.stringMatching(/^"Only admins can send messages" .* off again$/) as string,
			expect.stringContaining('person whom the kit added') as string,
			expect.stringContaining('webhook of the kit') as string,
		],
		failed: [],
		final: [expect.stringContaining('The invite code of the test group was revoked') as string],
	});
});

test('without a yes, the kit changes nothing and sends nothing but reads', async () => {
	const before = world();
	const code = stage.group.liveCode;
	const { asked, restored } = await runUntil(() => false, { allow: false });
	expect(asked.length).toBe(5);
	expect(stage.group.liveCode).toBe(code);
	expect(world()).toEqual(before);
	expect(restored).toEqual({ restored: [], failed: [], final: [] });
	const changing = stage.emulator.calls.filter(({ name, method }) => method !== 'GET' && name !== 'sessionInfo');
	expect(changing).toEqual([]);
});

test('sends no message, removes nobody else, and never uses a call that replaces all webhooks', async () => {
	await runUntil(() => false);
	for (const name of ['sendText', 'replaceWebhooks', 'promote', 'demote', 'create', 'leave', 'deleteGroup', 'subject'])
		expect(stage.emulator.callsOf(name)).toEqual([]);
	expect(stage.emulator.callsOf('removeParticipants').map(({ body }) => body.participants)).toEqual([[{ id: PERSON }]]);
	expect(new Set(stage.emulator.callsOf('deleteWebhook').map(({ body }) => body.url)).size).toBe(1);
});

test('an interruption at a change, right after it or elsewhere leaves the world as it was, apart from the invite code', async () => {
	const before = world();
	const code = stage.group.liveCode;
	const moments = new Set<number>();
	await runUntil(({ name, method }, count) => {
		// At and after each change, and at every seventh call.
		if (method !== 'GET' && name !== 'sessionInfo') moments.add(count).add(count + 1);
		if (count % 7 === 1) moments.add(count);
		return false;
	});
	expect(moments.size).toBeGreaterThan(20);
	for (const last of moments) {
		const earlier = stage.group.liveCode;
		const { restored, findings } = await runUntil((_call, count) => count === last);
		expect([last, world()]).toEqual([last, before]);
		expect([last, restored.failed]).toEqual([last, []]);
		expect([last, restored.final.length]).toEqual([last, stage.group.liveCode === earlier ? 0 : 1]);
		expect(findings.length).toBeGreaterThan(70);
	}
	expect(stage.group.liveCode).not.toBe(code);
});

test('says what to do by hand if a restoration fails', async () => {
	stage.emulator.on('call', ({ name }) => {
		if (name === 'addParticipants') stage.emulator.faults.plan({ kind: 'status', status: 500, on: 'removeParticipants' });
	});
	const { restored } = await runOn(await setupFor(stage));
	expect(restored.failed).toEqual([`Remove ${PERSON} from the test group if this person is in it`]);
});

describe('Ctrl-C', () => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'verify-live-'));
	});

	afterEach(() => {
		rmSync(folder, { recursive: true });
	});

	async function runScript(onCall: (call: RecordedCall, kill: () => void) => void) {
		const { webhook } = await setupFor(stage);
		const script = join(PROJECT, 'scripts/verifyLive/index.ts');
		const child = spawn(process.execPath, ['--import', 'tsx', script, '--yes', '--folder', folder], {
			cwd: PROJECT,
			env: {
				...process.env,
				WAWP_INSTANCE_ID: ACCOUNT.instanceId,
				WAWP_ACCESS_TOKEN: ACCOUNT.accessToken,
				WAWP_GROUP_ID: GROUP,
				WAWP_NON_ADMIN_GROUP_ID: NON_ADMIN_GROUP,
				WAWP_NON_MEMBER_GROUP_ID: NON_MEMBER_GROUP,
				WAWP_PERSON: PERSON,
				WAWP_BASE_URL: stage.emulator.url,
				WAWP_WEBHOOK_URL: webhook!.url,
				WAWP_WEBHOOK_PORT: String(webhook!.port),
				WAWP_WEBHOOK_SECONDS: '2',
				WAWP_GAP_SECONDS: '0',
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		stage.emulator.on('call', (call) => onCall(call, () => child.kill('SIGINT')));
		const [output, errors, exit] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
		return { output, errors, code: exit[0] as number };
	}

	test('in the middle of a change takes it and all earlier ones back, and says so', async () => {
		const before = world();
		stage.emulator.faults.plan({ kind: 'slow', latency: 300, on: 'addParticipants' });
		const { output, errors, code } = await runScript(({ name }, kill) => {
			if (name === 'addParticipants') kill();
		});
		expect(errors).toBe('');
		expect(code).toBe(130);
		expect(world()).toEqual(before);
		expect(output).toContain('Restored: The webhook of the kit is no longer registered');
		expect(output).toContain('Restored: The person whom the kit added is no longer in the test group');
		expect(output).toContain('Cannot be restored: The invite code of the test group was revoked');
		expect(output).not.toContain(ACCOUNT.accessToken);
	});

	test('while a setting is changed restores the setting', async () => {
		const before = world();
		const { output, code } = await runScript(({ name }, kill) => {
			if (name === 'changeSend') kill();
		});
		expect(code).toBe(130);
		expect(world()).toEqual(before);
		expect(output).toContain('Restored: "Only admins can send messages" of the test group is off again');
	});
});
