import fc from 'fast-check';
import type { INode, OnError } from 'n8n-workflow';
import type { Fault, Misbehaviour, Moment } from '../../support/emulator/faults';
import type { CallName } from '../../support/emulator/routes';
import type { CodeShape } from '../../support/emulator/shapes';
import { codeShapes } from '../../support/emulator/shapes';
import type { Engine, Group } from '../../support/emulator/world';
import type { Cancel } from '../../support/engine/cancelAt';

/** Executions of the node in one process against a server with planned faults. */
export interface Schedule {
	engine: Engine;
	codeShape: CodeShape | undefined;
	noOpRevoke: boolean;
	/** How many reads of a code after a change may still show the code from before. */
	outdatedReads: number;
	/** The account's role in each group. */
	groups: Array<Group['role']>;
	faults: Fault[];
	/** Mostly one. Several of them overlap and share the groups. */
	executions: Execution[];
}

export interface Execution {
	/** ms of real time */
	startsAfter: number;
	/** For each input item, an index into `groups`. -1 means an item without a valid group id. */
	items: number[];
	options: { verify: boolean; maxRetries: number; maxConcurrency: number; cooldownMinutes: number };
	settings: Partial<INode>;
	cancel: Cancel | undefined;
}

export const groupId = (index: number) => `12036300000000000${index}@g.us`;

/** The timeout of a request, in ms of real time. */
export const TIMEOUT = 200;
/** A latency slightly above the timeout, in ms. */
export const TOO_SLOW = TIMEOUT + 6;

/** Far longer than a schedule takes on the fast clock. */
const COOLDOWN_MINUTES = 24 * 60;

/** How long a cache keeps a response, in ms of the node's clock: shorter than the wait for a late revoke. */
export const CACHE_MS = 10_000;

const PROXY_PAGE = '<html><head><title>Gateway timeout</title></head></html>';

const misbehaviour: fc.Arbitrary<Misbehaviour & { latency?: number }> = fc.constantFrom(
	{ kind: 'drop' } as const,
	{ kind: 'hang' } as const,
	{ kind: 'trickle' } as const,
	{ kind: 'empty' } as const,
	{ kind: 'undefined' } as const,
	{ kind: 'html' } as const,
	{ kind: 'error under 200' } as const,
	{ kind: 'echo' } as const,
	{ kind: 'unchanged' } as const,
	{ kind: 'somebody else' } as const,
	{ kind: 'slow', latency: TOO_SLOW } as const,
	{ kind: 'slow', latency: 5 } as const,
	{ kind: 'slow', latency: 20 } as const,
	{ kind: 'rate limit' } as const,
	{ kind: 'rate limit', retryAfter: '2' } as const,
	{ kind: 'rate limit', retryAfter: '-1' } as const,
	{ kind: 'rate limit', retryAfter: 'soon' } as const,
	{ kind: 'status', status: 500 } as const,
	{ kind: 'status', status: 500, body: 'b', contentType: 'text/plain' } as const,
	{ kind: 'status', status: 504, body: PROXY_PAGE, contentType: 'text/html' } as const,
	{ kind: 'status', status: 524, body: PROXY_PAGE, contentType: 'text/html' } as const,
	{ kind: 'status', status: 200, body: '{"data":null}' } as const,
	{ kind: 'status', status: 200, body: 'instance-not-connected', contentType: 'text/plain' } as const,
	{ kind: 'status', status: 200, body: 'waiting-for-the-other-side', contentType: 'text/plain' } as const,
	{ kind: 'status', status: 200, body: '{"code":"invalid_session","message":"gone"}' } as const,
	{ kind: 'status', status: 500, body: '{"statusCode":500,"exception":{"message":"rate-overlimit","data":429}}' } as const,
	{ kind: 'status', status: 500, body: '{"statusCode":500,"exception":{"message":"not-authorized","data":401}}' } as const,
);

/** Refusals occur only before the change, because they prove that nothing was done. */
const refusal: fc.Arbitrary<Misbehaviour> = fc.constantFrom(
	{ kind: 'status', status: 401 },
	{ kind: 'status', status: 403 },
	{ kind: 'status', status: 404, body: '{"code":"invalid_session","message":"gone"}' },
	{ kind: 'status', status: 422 },
);

const fault = (groups: number): fc.Arbitrary<Fault> =>
	fc
		.record({
			what: fc.oneof({ weight: 9, arbitrary: misbehaviour }, { weight: 1, arbitrary: refusal }),
			moment: fc.constantFrom<Moment>('before the change', 'after the change'),
			on: fc.constantFrom<CallName>('revoke', 'revoke', 'get'),
			group: fc.nat({ max: groups - 1 }).map(groupId),
			times: fc.integer({ min: 1, max: 3 }),
		})
		.map(({ what, moment, ...rest }) => {
			const refused = what.kind === 'status' && what.status > 400 && what.status < 500;
			const limited = what.kind === 'rate limit';
			return { ...rest, ...what, moment: refused || limited ? 'before the change' : moment };
		});

/** True in so many of 100 draws. It shrinks to false. */
export const sometimes = (percent: number): fc.Arbitrary<boolean> =>
	fc.integer({ min: 0, max: 99 }).map((n) => n >= 100 - percent);

export const cancel: fc.Arbitrary<Cancel> = fc.record({
	call: fc.integer({ min: 1, max: 8 }),
	at: fc.constantFrom('its arrival', 'its response'),
});

const execution = (groups: number): fc.Arbitrary<Execution> =>
	fc.record({
		startsAfter: fc.integer({ min: 0, max: 8 }),
		items: fc.array(
			fc.integer({ min: 0, max: 3 * groups }).map((n) => (n === 3 * groups ? -1 : n % groups)),
			{ minLength: 1, maxLength: 6 },
		),
		options: fc.record({
			verify: fc.constantFrom(true, true, true, false),
			maxRetries: fc.integer({ min: 0, max: 3 }),
			maxConcurrency: fc.integer({ min: 1, max: 3 }),
			cooldownMinutes: fc.constantFrom(0, 0, COOLDOWN_MINUTES),
		}),
		settings: fc.record({
			onError: fc.constantFrom<OnError>('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
			retryOnFail: fc.boolean(),
			maxTries: fc.integer({ min: 2, max: 3 }),
			waitBetweenTries: fc.constant(1),
		}),
		cancel: fc.constant(undefined),
	});

/** Overlapping executions take their turns and so more time: only a part of the schedules has them. */
const executions = (groups: number): fc.Arbitrary<Execution[]> =>
	sometimes(30)
		.chain((overlap) => fc.array(execution(groups), overlap ? { minLength: 2, maxLength: 3 } : { minLength: 1, maxLength: 1 }))
		.chain((all) =>
			fc
				.record({ cancels: sometimes(all.length > 1 ? 40 : 15), which: fc.nat({ max: all.length - 1 }), cancel })
				.map(({ cancels, which, cancel: drawn }) =>
					all.map((one, at) => (cancels && at === which ? { ...one, cancel: drawn } : one)),
				),
		);

export const schedule: fc.Arbitrary<Schedule> = fc.integer({ min: 1, max: 3 }).chain((count) =>
	fc.record({
		engine: fc.constantFrom<Engine>('WEBJS', 'NOWEB', 'GOWS'),
		codeShape: fc.option(fc.constantFrom(...(Object.keys(codeShapes) as CodeShape[])), { nil: undefined }),
		noOpRevoke: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
		outdatedReads: fc.constantFrom(0, 0, 1),
		groups: fc.array(
			fc.constantFrom<Group['role']>('admin', 'admin', 'admin', 'admin', 'admin', 'admin', 'participant', 'none'),
			{ minLength: count, maxLength: count },
		),
		faults: fc.array(fault(count), { maxLength: 5 }),
		executions: executions(count),
	}),
);
