import { isDeepStrictEqual } from 'node:util';
import { startSampleEmulator } from '../../support/emulator/sample';
import type { Emulator } from '../../support/emulator/server';
import type { Instance } from '../../support/emulator/world';
import type { TriggerRun } from '../../support/engine/triggerContexts';
import { hooksOf } from './hooks';

export const RETRIES = { delay: 2, attempts: 15 };

/** A webhook of the user that has nothing to do with the trigger. */
export const THEIRS = { url: 'https://crm.example/wawp', events: ['message'], isActive: true, retries: RETRIES };

/** Starts an emulator for each test. Its account already has another webhook. After each test, this one must be unchanged. */
export class RegistrationBench {
	emulator!: Emulator;
	instance!: Instance;

	constructor() {
		beforeEach(async () => {
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

	hooks(run: Partial<TriggerRun> = {}) {
		return hooksOf({ credential: this.credential, parameters: { events: ['memberJoined'] }, ...run });
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
