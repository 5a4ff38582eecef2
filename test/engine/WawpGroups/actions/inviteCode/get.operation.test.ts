import { codeShapes, type CodeShape } from '../../../../support/emulator/shapes';
import { A, B, Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';
import { groupById } from '../../../../support/engine/runNode';

useFastClock();

const bench = new Bench('get');
const get = bench.run.bind(bench);

test('each item gets the code and the link of its group, and nothing changes', async () => {
	const { success } = await get({ ids: [A, B] });
	expect(success).toEqual([
		{
			json: { groupId: A, code: 'TheOldInviteCodeGroupA', inviteLink: 'https://chat.whatsapp.com/TheOldInviteCodeGroupA' },
			pairedItem: { item: 0 },
		},
		{
			json: { groupId: B, code: 'TheOldInviteCodeGroupB', inviteLink: 'https://chat.whatsapp.com/TheOldInviteCodeGroupB' },
			pairedItem: { item: 1 },
		},
	]);
	expect(bench.a.history).toHaveLength(1);
});

test.each(Object.keys(codeShapes) as CodeShape[])('the code is bare for a response in the shape "%s"', async (shape) => {
	bench.emulator.codeShape = shape;
	const { success } = await get();
	expect(success[0]!.json.code).toBe('TheOldInviteCodeGroupA');
});

test('a server error is retried, as for every other read', async () => {
	bench.emulator.faults.plan({ kind: 'status', status: 500, times: 2 });
	const { success } = await get();
	expect(success[0]!.json.code).toBe('TheOldInviteCodeGroupA');
	expect(bench.calls).toEqual(['get', 'get', 'get']);
});

test('a refusal is not retried', async () => {
	bench.emulator.faults.plan({ kind: 'status', status: 403 });
	const { error } = await get();
	expect(error!.message).toContain('Wawp refused this call');
	expect(bench.calls).toEqual(['get']);
});

describe('the request', () => {
	test.each([
		['body', 'a GET request has no body, so they are in the query', ['query']],
		['query', 'they are in the query', ['query']],
		['header', 'they are only in headers', ['header']],
	])('with credentials in %s: %s', async (sendCredentialsIn, _why, places) => {
		await get({ credential: { ...bench.credential, sendCredentialsIn } });
		expect(bench.emulator.calls).toMatchObject([{ method: 'GET', query: { id: A }, body: {}, credentialsIn: places }]);
	});

	test('the id is percent-encoded in the path', async () => {
		await get();
		expect(bench.emulator.calls[0]!.url.startsWith('/v2/groups/120363000000000001%40g.us/invite-code?')).toBe(true);
	});

	test('a redirect is not followed, so that the credentials go nowhere else', async () => {
		const other = `http://127.0.0.1:9/v2/groups`;
		bench.emulator.faults.plan({ kind: 'status', status: 307, body: '', headers: { location: other } });
		const { error } = await get();
		expect(error!.message).toContain('the base URL redirects to another address');
	});
});

describe('an invalid group ID is rejected before any request', () => {
	const invalid: Array<[string, unknown]> = [
		['empty', ''],
		['spaces', '   '],
		['a phone number with +', '+201234567890'],
		['a phone number with spaces', '20 123 456 7890'],
		['a person', '201234567890@c.us'],
		['a link', 'https://chat.whatsapp.com/TheOldInviteCodeGroupA'],
		['a path', '../../session/logout'],
		['a query', 'a?b=c#d'],
		['a line break', '120363000000000001\r\n@g.us'],
		['an emoji', '😀@g.us'],
		['a number that JSON has rounded', 120363000000000001],
		['null', null],
		['a list', [A]],
		['an object', { id: A }],
		['10 kB', '1'.repeat(10_240)],
	];

	test.each(invalid)('%s', async (_name, id) => {
		const result = await get({ ids: [id, A], settings: { onError: 'continueErrorOutput' } });
		expect(errorsOf(result)).toEqual([expect.stringMatching(/(?:group ID.*|"Group" field is empty.*) \[item 0\]$/s)]);
		expect(result.success).toHaveLength(1);
		expect(bench.emulator.calls).toHaveLength(1);
	});

	test('the error shows a valid example', async () => {
		const { error } = await get({ ids: ['x'] });
		expect(error!.description).toContain('e.g. 120363000000000001@g.us');
	});

	test.each([
		['digits alone', '120363000000000001'],
		['surrounding spaces', ` ${A}\n`],
	])('%s are accepted', async (_name, id) => {
		const { success } = await get({ ids: [id] });
		expect(success[0]!.json.groupId).toBe(A);
	});

	test('a JSON number is accepted', async () => {
		bench.account.addGroup('1234567890@g.us', 'Short id');
		const { success } = await get({ ids: [1234567890] });
		expect(success[0]!.json.groupId).toBe('1234567890@g.us');
	});

	test('a bare ID from an expression for the whole field is accepted', async () => {
		const { success } = await get({ parameters: { groupId: '={{ $json.id }}' } });
		expect(success[0]!.json.groupId).toBe(A);
	});

	test('a group selected from the list is accepted', async () => {
		const { success } = await get({ parameters: { groupId: { ...groupById(A), mode: 'list' } } });
		expect(success[0]!.json.groupId).toBe(A);
	});
});

describe('a code that cannot be read', () => {
	test.each([
		['WEBJS', 'participant', 'the WhatsApp account is not an admin of this group'],
		['NOWEB', 'participant', 'the WhatsApp account is not an admin of this group'],
		['GOWS', 'participant', 'the WhatsApp account is not an admin of this group'],
		['GOWS', 'none', 'the WhatsApp account is not in this group'],
	] as const)('%s, for an account with the role %s: "%s"', async (engine, role, reason) => {
		bench.account.engine = engine;
		bench.a.role = role;
		const { error } = await get();
		expect(error!.message).toBe(`Could not read the invite code of group ${A}: ${reason} [item 0]`);
	});

	test('because of missing rights costs one look at the participants per group, and one at the account per run', async () => {
		bench.account.engine = 'WEBJS';
		bench.a.role = 'participant';
		bench.b.role = 'participant';
		const { errorBranch } = await get({ ids: [A, B, A], settings: { onError: 'continueErrorOutput' } });
		expect(errorBranch.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('the WhatsApp account is not an admin of this group [item 0]'),
			expect.stringContaining('the WhatsApp account is not an admin of this group [item 1]'),
			expect.stringContaining('the WhatsApp account is not an admin of this group [item 2]'),
		]);
		const count = (name: string) => bench.calls.filter((call) => call === name).length;
		expect([count('sessionInfo'), count('participants')]).toEqual([1, 2]);
	});

	test('although the account is an admin, is not explained by missing rights', async () => {
		bench.emulator.faults.plan({ kind: 'undefined', on: 'get', times: 99 });
		const { error } = await get();
		expect(error!.message).toBe(`Could not read the invite code of group ${A}: Wawp returned no usable response [item 0]`);
		expect(error!.description).toContain('The account is an admin of the group. Ask Wawp about this response');
	});

	test('with rights that cannot be read, names them as a possible cause', async () => {
		bench.emulator.faults.plan({ kind: 'undefined', on: 'get', times: 99 }, { kind: 'undefined', on: 'participants', times: 99 });
		const { error } = await get();
		expect(error!.message).toBe(`Could not read the invite code of group ${A}: Wawp returned no usable response [item 0]`);
		expect(error!.description).toContain('Check that the account is an admin of the group: some engines return nothing');
	});

	test('because of a gateway in front of Wawp, costs no further request', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 502, on: 'get', times: 99 });
		await get();
		expect(new Set(bench.calls)).toEqual(new Set(['get']));
	});

	test('a session that is not connected', async () => {
		bench.account.status = 'SCAN_QR_CODE';
		const { error } = await get();
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '422' });
		expect(error!.description).toContain('scan its QR code');
	});

	test('a wrong token', async () => {
		const { error } = await get({ credential: { ...bench.credential, accessToken: 'wrong-token' } });
		expect(error!.message).toContain('Wawp did not accept the access token');
	});

	test.each(['NOWEB', 'WEBJS', 'GOWS'] as const)('an engine that has no such group: one try, with %s', async (engine) => {
		bench.account.engine = engine;
		bench.account.outsideTexts = 'engine';
		bench.a.role = 'none';
		const { error } = await get();
		expect(error!.message).toBe(
			`Could not read the invite code of group ${A}: WhatsApp cannot find this group for the account [item 0]`,
		);
		expect(bench.calls).toEqual(['get']);
	});

	test('with Stop Workflow, no request is sent for the next group', async () => {
		bench.a.role = 'none';
		await get({ ids: [A, B] });
		expect(bench.emulator.calls).toHaveLength(1);
	});
});

describe('an unusable credential is rejected before any request', () => {
	test.each([
		[{ accessToken: ' ' }, 'The "Access Token" of the Wawp Groups API credential is empty'],
		[{ instanceId: '' }, 'The "Instance ID" of the Wawp Groups API credential is empty'],
		[{ baseUrl: 'api.wawp.net' }, 'The base URL must begin with https:// or http://'],
		[{ baseUrl: 'https://api.wawp.net/v3/x' }, 'The base URL must be the address of the API'],
	])('%p', async (wrong, message) => {
		const { error } = await get({ credential: { ...bench.credential, ...wrong } });
		expect(error!.message).toContain(message);
		expect(error!.description).toBe('Open the "Wawp Groups API" credential, correct the field and save it');
		expect(bench.emulator.calls).toEqual([]);
	});

	test('a missing credential', async () => {
		const { error } = await get({ credential: undefined });
		expect(error!.message).toContain('does not exist');
	});
});

describe('a read that returns a dead code from a cache', () => {
	/** Another node of the workflow replaces the code. */
	const revoke = async (options = {}) => await get({ parameters: { operation: 'revoke', options } });
	const reads = () => bench.emulator.callsOf('get').length;

	test.each([true, false])('is repeated until it returns the live one, after a revoke with verify: %s', async (verify) => {
		bench.a.outdatedReads = 3;
		await revoke({ verify });
		const { success } = await get();
		expect(success[0]!.json.code).toBe(bench.a.liveCode);
	});

	test('fails after a few times, and names the code of the revoke', async () => {
		bench.a.outdatedReads = 999;
		await revoke();
		const before = reads();
		const { success, error } = await get();
		expect(success).toEqual([]);
		expect(error!.message).toBe(
			`Could not read the invite code of group ${A}: Wawp keeps returning an outdated response, with a code that no longer works [item 0]`,
		);
		expect(error!.description).toContain(`The last revoke returned the code ${bench.a.liveCode}`);
		expect(reads() - before).toBe(4);
	});

	test('fails, too, if a later read has shown another code', async () => {
		await get();
		bench.a.rotate('somebody else');
		expect((await get()).success[0]!.json.code).toBe(bench.a.liveCode);
		bench.emulator.faults.plan({ kind: 'status', status: 200, body: '{"code":"TheOldInviteCodeGroupA"}', times: 9 });
		const { error } = await get();
		expect(error!.message).toContain('Wawp keeps returning an outdated response');
		expect(error!.description).toMatch(/^Run this again in a minute\. If nothing changes/);
	});

	test('ends with the execution', async () => {
		bench.a.outdatedReads = 999;
		await revoke();
		const { run } = await get({ onStart: (cancel) => void bench.emulator.nextCall().then(cancel) });
		expect(run.status).toBe('canceled');
	});

	test('a code that a failed revoke left as it was is still returned', async () => {
		bench.account.noOpRevoke = true;
		await revoke();
		await revoke({ verify: false });
		expect((await get()).success[0]!.json.code).toBe('TheOldInviteCodeGroupA');
	});

	test('a code that another account of the process saw die is not confused with that of a group of the same ID', async () => {
		await revoke();
		const other = bench.emulator.addInstance('another-instance', 'anotherAccessToken');
		other.addGroup(A, 'Group A', 'TheOldInviteCodeGroupA');
		const { success } = await get({ credential: { ...bench.credential, instanceId: other.id, accessToken: other.accessToken } });
		expect(success[0]!.json.code).toBe('TheOldInviteCodeGroupA');
	});
});
