import { Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('refresh', 'group');

test('refreshes once for all items, because WhatsApp limits how often', async () => {
	const { success } = await bench.run({ ids: [1, 2] });
	expect(success).toEqual([
		{ json: { refreshed: true }, pairedItem: { item: 0 } },
		{ json: { refreshed: true }, pairedItem: { item: 1 } },
	]);
	expect(bench.account.refreshes).toBe(1);
	expect(bench.emulator.calls).toMatchObject([{ name: 'refresh', method: 'POST', url: '/v2/groups/refresh' }]);
});

test.each(['drop', 'undefined', 'html', 'error under 200'] as const)(
	'%s is unclear, and is repeated for no item and no try',
	async (kind) => {
		bench.emulator.faults.plan({ kind, times: 99 });
		const settings = { onError: 'continueErrorOutput', retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } as const;
		const result = await bench.run({ ids: [1, 2], settings });
		expect(errorsOf(result)).toEqual([
			expect.stringMatching(/^It is not known whether the groups were refreshed: .*\[item 0\]$/),
			expect.stringMatching(/^It is not known whether the groups were refreshed: .*\[item 1\]$/),
		]);
		expect(bench.calls).toEqual(['refresh']);
	},
);

test('a refusal serves all items of a try, and Retry On Fail tries again', async () => {
	bench.emulator.faults.plan({ kind: 'status', status: 400, body: '{"message":"No"}', on: 'refresh' });
	const { success } = await bench.run({ ids: [1, 2], settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
	expect(success).toHaveLength(2);
	expect(bench.calls).toEqual(['refresh', 'refresh']);
});

test("WhatsApp's limit fails the item with its reason", async () => {
	const body = JSON.stringify({ statusCode: 500, exception: { message: 'rate-overlimit', data: 429 } });
	bench.emulator.faults.plan({ kind: 'status', status: 500, body, contentType: 'application/json', times: 99 });
	const { error } = await bench.run();
	expect(error!.message).toBe('Could not refresh the groups: there were too many requests in a short time [item 0]');
});

test('a Wawp without the call says so', async () => {
	bench.account.undocumentedChanges = 'not implemented';
	const { error } = await bench.run();
	expect(error!.message).toContain('your Wawp instance does not offer this call');
});
