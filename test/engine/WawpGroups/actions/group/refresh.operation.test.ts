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

test.each(['drop', 'undefined', 'html', 'error under 200'] as const)('%s fails the item, and is not repeated', async (kind) => {
	bench.emulator.faults.plan({ kind, times: 99 });
	const result = await bench.run({ settings: { onError: 'continueErrorOutput' } });
	expect(errorsOf(result)).toEqual([expect.stringMatching(/^Could not refresh the groups: .*\[item 0\]$/)]);
	expect(bench.calls).toEqual(['refresh']);
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
