import { unclearAnswers, type Fault } from '../../support/emulator/faults';
import { useFastClock } from '../../support/engine/fastClock';
import { failure, RegistrationBench, shortenTimeouts } from './registrationBench';

useFastClock();
const bench = new RegistrationBench();

const unclear: Fault[] = [
	...unclearAnswers,
	{ kind: 'status', status: 408 },
	{ kind: 'status', status: 502 },
	{ kind: 'status', status: 200, body: '[]' },
	{ kind: 'status', status: 200, body: '{}' },
	{ kind: 'status', status: 200, body: 'OK' },
	{ kind: 'status', status: 200, body: '{"success":false}' },
];

describe('an unclear response', () => {
	test.each(unclear)('is checked, and a registered webhook is not registered again: %j', async (fault) => {
		bench.instance.hmacShape = 'text';
		bench.emulator.faults.plan({ ...fault, moment: 'after the change', on: 'setWebhook' });
		expect(await bench.hooks().create()).toBe(true);
		expect(bench.calls).toEqual(['setWebhook', 'webhooks']);
	});

	test.each(unclear)('is checked, and a missing webhook is registered: %j', async (fault) => {
		bench.emulator.faults.plan({ ...fault, on: 'setWebhook' });
		const { create, url } = bench.hooks();
		expect(await create()).toBe(true);
		expect(bench.calls).toEqual(['setWebhook', 'webhooks', 'setWebhook']);
		expect(bench.instance.webhooks.get(url)).toBeDefined();
	});

	test.each(unclear)('is checked, and a removed webhook is not removed again: %j', async (fault) => {
		const { create, delete: remove } = bench.hooks();
		await create();
		bench.emulator.faults.plan({ ...fault, moment: 'after the change', on: 'deleteWebhook' });
		expect(await remove()).toBe(true);
		expect(bench.calls).toEqual(['setWebhook', 'deleteWebhook', 'webhooks']);
	});

	test.each(unclear)('is checked, and a remaining webhook is removed: %j', async (fault) => {
		const { create, url, delete: remove } = bench.hooks();
		await create();
		bench.emulator.faults.plan({ ...fault, on: 'deleteWebhook' });
		expect(await remove()).toBe(true);
		expect(bench.instance.webhooks.get(url)).toBeUndefined();
	});

	test.each(unclear)('to each of three attempts fails: %j', async (fault) => {
		const { create, delete: remove } = bench.hooks();
		bench.emulator.faults.plan({ ...fault, on: 'setWebhook', times: 9 });
		expect((await failure(create())).message).toMatch(/^Could not register the webhook with Wawp: Wawp /);
		expect(bench.emulator.callsOf('setWebhook')).toHaveLength(3);
		await remove();
		bench.emulator.reset();
		bench.instance.webhooks.set(bench.hooks().url);
		bench.emulator.faults.plan({ ...fault, on: 'deleteWebhook', times: 9 });
		expect((await failure(remove())).message).toMatch(/^Could not remove the webhook \S+ from Wawp: Wawp /);
		expect(bench.emulator.callsOf('deleteWebhook')).toHaveLength(3);
	});

	test('with an empty body is enough if the list hides the secret, a missing response is not', async () => {
		bench.emulator.faults.plan({ kind: 'empty', moment: 'after the change', on: 'setWebhook' });
		await bench.hooks().create();
		expect(bench.emulator.callsOf('setWebhook')).toHaveLength(1);
		bench.emulator.reset();
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change', on: 'setWebhook' });
		await bench.hooks().create();
		expect(bench.emulator.callsOf('setWebhook')).toHaveLength(2);
	});

	test('that never arrives ends in a timeout of ten seconds', async () => {
		bench.instance.hmacShape = 'text';
		bench.emulator.faults.plan({ kind: 'hang', moment: 'after the change', on: 'setWebhook' });
		const { create, hook } = bench.hooks();
		const timeouts = shortenTimeouts(hook, 100);
		expect(await create()).toBe(true);
		expect(bench.calls).toEqual(['setWebhook', 'webhooks']);
		expect(timeouts).toEqual([10_000, 2_000]);
	});
});

describe('a rate limit', () => {
	test.each(['2', undefined])('is waited out: Retry-After %s', async (retryAfter) => {
		const limit: Fault = { kind: 'rate limit', ...(retryAfter !== undefined && { retryAfter }) };
		bench.emulator.faults.plan({ ...limit, on: 'setWebhook' }, { ...limit, on: 'deleteWebhook' });
		const { create, delete: remove, url } = bench.hooks();
		await create();
		expect(bench.instance.webhooks.get(url)).toBeDefined();
		await remove();
		expect(bench.calls).toEqual(['setWebhook', 'setWebhook', 'deleteWebhook', 'deleteWebhook', 'webhooks']);
	});

	test.each(['6', '60'])('of more than five seconds is not waited out: n8n tries again, and has 84 s: %s', async (retryAfter) => {
		bench.emulator.faults.plan({ kind: 'rate limit', retryAfter, on: 'setWebhook' });
		expect(await failure(bench.hooks().create())).toMatchObject({
			message: expect.stringContaining(
				'Could not register the webhook with Wawp: there were too many requests in a short time',
			) as string,
			httpCode: '429',
		});
		expect(bench.calls).toEqual(['setWebhook']);
	});
});
