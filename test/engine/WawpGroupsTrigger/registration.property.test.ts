import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { isTriggerEvent, wawpEventsFor } from '../../../nodes/WawpGroupsTrigger/events';
import type { Fault } from '../../support/emulator/faults';
import { Emulator } from '../../support/emulator/server';
import type { WebhookEntry } from '../../support/emulator/webhooks';
import type { Instance } from '../../support/emulator/world';
import { useFastClock } from '../../support/engine/fastClock';
import { expectAsyncProperty } from '../../support/property';
import { hooksOf } from './hooks';
import { story, type Step, type Story, type Subject } from './registrationStory';

useFastClock();

const emulator = new Emulator();
beforeAll(async () => {
	await emulator.start();
});
afterAll(async () => {
	await emulator.stop();
});

let accounts = 0;

/** Plays a story and checks the webhooks after each step. */
class Play {
	private readonly instance: Instance;
	private readonly system: string | undefined;
	private readonly events = { 'workflow-1': ['memberJoined'], 'workflow-2': ['memberLeft'] };
	/** All webhooks except those of the triggers. */
	private others: WebhookEntry[] = [];
	private readonly violations: unknown[] = [];

	constructor(private readonly plan: Story) {
		this.instance = emulator.addInstance(`instance-${++accounts}`, `secret-token-${accounts}`);
		this.instance.webhookListShape = plan.listShape;
		this.instance.hmacShape = plan.hmacShape;
		this.instance.unknownWebhookShape = plan.unknownShape;
		this.system = this.instance.webhooks.system;
	}

	async run(): Promise<unknown[]> {
		for (const step of this.plan.steps) {
			emulator.reset();
			await this.take(step);
			this.check(
				'other webhooks stay',
				this.entries((url) => !this.isOwn(url)),
				this.others,
			);
			this.check('the system webhook stays', this.instance.webhooks.system, this.system);
			this.check('the list is never replaced', emulator.callsOf('replaceWebhooks'), []);
		}
		return this.violations;
	}

	private check(what: string, actual: unknown, expected: unknown): void {
		if (!isDeepStrictEqual(actual, expected)) this.violations.push({ what, actual, expected });
	}

	private async take(step: Step): Promise<void> {
		const { webhooks } = this.instance;
		if (step.act === 'choose events') this.events[step.workflowId] = step.events;
		else if (step.act === 'edit another') {
			webhooks.set(step.url, { events: step.events });
			this.others = this.entries((url) => !this.isOwn(url));
		} else if (step.act === 'edit own') webhooks.update(this.hooks(step.subject).url, step.change);
		else if (step.act === 'remove own') webhooks.delete(this.hooks(step.subject).url);
		else await this.call(step.act, step.subject, step.faults);
	}

	private async call(act: 'activate' | 'deactivate', subject: Subject, faults: Fault[]): Promise<void> {
		const hooks = this.hooks(subject);
		const rest = () => this.entries((url) => url !== hooks.url);
		const before = rest();
		emulator.faults.plan(...faults);
		const failed = await (act === 'activate' ? hooks.activate() : hooks.delete()).then(
			() => false,
			() => true,
		);
		if (failed) this.check('a call fails only after a fault', emulator.faults.taken.length > 0, true);
		emulator.faults.clear();
		// n8n does this after a failed activation.
		if (failed && act === 'activate') await hooks.delete();
		this.check('other triggers stay', rest(), before);
		if (failed && act === 'deactivate') return;
		const correct = {
			url: hooks.url,
			events: wawpEventsFor(this.events[subject.workflowId].filter(isTriggerEvent)),
			isActive: true,
			retries: { delay: 2, attempts: 15 },
			hmac: hooks.secret(),
		};
		const expected = act === 'activate' && !failed ? [correct] : [];
		this.check(
			'the own webhook is correct or gone',
			this.entries((url) => url === hooks.url),
			expected,
		);
	}

	private hooks({ workflowId, mode }: Subject) {
		const { id: instanceId, accessToken } = this.instance;
		return hooksOf({
			workflowId,
			mode,
			parameters: { events: this.events[workflowId] },
			credential: { instanceId, accessToken, baseUrl: emulator.url, sendCredentialsIn: this.plan.place },
		});
	}

	private isOwn(url: string): boolean {
		return /\/webhook(?:-test)?\/webhook-of-workflow-[12]\//.test(url);
	}

	private entries(filter: (url: string) => boolean): WebhookEntry[] {
		const entries = this.instance.webhooks.own().filter(({ url }) => filter(url));
		return entries.map((entry) => ({ ...entry, events: [...entry.events], retries: { ...entry.retries } }));
	}
}

test('after any story, the own webhook is correct or gone, and all others are unchanged', async () => {
	await expectAsyncProperty(
		fc.asyncProperty(story, async (plan) => {
			expect(await new Play(plan).run()).toEqual([]);
		}),
		{ numRuns: 200 },
	);
}, 120_000);
