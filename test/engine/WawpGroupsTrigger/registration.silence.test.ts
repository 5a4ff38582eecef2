import type { Fault } from '../../support/emulator/faults';
import { useFastClock } from '../../support/engine/fastClock';
import { failure, RegistrationBench, shortenTimeouts } from './registrationBench';

/** Requests and waits pass equally fast: a timeout of 10 seconds takes 0.2 seconds. */
const FASTER = 50;
useFastClock(FASTER);
const bench = new RegistrationBench();

// On a busy machine, the silence that these tests wait for takes longer.
jest.setTimeout(30_000);

/** n8n 2.41 ends a publication after this time, with an error of its own. In ms, like its waits between the attempts (measured). */
const N8N_DEADLINE = 84_000;
const BETWEEN_REMOVALS = [1_000, 2_000];
const BETWEEN_REGISTRATIONS = [1_000, 2_000, 4_000, 8_000];

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** Plays what n8n does when it publishes a changed trigger: it removes the webhook of the old version and registers the new one. */
async function publishChange(hooks: ReturnType<typeof bench.hooks>): Promise<Array<Error | undefined>> {
	const errors: Array<Error | undefined> = [];
	const attempt = async (act: () => Promise<boolean>): Promise<boolean> => {
		const error = await act().then(
			() => undefined,
			(thrown: unknown) => thrown as Error,
		);
		errors.push(error);
		return error === undefined;
	};
	for (let tries = 0; tries < 3; tries++) if (await attempt(hooks.delete)) break;
	for (let tries = 0; tries < 5; tries++) {
		if (await attempt(hooks.activate)) break;
		await hooks.delete();
	}
	return errors;
}

describe('while Wawp does not respond', () => {
	const hang = (on: NonNullable<Fault['on']>): Fault => ({ kind: 'hang', on, times: 99 });
	const everything = [hang('webhooks'), hang('setWebhook'), hang('deleteWebhook')];

	test.each<[string, Fault[]]>([
		['to any call', everything],
		['to the list', [hang('webhooks')]],
		['to a registration', [hang('setWebhook')]],
		['to a removal', [hang('deleteWebhook')]],
		['to a change', [hang('setWebhook'), hang('deleteWebhook')]],
	])('%s, all attempts of n8n fit into the time that it has for a publication', async (_what, faults) => {
		const hooks = bench.hooks();
		await hooks.activate();
		const timeouts = shortenTimeouts(hooks.hook, FASTER);
		bench.emulator.faults.plan(...faults);
		bench.emulator.calls.length = 0;
		const errors = await publishChange(hooks);
		const silent = bench.calls.map((call) => faults.some(({ on }) => on === call));
		const waited = sum(timeouts.filter((_timeout, at) => silent[at]));
		expect(waited).toBeGreaterThanOrEqual(10_000);
		// Leaves 10 seconds for calls with a response, and for n8n itself.
		expect(waited + sum(BETWEEN_REMOVALS) + sum(BETWEEN_REGISTRATIONS)).toBeLessThan(N8N_DEADLINE - 10_000);
		const named = /^Could not (?:remove|register) the webhook .*Wawp did not respond/;
		expect(errors.filter((error) => error && !named.test(error.message))).toEqual([]);
	});

	test('the first timeout is 10 seconds, and the next ones are 2 seconds, in all triggers of the account', async () => {
		const [one, other] = [bench.hooks(), bench.hooks({ workflowId: 'another' })];
		const timeouts = [one, other].map(({ hook }) => shortenTimeouts(hook, FASTER));
		bench.emulator.faults.plan(...everything);
		await failure(one.activate());
		await failure(other.activate());
		expect(timeouts).toEqual([
			[10_000, 2_000, 2_000],
			[2_000, 2_000],
		]);
	});

	test('a trigger registers as soon as Wawp responds again', async () => {
		const hooks = bench.hooks();
		shortenTimeouts(hooks.hook, FASTER);
		await hooks.activate();
		bench.instance.webhooks.update(hooks.url, { events: ['message'] });
		bench.emulator.faults.plan(...everything.map((fault) => ({ ...fault, times: 3 })));
		await publishChange(hooks);
		expect(bench.instance.webhooks.get(hooks.url)).toMatchObject({ isActive: true, hmac: hooks.secret() });
		expect(bench.instance.webhooks.get(hooks.url)?.events).toContain('group.v2.join');
	});
});
