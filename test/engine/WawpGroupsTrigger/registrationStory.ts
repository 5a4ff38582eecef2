import fc from 'fast-check';
import type { Fault, Misbehaviour } from '../../support/emulator/faults';
import { hmacShapes, unknownWebhookShapes, webhookListShapes } from '../../support/emulator/webhookShapes';

/** One of two workflows, active or only listening for a test event. */
export interface Subject {
	workflowId: 'workflow-1' | 'workflow-2';
	mode: 'trigger' | 'manual';
}

/** What happens to the webhooks of an account, and what goes wrong meanwhile. */
export type Step =
	/** Also after a crash, when n8n starts again without having removed anything. */
	| { act: 'activate' | 'deactivate'; subject: Subject; faults: Fault[] }
	/** Takes effect with the next activation, as in n8n. */
	| { act: 'choose events'; workflowId: Subject['workflowId']; events: string[] }
	/** Somebody in Wawp's dashboard. */
	| { act: 'edit another'; url: string; events: string[] }
	| { act: 'edit own'; subject: Subject; change: { isActive?: boolean; events?: string[]; hmac?: string } }
	| { act: 'remove own'; subject: Subject };

const workflowId = fc.constantFrom<Subject['workflowId']>('workflow-1', 'workflow-2');
const subject = fc.record({ workflowId, mode: fc.constantFrom<Subject['mode']>('trigger', 'manual') });

/** None of them lies: a 2xx that promises what was not done, or a 404 for a webhook that is there, could not be told from the truth. */
const misbehaviour = fc.constantFrom<Misbehaviour>(
	{ kind: 'drop' },
	{ kind: 'empty' },
	{ kind: 'undefined' },
	{ kind: 'html' },
	{ kind: 'echo' },
	{ kind: 'error under 200' },
	{ kind: 'rate limit' },
	{ kind: 'rate limit', retryAfter: '3' },
	{ kind: 'rate limit', retryAfter: '90' },
	...[301, 400, 401, 403, 408, 500, 502].map((status) => ({ kind: 'status', status }) as const),
);
const fault = fc
	.tuple(
		misbehaviour,
		fc.record({
			moment: fc.constantFrom<NonNullable<Fault['moment']>>('before the change', 'after the change'),
			on: fc.constantFrom<NonNullable<Fault['on']>>('setWebhook', 'deleteWebhook', 'webhooks'),
			times: fc.integer({ min: 1, max: 4 }),
		}),
	)
	.map(([kind, when]): Fault => ({ ...kind, ...when }));

const events = fc.subarray(['memberJoined', 'memberLeft', 'groupUpdated', 'inviteCodeChanged'], { minLength: 1 });
const theirEvents = fc.subarray(['message', 'group.v2.join', 'session.status'], { minLength: 1 });

const edits = (secretShown: boolean) =>
	fc.oneof(
		fc.constant({ isActive: false }),
		theirEvents.map((chosen) => ({ events: chosen })),
		// A list that hides the secret cannot show that it is wrong, nor that an empty answer to setting it was a lie.
		...(secretShown ? [fc.constant({ hmac: 'edited' })] : []),
	);

const step = (secretShown: boolean): fc.Arbitrary<Step> =>
	fc.oneof(
		{
			weight: 6,
			arbitrary: fc.record({
				act: fc.constantFrom('activate', 'deactivate'),
				subject,
				faults: fc.array(fault, { maxLength: 3 }),
			}),
		},
		fc.record({ act: fc.constant('choose events'), workflowId, events }),
		fc.record({
			act: fc.constant('edit another'),
			url: fc.constantFrom('https://crm.example/a', 'http://localhost:5678/webhook/another'),
			events: theirEvents,
		}),
		fc.record({ act: fc.constant('edit own'), subject, change: edits(secretShown) }),
		fc.record({ act: fc.constant('remove own'), subject }),
	);

const names = <Name extends string>(table: Record<Name, unknown>) => fc.constantFrom(...(Object.keys(table) as Name[]));

export const story = names(hmacShapes).chain((hmacShape) =>
	fc.record({
		hmacShape: fc.constant(hmacShape),
		listShape: names(webhookListShapes),
		unknownShape: names(unknownWebhookShapes),
		place: fc.constantFrom('body', 'query', 'header'),
		steps: fc.array(step(hmacShape === 'text' || hmacShape === 'key'), { minLength: 1, maxLength: 12 }),
	}),
);

export type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;
