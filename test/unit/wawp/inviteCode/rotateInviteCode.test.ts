import { KnownPeople } from '../../../../nodes/wawp/ids/knownPeople';
import type { Outcome } from '../../../../nodes/wawp/outcome/outcome';
import { WawpFailure } from '../../../../nodes/wawp/outcome/wawpFailure';
import { Pacing } from '../../../../nodes/wawp/transport/pacing';
import type { Wawp, WawpCall } from '../../../../nodes/wawp/transport/request';
import { rotateInviteCode, type RotationOptions } from '../../../../nodes/wawp/inviteCode/rotateInviteCode';
import { InstantClock } from '../../../support/clocks';
import { response, noResponse } from '../../../support/outcomes';

const GROUP = '120363000000000001@g.us';
const PATH = '/groups/120363000000000001%40g.us/invite-code';

const serverError = response({ statusCode: 500, message: 'Oh' }, 500);
const timeout = noResponse('timeout', true);
const forbidden = response({ message: 'No' }, 403);

type Options = Partial<RotationOptions> & { instanceId?: string };

let accounts = 0;

/** Runs a rotation against the given outcomes in order. A text stands for a response with that code. */
async function rotate(outcomes: Array<Outcome | string>, { instanceId = `i${++accounts}`, ...options }: Options = {}) {
	const calls: WawpCall[] = [];
	const left = [...outcomes];
	const clock = new InstantClock();
	const wawp: Wawp = {
		pacing: new Pacing({ clock }),
		account: { baseUrl: 'https://wawp.example', instanceId, accessToken: 't', webhookSecret: '', place: 'body' },
		redact: String,
		people: new KnownPeople(),
		request: async (call) => {
			// Asked only to explain a failure. These tests do without.
			if (call.path === '/session/info') return response({});
			calls.push(call);
			const outcome = left.shift();
			if (outcome === undefined) throw new Error(`unexpected call: ${call.method}`);
			return await Promise.resolve(typeof outcome === 'string' ? response(`https://chat.whatsapp.com/${outcome}`) : outcome);
		},
	};
	const all = { verify: true, maxRetries: 3, timeout: 30_000, ...options };
	const result = await rotateInviteCode(wawp, GROUP, all).catch((error: unknown) => error);
	return { result, calls, paused: clock.paused, left };
}

const failure = async (outcomes: Array<Outcome | string>, options?: Options) => {
	const { result, left } = await rotate(outcomes, options);
	expect(left).toEqual([]);
	expect(result).toBeInstanceOf(WawpFailure);
	return result as WawpFailure;
};

describe('the calls', () => {
	test('are a read and a revoke of the group, with the timeout', async () => {
		const { result, calls, paused } = await rotate(['OLD', 'NEW'], { timeout: 1234 });
		expect(result).toEqual({ code: 'NEW', previousCode: 'OLD' });
		expect(calls).toEqual([
			{ method: 'GET', path: PATH, groupId: GROUP, timeout: 1234 },
			{ method: 'POST', path: `${PATH}/revoke`, groupId: GROUP, timeout: 1234 },
		]);
		expect(paused).toEqual([]);
	});

	test('wait longer before each retry', async () => {
		const { result, calls, paused } = await rotate(['OLD', serverError, 'OLD', serverError, serverError, 'NEW']);
		expect(result).toEqual({ code: 'NEW', previousCode: 'OLD' });
		expect(calls.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST', 'GET', 'GET']);
		expect(paused).toEqual([2_000, 4_000]);
	});

	test('wait 30 s before they confirm a code that an overdue revoke may replace', async () => {
		const { result, calls, paused } = await rotate(['OLD', timeout, 'OLD', 'NEW', 'NEWER', 'NEWER']);
		expect(result).toEqual({ code: 'NEWER', previousCode: 'OLD' });
		expect(calls.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST', 'GET', 'GET']);
		expect(paused).toEqual([2_000, 30_000, 4_000]);
	});

	test('do not read first without verify, so there is no previous code', async () => {
		const { result, calls } = await rotate(['NEW'], { verify: false });
		expect(result).toEqual({ code: 'NEW', previousCode: null });
		expect(calls.map(({ method }) => method)).toEqual(['POST']);
	});
});

describe('the failure', () => {
	test('has the reason if the revoke was refused', async () => {
		expect(await failure(['OLD', forbidden])).toMatchObject({
			kind: 'notAllowed',
			message: `Could not revoke the invite code of group ${GROUP}: Wawp refused this call`,
			nextStep: expect.stringContaining('HTTP 403, "No"') as string,
			httpStatus: 403,
		});
	});

	test('has the reason of the first read if that was refused', async () => {
		expect(await failure([response({ message: 'Invalid access token' }, 401)])).toMatchObject({
			kind: 'badToken',
			message: `Could not revoke the invite code of group ${GROUP}: Wawp did not accept the access token`,
		});
	});

	test('says that the old link still works if the code is unchanged, and names the code', async () => {
		expect(await failure(['OLD', 'OLD', 'OLD'], { maxRetries: 0 })).toMatchObject({
			kind: 'unchanged',
			message: `The old invite link of group ${GROUP} still works: the code is still OLD, although Wawp reported success`,
			nextStep: expect.stringMatching(/^Reset the link on the phone/) as string,
			httpStatus: 200,
		});
	});

	test('has the reason of the read and the last code read if the outcome is unclear', async () => {
		const { kind, message, nextStep, httpStatus } = await failure(['OLD', serverError, timeout], { maxRetries: 0 });
		expect(kind).toBe('unclear');
		expect(message).toBe(
			`It is not known whether the invite code of group ${GROUP} was revoked: Wawp did not respond; the last code read is OLD`,
		);
		expect(nextStep).toMatch(/^Read the code with "Get Invite Code" before you share a link\. The request may have arrived/);
		expect(httpStatus).toBeUndefined();
	});

	test('names no code if the outcome is unclear and no code was read', async () => {
		const { message } = await failure([serverError, forbidden], { verify: false });
		expect(message).toBe(`It is not known whether the invite code of group ${GROUP} was revoked: Wawp refused this call`);
	});

	test('says that the effect is unknown if WhatsApp refused both the revoke and the read after it', async () => {
		const notAuthorized = response({ statusCode: 500, exception: { message: 'not-authorized', data: 401 } }, 500);
		expect(await failure(['OLD', notAuthorized, notAuthorized])).toMatchObject({
			kind: 'unclear',
			message: `It is not known whether the invite code of group ${GROUP} was revoked: WhatsApp refused to show the code afterwards; the last code read is OLD`,
			nextStep: expect.stringMatching(
				/before you share a link\. Check that the account is an admin of the group\. .*"not-authorized"/,
			) as string,
			httpStatus: 500,
		});
		expect((await failure([timeout, 'OLD', notAuthorized, 'OLD'], { verify: false, maxRetries: 1 })).message).toContain(
			': WhatsApp refused the request; the last code read is OLD',
		);
	});

	test('names the code that may be new if a second revoke is refused after an unclear one', async () => {
		expect(await failure([serverError, 'MAYBE', forbidden], { verify: false })).toMatchObject({
			kind: 'unclear',
			message: expect.stringMatching(/Wawp refused this call; the last code read is MAYBE$/) as string,
			httpStatus: 403,
		});
	});

	test('says that the old link is dead if the new code was not confirmed, and names the code that is probably live', async () => {
		const { kind, message, nextStep, httpStatus } = await failure(['OLD', timeout, 'OLD', 'NEW', serverError], { maxRetries: 1 });
		expect(kind).toBe('unconfirmed');
		expect(message).toBe(
			`The old invite link of group ${GROUP} is dead and its new code is probably NEW, but this could not be confirmed: Wawp or WhatsApp could not process the request`,
		);
		expect(nextStep).toMatch(/^An earlier revoke .* Read the code with "Get Invite Code".*HTTP 500, "Oh"/);
		expect(httpStatus).toBe(500);
	});
});

describe('a code that an earlier rotation of the process has replaced', () => {
	const instanceId = 'outdated';
	let last = 'FIRST';
	let count = 0;

	/** Replaces the code of the group once, and returns the dead one. */
	async function replace(): Promise<{ dead: string; live: string }> {
		const dead = last;
		last = `LIVE${++count}`;
		await rotate([dead, last], { instanceId });
		return { dead, live: last };
	}

	test('is read again once before the revoke, after a moment', async () => {
		const { dead, live } = await replace();
		const { result, paused, calls } = await rotate([dead, live, (last = 'NEXT1')], { instanceId });
		expect(result).toEqual({ code: 'NEXT1', previousCode: live });
		expect(paused).toEqual([2_000]);
		expect(calls).toHaveLength(3);
	});

	test('does not hold back the revoke, and is not compared with', async () => {
		const { dead } = await replace();
		const { result } = await rotate([dead, dead, (last = 'NEXT2')], { instanceId });
		expect(result).toEqual({ code: 'NEXT2', previousCode: null });
	});

	test('is no new code in a check after a revoke', async () => {
		const { dead, live } = await replace();
		const { result, paused } = await rotate([live, serverError, dead, dead, (last = 'NEXT3')], { instanceId });
		expect(result).toEqual({ code: 'NEXT3', previousCode: live });
		expect(paused).toEqual([2_000, 2_000]);
	});

	test('is no new code in the response to a revoke', async () => {
		const { dead, live } = await replace();
		const { result } = await rotate([live, dead, (last = 'NEXT4')], { instanceId });
		expect(result).toEqual({ code: 'NEXT4', previousCode: live });
	});

	test('leaves the effect of a revoke unknown if every read returns it, and the reads end', async () => {
		const { dead, live } = await replace();
		expect(await failure([live, serverError, dead, dead, dead], { instanceId, maxRetries: 2 })).toMatchObject({
			kind: 'unclear',
			message: `It is not known whether the invite code of group ${GROUP} was revoked: Wawp returned an outdated response, with a code that no longer works; the last code read is ${live}`,
		});
	});

	test('does not confirm a new code', async () => {
		const { dead, live } = await replace();
		const outcomes = [live, timeout, live, (last = 'NEXT5'), dead, live, live];
		const { kind, message } = await failure(outcomes, { instanceId, maxRetries: 3 });
		expect(kind).toBe('unconfirmed');
		expect(message).toContain(
			'its new code is probably NEXT5, but this could not be confirmed: Wawp returned an outdated response',
		);
	});
});

test('a code that a revoke left as it was is not dead', async () => {
	const options = { instanceId: 'unchanged', maxRetries: 0 };
	expect(await failure(['OLD', 'OLD', 'OLD'], options)).toMatchObject({ kind: 'unchanged' });
	expect((await rotate(['OLD', 'NEW'], options)).result).toEqual({ code: 'NEW', previousCode: 'OLD' });
});

describe('a cancel', () => {
	const before = noResponse('canceled', false);
	const inFlight = noResponse('canceled', true);

	test.each([
		['before the first read', [before]],
		['during the first read', [inFlight]],
		['before the revoke', ['OLD', before]],
	])('%s changes nothing', async (_name, outcomes) => {
		const { kind, message, nextStep } = await failure(outcomes);
		expect(kind).toBe('canceled');
		expect(message).toBe(`Could not revoke the invite code of group ${GROUP}: the execution was canceled`);
		expect(nextStep).not.toContain('dead');
	});

	test.each([
		['during the revoke', ['OLD', inFlight]],
		['before the check', ['OLD', serverError, before]],
		['during the check', ['OLD', serverError, inFlight]],
		['before a second revoke', ['OLD', serverError, 'OLD', before]],
	])('%s says that the old link may be dead', async (_name, outcomes) => {
		const { kind, message, nextStep } = await failure(outcomes);
		expect(kind).toBe('canceled');
		expect(message).toBe(`The execution was canceled while the invite code of group ${GROUP} was being revoked`);
		expect(nextStep).toBe('The old link may already be dead: read the code with "Get Invite Code" before you share a link');
	});

	test('during the confirmation names the code that is probably live', async () => {
		const { kind, message, nextStep } = await failure(['OLD', timeout, 'OLD', 'NEW', inFlight]);
		expect(kind).toBe('canceled');
		expect(message).toBe(
			`The execution was canceled while the invite code of group ${GROUP} was being revoked: its new code is probably NEW`,
		);
		expect(nextStep).toBe('The old link is dead: read the code with "Get Invite Code" before you share a link');
	});
});
