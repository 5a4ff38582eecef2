import { A, B, Bench, C } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('revoke');

describe('promise 7: canceling the execution', () => {
	test.each(['stopWorkflow', 'continueErrorOutput'] as const)('with %s, no further request is sent', async (onError) => {
		bench.emulator.faults.plan({ kind: 'hang', on: 'get', group: A });
		const { run } = await bench.run({
			ids: [A, B, C],
			parameters: { options: { maxConcurrency: 1 } },
			settings: { onError, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			onStart: (cancel) => void bench.emulator.nextCall().then(cancel),
		});
		expect(run.status).toBe('canceled');
		expect(bench.calls).toEqual(['get']);
	});

	test('a wait for a rate limit ends at once', async () => {
		bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '300', times: 99 });
		const { run } = await bench.run({ onStart: (cancel) => void bench.emulator.nextCall().then(() => setImmediate(cancel)) });
		expect(run.status).toBe('canceled');
		expect(bench.calls.length).toBeLessThanOrEqual(2);
	});

	test('a wait for the next turn ends at once, and the waiting group is unchanged', async () => {
		const start = performance.now();
		const { error } = await bench.run({
			ids: [A, B],
			// The second request would follow after 6,000 s, which are 3 real seconds on this clock.
			parameters: { options: { requestsPerMinute: 0.01, verify: false, maxConcurrency: 1 } },
			onStart: (cancel) => bench.emulator.once('responded', () => setTimeout(cancel, 50)),
		});
		expect(performance.now() - start).toBeLessThan(2_000);
		expect(error!.message).toContain(`Could not revoke the invite code of group ${B}: the execution was canceled`);
		expect(error!.description).toContain(`${A}: new code ${bench.a.liveCode}`);
		expect(bench.calls).toEqual(['revoke']);
	});

	test('between two tries, the error still lists every code that the first try created', async () => {
		const ids = Array.from({ length: 12 }, (_, at) => `${120363000000000100n + BigInt(at)}@g.us`);
		const groups = ids.map((id) => bench.account.addGroup(id, id));
		bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'revoke', group: B, latency: 300, times: 9 });
		const { error } = await bench.run({
			ids: [B, ...ids],
			parameters: { options: { maxConcurrency: 2, verify: false } },
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 },
			onStart: (cancel) =>
				bench.emulator.on('responded', ({ url }) => {
					if (url.includes(encodeURIComponent(B))) setTimeout(cancel, 20);
				}),
		});
		bench.emulator.removeAllListeners('responded');
		expect(error!.message).toContain('the execution was canceled');
		// A busy machine may not get through all of them in the first try, and may be canceled during a revoke.
		const rotated = groups.filter(({ revocations }) => revocations > 0);
		expect(rotated.length).toBeGreaterThan(2);
		for (const { id, liveCode } of rotated) {
			expect(error!.description).toMatch(new RegExp(`${id}: new code ${liveCode}|of group ${id} was being revoked`));
		}
	});

	test('during a revoke, the error says that the link may be dead, and lists the groups rotated before', async () => {
		bench.emulator.faults.plan({ kind: 'hang', on: 'revoke', group: B, moment: 'after the change' });
		const { error } = await bench.run({
			ids: [A, B],
			parameters: { options: { maxConcurrency: 1 } },
			onStart: (cancel) =>
				bench.emulator.on('call', ({ name, url }) => {
					if (name === 'revoke' && url.includes(encodeURIComponent(B))) cancel();
				}),
		});
		bench.emulator.removeAllListeners('call');
		expect(error!.message).toContain(`The execution was canceled while the invite code of group ${B} was being revoked`);
		expect(error!.description).toContain(`${A}: new code ${bench.a.liveCode}`);
	});

	// n8n tries again after a cancel, too, and keeps the error of the last try only.
	test.each(['stopWorkflow', 'continueErrorOutput'] as const)(
		'with %s, a further try repeats that a revoke was in flight',
		async (onError) => {
			bench.emulator.faults.plan({ kind: 'hang', on: 'revoke', moment: 'after the change' });
			const { error } = await bench.run({
				settings: { onError, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
				onStart: (cancel) =>
					bench.emulator.on('call', ({ name }) => {
						if (name === 'revoke') cancel();
					}),
			});
			bench.emulator.removeAllListeners('call');
			expect(error!.message).toContain(`The execution was canceled while the invite code of group ${A} was being revoked`);
			expect(bench.calls).toEqual(['get', 'revoke']);
		},
	);

	test.each([
		['unclear', 'empty', `It is not known whether the invite code of group ${A} was revoked`],
		['unconfirmed', 'drop', `The old invite link of group ${A} is dead and its new code is probably`],
	] as const)('a further try that is canceled repeats that the first one was %s', async (_outcome, kind, message) => {
		bench.emulator.faults.plan({ kind, on: 'revoke', moment: 'after the change' });
		let reads = 0;
		bench.emulator.on('call', ({ name }) => {
			// With a lost response, the third read is the confirmation. With an empty one, the second read is the check.
			if (name === 'get' && ++reads === (kind === 'drop' ? 3 : 2))
				bench.emulator.faults.plan({ kind: 'status', status: 403, on: 'get', times: 99 });
		});
		const { error } = await bench.run({
			parameters: { options: { maxRetries: 0 } },
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
			onStart: (cancel) =>
				bench.emulator.on('responded', () => {
					if (bench.emulator.faults.taken.length === 2) setTimeout(cancel, 20);
				}),
		});
		bench.emulator.removeAllListeners('call');
		bench.emulator.removeAllListeners('responded');
		expect(error!.message).toContain(message);
		expect(error!.message).toContain('the execution was canceled');
		expect(bench.a.revocations).toBe(1);
	});
});
