import { Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('revoke');
const ids = Array.from({ length: 500 }, (_, at) => `${120363000000001000n + BigInt(at)}@g.us`);
const continues = { settings: { onError: 'continueErrorOutput' as const } };

describe('a run that cannot succeed ends at once', () => {
	test('when Wawp refuses the account: the reason is that of the refusal', async () => {
		const credential = { ...bench.credential, accessToken: 'another-token' };
		const result = await bench.run({ ids, credential, ...continues });
		expect(result.errorBranch).toHaveLength(500);
		// Ten groups are read at the same time.
		expect(bench.calls.length).toBeLessThan(15);
		expect(new Set(errorsOf(result).map((error) => String(error).replace(/.*g\.us: | \[item.*/g, '')))).toEqual(
			new Set(['Wawp did not accept the access token']),
		);
	});

	test('when Wawp responds to nothing: 500 groups, and each item says that nothing was sent', async () => {
		bench.emulator.faults.plan({ kind: 'hang', times: 10_000 });
		const result = await bench.run({ ids, parameters: { options: { timeout: 300 } }, ...continues });
		expect(result.errorBranch).toHaveLength(500);
		expect(bench.calls.length).toBeLessThan(30);
		expect(errorsOf(result).at(-1)).toBe(
			`Could not revoke the invite code of group ${ids.at(-1)!}: Wawp did not respond for several groups in a row [item 499]`,
		);
	});

	test('a read that follows a revoke is still sent, so that no code is lost', async () => {
		const [refused, revoked] = ids.slice(0, 2).map((id) => bench.account.addGroup(id, id));
		bench.emulator.faults.plan(
			{ kind: 'status', status: 401, on: 'revoke', group: refused!.id },
			{
				kind: 'status',
				status: 200,
				body: '{"code":"invalid_session","message":"gone"}',
				on: 'revoke',
				moment: 'after the change',
			},
		);
		const options = { verify: false, maxRetries: 0, maxConcurrency: 1 };
		const result = await bench.run({ ids: [refused!.id, revoked!.id, ids[2]!], parameters: { options }, ...continues });
		// Without an earlier code, only the read knows the new one, and it cannot prove the change.
		expect(errorsOf(result)).toContainEqual(expect.stringContaining(`the last code read is ${revoked!.liveCode}`));
		expect(revoked!.revocations).toBe(1);
		expect(bench.calls).toEqual(['revoke', 'revoke', 'get']);
	});

	test('a group whose revoke was already sent is reported as unclear, not as refused', async () => {
		for (const id of ids.slice(0, 5)) bench.account.addGroup(id, id);
		bench.emulator.faults.plan({ kind: 'hang', on: 'revoke', moment: 'after the change', times: 99 });
		bench.emulator.on('call', ({ name }) => {
			if (name === 'revoke') bench.emulator.faults.plan({ kind: 'hang', on: 'get', times: 999 });
		});
		const result = await bench.run({ ids: ids.slice(0, 5), parameters: { options: { timeout: 150 } }, ...continues });
		bench.emulator.removeAllListeners('call');
		const rotated = ids.slice(0, 5).filter((id) => bench.account.groups.get(id)!.revocations > 0);
		for (const id of rotated) {
			expect(errorsOf(result)).toContainEqual(
				expect.stringContaining(`It is not known whether the invite code of group ${id} was revoked`),
			);
		}
		expect(rotated).not.toEqual([]);
	});
});
