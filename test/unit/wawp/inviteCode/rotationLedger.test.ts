import { describeFailure } from '../../../../nodes/wawp/outcome/describeFailure';
import { WawpFailure } from '../../../../nodes/wawp/outcome/wawpFailure';
import type { GroupId } from '../../../../nodes/wawp/ids/groupId';
import { ledgerKey, RotationLedger, type LedgerAnswer } from '../../../../nodes/wawp/inviteCode/rotationLedger';
import { HandClock } from '../../../support/clocks';
import { noResponse } from '../../../support/outcomes';

const MINUTE = 60_000;

let clock: HandClock;
let ledger: RotationLedger;
beforeEach(() => {
	clock = new HandClock();
	ledger = new RotationLedger(clock);
});

const rotated = (code: string): LedgerAnswer => ({ kind: 'rotated', code, previousCode: null });

/** A rotation that the test ends with `resolve` or `reject`. */
function deferred() {
	let resolve!: (answer: LedgerAnswer) => void;
	let reject!: (error: Error) => void;
	const ended = new Promise<LedgerAnswer>((fulfill, fail) => {
		resolve = fulfill;
		reject = fail;
	});
	const rotate = jest.fn(async () => await ended);
	return { rotate, resolve, reject };
}

const rotateTo = (code: string) => jest.fn(async () => await Promise.resolve(rotated(code)));

describe('one group', () => {
	test('with a cooldown is rotated once for 100 requests at once, and all get its code', async () => {
		const first = deferred();
		const requests = Array.from(
			{ length: 100 },
			async () => await ledger.request({ key: 'a', cooldown: MINUTE, rotate: first.rotate }),
		);
		await clock.advance(0);
		first.resolve(rotated('NEW'));
		const [mine, ...others] = await Promise.all(requests);
		expect(mine).toEqual(rotated('NEW'));
		expect(others).toEqual(Array(99).fill({ kind: 'heldBack', code: 'NEW' }));
		expect(first.rotate).toHaveBeenCalledTimes(1);
	});

	test('without a cooldown is rotated for each request, one after another', async () => {
		let inFlight = 0;
		let maxInFlight = 0;
		let count = 0;
		const rotate = async () => {
			maxInFlight = Math.max(maxInFlight, ++inFlight);
			await clock.pause(10);
			inFlight--;
			return rotated(`NEW${++count}`);
		};
		const requests = Array.from({ length: 20 }, async () => await ledger.request({ key: 'a', cooldown: 0, rotate }));
		await clock.advance(1_000);
		const answers = await Promise.all(requests);
		expect(maxInFlight).toBe(1);
		expect(new Set(answers.map(({ code }) => code)).size).toBe(20);
		expect(answers.every(({ kind }) => kind === 'rotated')).toBe(true);
	});

	test('without a cooldown is rotated again right after a rotation with one', async () => {
		await ledger.request({ key: 'a', cooldown: MINUTE, rotate: rotateTo('NEW') });
		expect(await ledger.request({ key: 'a', cooldown: 0, rotate: rotateTo('NEWER') })).toEqual(rotated('NEWER'));
	});

	test('is held back by a rotation without a cooldown too', async () => {
		await ledger.request({ key: 'a', cooldown: 0, rotate: rotateTo('NEW') });
		expect(await ledger.request({ key: 'a', cooldown: MINUTE, rotate: rotateTo('NEWER') })).toEqual({ kind: 'heldBack' });
	});

	test('is held back exactly until the cooldown is over', async () => {
		await ledger.request({ key: 'a', cooldown: MINUTE, rotate: rotateTo('NEW') });
		const again = rotateTo('NEWER');
		await clock.advance(MINUTE - 1);
		expect(await ledger.request({ key: 'a', cooldown: MINUTE, rotate: again })).toEqual({ kind: 'heldBack' });
		expect(again).not.toHaveBeenCalled();
		await clock.advance(1);
		expect(await ledger.request({ key: 'a', cooldown: MINUTE, rotate: again })).toEqual(rotated('NEWER'));
	});

	test('starts its cooldown at the end of the last rotation', async () => {
		const slow = deferred();
		const request = ledger.request({ key: 'a', cooldown: MINUTE, rotate: slow.rotate });
		await clock.advance(MINUTE);
		slow.resolve(rotated('NEW'));
		await request;
		await clock.advance(MINUTE - 1);
		expect((await ledger.request({ key: 'a', cooldown: MINUTE, rotate: rotateTo('NEWER') })).kind).toBe('heldBack');
	});

	test('that another process held back is rotated by the next request', async () => {
		const heldBack = jest.fn(async () => await Promise.resolve<LedgerAnswer>({ kind: 'heldBack' }));
		expect(await ledger.request({ key: 'a', cooldown: MINUTE, rotate: heldBack })).toEqual({ kind: 'heldBack' });
		expect(await ledger.request({ key: 'a', cooldown: MINUTE, rotate: rotateTo('NEW') })).toEqual(rotated('NEW'));
	});

	test('that another process held back has no code to share', async () => {
		const held = deferred();
		const requests = [1, 2].map(async () => await ledger.request({ key: 'a', cooldown: MINUTE, rotate: held.rotate }));
		await clock.advance(0);
		held.resolve({ kind: 'heldBack' });
		expect(await Promise.all(requests)).toEqual([{ kind: 'heldBack' }, { kind: 'heldBack' }]);
	});

	test('does not wait for the rotation of another group', async () => {
		const slow = deferred();
		const request = ledger.request({ key: 'a', cooldown: MINUTE, rotate: slow.rotate });
		expect(await ledger.request({ key: 'b', cooldown: MINUTE, rotate: rotateTo('B') })).toEqual(rotated('B'));
		slow.resolve(rotated('A'));
		expect(await request).toEqual(rotated('A'));
	});
});

describe('a failure', () => {
	const failure = new WawpFailure('serverError', 'no', 'again');

	test.each([0, MINUTE])('is shared by all waiting requests, with a cooldown of %d', async (cooldown) => {
		const broken = deferred();
		const requests = Promise.allSettled(
			Array.from({ length: 5 }, async () => await ledger.request({ key: 'a', cooldown, rotate: broken.rotate })),
		);
		await clock.advance(0);
		broken.reject(failure);
		expect(await requests).toEqual(Array(5).fill({ status: 'rejected', reason: failure }));
		expect(broken.rotate).toHaveBeenCalledTimes(1);
	});

	test('does not start a cooldown', async () => {
		const broken = jest.fn(async () => await Promise.reject<LedgerAnswer>(failure));
		await expect(ledger.request({ key: 'a', cooldown: MINUTE, rotate: broken })).rejects.toBe(failure);
		expect(await ledger.request({ key: 'a', cooldown: MINUTE, rotate: rotateTo('NEW') })).toEqual(rotated('NEW'));
		expect(ledger.size).toBe(1);
	});

	test.each([
		['was canceled', describeFailure(noResponse('canceled', true), { doing: 'revoke the invite code' })],
		['crashed', new TypeError('crash')],
	])('of an execution that %s is not shared: the next one rotates', async (_name, error) => {
		const broken = deferred();
		const next = deferred();
		const first = ledger.request({ key: 'a', cooldown: MINUTE, rotate: broken.rotate });
		const others = [1, 2, 3].map(async () => await ledger.request({ key: 'a', cooldown: MINUTE, rotate: next.rotate }));
		broken.reject(error);
		await expect(first).rejects.toBe(error);
		await clock.advance(0);
		next.resolve(rotated('NEW'));
		expect(await Promise.all(others)).toEqual([
			rotated('NEW'),
			{ kind: 'heldBack', code: 'NEW' },
			{ kind: 'heldBack', code: 'NEW' },
		]);
		expect(next.rotate).toHaveBeenCalledTimes(1);
	});
});

describe('an execution that is canceled', () => {
	test('while it waits for another one stops waiting, and the other one continues', async () => {
		const slow = deferred();
		const first = ledger.request({ key: 'a', cooldown: MINUTE, rotate: slow.rotate });
		const controller = new AbortController();
		// Requests of a canceled execution are not sent.
		const stopped = jest.fn(async () => await Promise.reject<LedgerAnswer>(new WawpFailure('canceled', 'stop', '')));
		const second = ledger.request({ key: 'a', cooldown: MINUTE, rotate: stopped, signal: controller.signal });
		controller.abort();
		await expect(second).rejects.toMatchObject({ kind: 'canceled' });
		slow.resolve(rotated('NEW'));
		expect(await first).toEqual(rotated('NEW'));
		expect((await ledger.request({ key: 'a', cooldown: MINUTE, rotate: stopped })).kind).toBe('heldBack');
	});

	test('after the end of its wait leaves no listener behind', async () => {
		const controller = new AbortController();
		const added = jest.spyOn(controller.signal, 'addEventListener');
		const removed = jest.spyOn(controller.signal, 'removeEventListener');
		const slow = deferred();
		const first = ledger.request({ key: 'a', cooldown: MINUTE, rotate: slow.rotate });
		const second = ledger.request({ key: 'a', cooldown: MINUTE, rotate: rotateTo('X'), signal: controller.signal });
		await clock.advance(0);
		slow.resolve(rotated('NEW'));
		await Promise.all([first, second]);
		await clock.advance(0);
		expect(added).toHaveBeenCalledTimes(1);
		expect(removed).toHaveBeenCalledWith('abort', added.mock.calls[0]![1]);
	});
});

describe('the memory', () => {
	test('is bounded: at its capacity, the group with the oldest rotation is dropped', async () => {
		const small = new RotationLedger(clock, 3);
		const requestKind = async (key: string) => (await small.request({ key, cooldown: MINUTE, rotate: rotateTo('X') })).kind;
		for (const key of ['a', 'b', 'c', 'd']) expect(await requestKind(key)).toBe('rotated');
		expect(small.size).toBe(3);
		for (const key of ['b', 'c', 'd']) expect(await requestKind(key)).toBe('heldBack');
		expect(await requestKind('a')).toBe('rotated');
		expect(small.size).toBe(3);
	});

	test('keeps a group longer after another rotation', async () => {
		const small = new RotationLedger(clock, 2);
		const requestKind = async (key: string, cooldown = MINUTE) =>
			(await small.request({ key, cooldown, rotate: rotateTo('X') })).kind;
		await requestKind('a');
		await requestKind('b');
		await requestKind('a', 0);
		await requestKind('c');
		expect(await requestKind('a')).toBe('heldBack');
		expect(await requestKind('b')).toBe('rotated');
	});

	test('has a capacity of 10,000 groups', async () => {
		for (let i = 0; i <= 10_000; i++) await ledger.request({ key: String(i), cooldown: MINUTE, rotate: rotateTo('X') });
		expect(ledger.size).toBe(10_000);
	});

	test('counts a group from the start of its rotation', async () => {
		const slow = deferred();
		const request = ledger.request({ key: 'a', cooldown: MINUTE, rotate: slow.rotate });
		expect(ledger.size).toBe(1);
		slow.resolve({ kind: 'heldBack' });
		await request;
		expect(ledger.size).toBe(1);
	});
});

describe('the generation of a group', () => {
	const rotateNow = async (key = 'a') => await ledger.request({ key, cooldown: 0, rotate: rotateTo('NEW') });

	test('is unknown before its first rotation', () => {
		expect(ledger.generation('a')).toBeUndefined();
	});

	test('stays the same while nothing rotates the group', async () => {
		await rotateNow();
		const generation = ledger.generation('a');
		await rotateNow('b');
		expect(ledger.generation('a')).toBe(generation);
	});

	test('is another one after a further rotation, also after one that failed', async () => {
		await rotateNow();
		const first = ledger.generation('a');
		await rotateNow();
		const second = ledger.generation('a');
		await ledger
			.request({ key: 'a', cooldown: 0, rotate: async () => await Promise.reject(new Error('x')) })
			.catch(() => undefined);
		expect(new Set([first, second, ledger.generation('a')]).size).toBe(3);
	});

	test('is another one while a rotation is in flight', async () => {
		await rotateNow();
		const before = ledger.generation('a');
		const slow = deferred();
		const request = ledger.request({ key: 'a', cooldown: 0, rotate: slow.rotate });
		const during = ledger.generation('a');
		slow.resolve(rotated('NEW'));
		await request;
		expect(new Set([before, during, ledger.generation('a')]).size).toBe(3);
	});

	test('is settled when the rotation in flight has ended, whether it failed or not', async () => {
		const slow = deferred();
		const request = ledger.request({ key: 'a', cooldown: 0, rotate: slow.rotate });
		let isSettled = false;
		const settled = ledger.settled('a').then(() => (isSettled = true));
		await clock.advance(0);
		expect(isSettled).toBe(false);
		slow.reject(new WawpFailure('unclear', 'x', 'y'));
		await request.catch(() => undefined);
		await settled;
		expect(isSettled).toBe(true);
	});

	test('is not waited for after a cancel', async () => {
		const slow = deferred();
		const request = ledger.request({ key: 'a', cooldown: 0, rotate: slow.rotate });
		await expect(ledger.settled('a', AbortSignal.abort())).resolves.toBeUndefined();
		slow.resolve(rotated('NEW'));
		await request;
	});

	test('is about to change while another request without a cooldown waits for its turn', async () => {
		const [first, second] = [deferred(), deferred()];
		const requests = [first, second].map(async ({ rotate }) => await ledger.request({ key: 'a', cooldown: 0, rotate }));
		const heldBack = ledger.request({ key: 'a', cooldown: MINUTE, rotate: rotateTo('X') });
		first.resolve(rotated('NEW'));
		await requests[0];
		expect(ledger.isRotating('a')).toBe(true);
		let isSettled = false;
		const settled = ledger.settled('a').then(() => (isSettled = true));
		await clock.advance(0);
		expect(isSettled).toBe(false);
		second.resolve(rotated('NEWER'));
		await Promise.all([...requests, heldBack, settled]);
		expect(ledger.isRotating('a')).toBe(false);
	});
});

test('an unconfirmed rotation counts for the cooldown, because the old link is dead; another failure does not', async () => {
	for (const [kind, expected] of [
		['unconfirmed', 'heldBack'],
		['unclear', 'rotated'],
	] as const) {
		const failed = async () => await Promise.reject(new WawpFailure(kind, 'x', 'y'));
		await ledger.request({ key: kind, cooldown: MINUTE, rotate: failed }).catch(() => undefined);
		expect(await ledger.request({ key: kind, cooldown: MINUTE, rotate: rotateTo('NEW') })).toMatchObject({ kind: expected });
	}
});

describe('the key of a group in the ledger', () => {
	const account = { baseUrl: 'https://a.example', instanceId: 'i', accessToken: 't', webhookSecret: '', place: 'body' } as const;
	const group: GroupId = '1@g.us';

	test('is the same for the same group, in every place of the credentials', () => {
		expect(ledgerKey({ ...account, place: 'header' }, group)).toBe(ledgerKey(account, group));
	});

	test.each([
		['address', { ...account, baseUrl: 'https://b.example' }, group],
		['instance', { ...account, instanceId: 'j' }, group],
		['token', { ...account, accessToken: 'u' }, group],
		['group', account, '2@g.us' as const],
		['boundary between instance and token', { ...account, instanceId: 'it', accessToken: '' }, group],
		['quotes', { ...account, instanceId: 'i","t' }, group],
	])('differs with another %s', (_name, other, otherGroup) => {
		expect(ledgerKey(other, otherGroup)).not.toBe(ledgerKey(account, group));
	});

	test('does not reveal the credentials', () => {
		expect(ledgerKey(account, group)).toMatch(/^[0-9a-f]{64}$/);
	});

	test('separates two accounts', async () => {
		const keys = [ledgerKey(account, group), ledgerKey({ ...account, instanceId: 'j' }, group)];
		for (const key of keys) expect((await ledger.request({ key, cooldown: MINUTE, rotate: rotateTo('X') })).kind).toBe('rotated');
	});
});
