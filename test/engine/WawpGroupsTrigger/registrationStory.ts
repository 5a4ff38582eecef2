import fc from 'fast-check';
import { unclearAnswers, type Fault, type Misbehaviour } from '../../support/emulator/faults';
import { hmacShapes, unknownWebhookShapes, webhookListShapes } from '../../support/emulator/webhookShapes';

/** One of two workflows, active or listening for a test event. */
export interface Subject {
	workflowId: 'workflow-1' | 'workflow-2';
	mode: 'trigger' | 'manual';
}

/** One step of a story about the webhooks of an account, with the faults during it. */
export type Step =
	/** Also covers a crash: n8n starts again without having removed the webhook. */
	| { act: 'activate' | 'deactivate'; subject: Subject; faults: Fault[] }
	/** Takes effect with the next activation, as in n8n. */
	| { act: 'choose events'; workflowId: Subject['workflowId']; events: string[] }
	/** A change in Wawp's dashboard. */
	| { act: 'edit another'; url: string; events: string[] }
	| { act: 'edit own'; subject: Subject; change: { isActive?: boolean; events?: string[]; hmac?: string } }
	| { act: 'remove own'; subject: Subject };

const workflowId = fc.constantFrom<Subject['workflowId']>('workflow-1', 'workflow-2');
const subject = fc.record({ workflowId, mode: fc.constantFrom<Subject['mode']>('trigger', 'manual') });

/** No fault is a 2xx without the change: the trigger trusts it after setting a webhook, and without a readable list. */
const misbehaviour = fc.constantFrom<Misbehaviour>(
	...unclearAnswers,
	{ kind: 'rate limit' },
	{ kind: 'rate limit', retryAfter: '3' },
	{ kind: 'rate limit', retryAfter: '90' },
	...[301, 400, 401, 403, 404, 408, 500, 502].map((status) => ({ kind: 'status', status }) as const),
	...['404 page not found', '{"code":"rest_no_route","message":"No route was found"}', '{"message":"No url provided"}', ''].map(
		(body) => ({ kind: 'status', status: 404, body }) as const,
	),
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
		// If the list hides the secret, it shows neither a wrong secret nor that an empty response to setting it was false.
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
