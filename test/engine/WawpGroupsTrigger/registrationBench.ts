import { isDeepStrictEqual } from 'node:util';
import type { IHookFunctions } from 'n8n-workflow';
import { startSampleEmulator } from '../../support/emulator/sample';
import type { Emulator } from '../../support/emulator/server';
import type { Instance } from '../../support/emulator/world';
import { hooksOf, type HooksRun } from './hooks';

export const RETRIES = { delay: 2, attempts: 15 };

/** A webhook of the user that has nothing to do with the trigger. */
export const THEIRS = { url: 'https://crm.example/wawp', events: ['message'], isActive: true, retries: RETRIES };

/** Starts an emulator for each test. Its account already has another webhook. After each test, this one must be unchanged. */
export class RegistrationBench {
	emulator!: Emulator;
	instance!: Instance;
	/** A workflow for each test: the process remembers the failed registrations of a workflow. */
	private workflow = 0;

	constructor() {
		beforeEach(async () => {
			this.workflow++;
			({ emulator: this.emulator, instance: this.instance } = await startSampleEmulator());
			this.instance.webhooks.set(THEIRS.url, { ...THEIRS });
		});
		afterEach(async () => {
			await this.emulator.stop();
			const { system } = this.instance.webhooks;
			const untouched = isDeepStrictEqual(this.instance.webhooks.get(THEIRS.url), THEIRS) && system !== undefined;
			if (!untouched || this.calls.includes('replaceWebhooks')) throw new Error('another webhook was changed');
		});
	}

	get credential() {
		return { instanceId: this.instance.id, accessToken: this.instance.accessToken, baseUrl: this.emulator.url };
	}

	get calls() {
		return this.emulator.calls.map(({ name }) => name);
	}

	hooks(run: HooksRun = {}) {
		return hooksOf({
			credential: this.credential,
			parameters: { events: ['memberJoined'] },
			workflowId: `workflow-${this.workflow}`,
			...run,
		});
	}
}

/** @returns the error that a webhook method throws */
export const failure = async (promise: Promise<unknown>) =>
	await promise.then(
		() => {
			throw new Error('nothing was thrown');
		},
		(error: unknown) => error as Error & { description?: string | null },
	);

/**
 * Divides the timeouts of the requests, and returns the requested ones, in ms. Like the node's own deadline, a timeout comes from an
 * AbortSignal: older versions of n8n hide the reason of the helper's timeout.
 */
export function shortenTimeouts(hook: IHookFunctions, times: number): number[] {
	const timeouts: number[] = [];
	const send = hook.helpers.httpRequestWithAuthentication.bind(hook);
	jest.spyOn(hook.helpers, 'httpRequestWithAuthentication').mockImplementation(async (type, options, more) => {
		const timeout = Number(options.timeout);
		timeouts.push(timeout);
		const deadline = AbortSignal.timeout(timeout / times);
		const expired = new Promise<never>((_resolve, reject) => {
			deadline.addEventListener('abort', () => {
				reject(deadline.reason as Error);
			});
		});
		// The helper ends the request soon afterwards.
		const sent = send(type, { ...options, timeout: timeout / times + 100 }, more) as Promise<unknown>;
		return await Promise.race([sent, expired]).finally(() => {
			sent.catch(() => undefined);
			expired.catch(() => undefined);
		});
	});
	return timeouts;
}
