import fc from 'fast-check';
import type { INode, OnError } from 'n8n-workflow';
import type { Fault, Misbehaviour, Moment } from '../support/emulator/faults';
import type { CallName } from '../support/emulator/routes';
import type { CodeShape } from '../support/emulator/shapes';
import { codeShapes } from '../support/emulator/shapes';
import type { Engine, Group } from '../support/emulator/world';

/** One run of the node against a server with planned faults. */
export interface Schedule {
	engine: Engine;
	codeShape: CodeShape | undefined;
	noOpRevoke: boolean;
	/** The account's role in each group. */
	groups: Array<Group['role']>;
	/** For each input item, an index into `groups`. -1 means an item without a valid group id. */
	items: number[];
	faults: Fault[];
	options: { verify: boolean; maxRetries: number; maxConcurrency: number };
	settings: Partial<INode>;
}

export const groupId = (index: number) => `12036300000000000${index}@g.us`;

/** The timeout of a request, in ms of real time. */
export const TIMEOUT = 200;
/** A latency slightly above the timeout, in ms. */
const TOO_SLOW = TIMEOUT + 6;

const PROXY_PAGE = '<html><head><title>Gateway timeout</title></head></html>';

const misbehaviour: fc.Arbitrary<Misbehaviour & { latency?: number }> = fc.constantFrom(
	{ kind: 'drop' } as const,
	{ kind: 'hang' } as const,
	{ kind: 'empty' } as const,
	{ kind: 'undefined' } as const,
	{ kind: 'html' } as const,
	{ kind: 'error under 200' } as const,
	{ kind: 'echo' } as const,
	{ kind: 'unchanged' } as const,
	{ kind: 'somebody else' } as const,
	{ kind: 'slow', latency: TOO_SLOW } as const,
	{ kind: 'slow', latency: 5 } as const,
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

export const schedule: fc.Arbitrary<Schedule> = fc.integer({ min: 1, max: 3 }).chain((count) =>
	fc.record({
		engine: fc.constantFrom<Engine>('WEBJS', 'NOWEB', 'GOWS'),
		codeShape: fc.option(fc.constantFrom(...(Object.keys(codeShapes) as CodeShape[])), { nil: undefined }),
		noOpRevoke: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
		groups: fc.array(
			fc.constantFrom<Group['role']>('admin', 'admin', 'admin', 'admin', 'admin', 'admin', 'participant', 'none'),
			{ minLength: count, maxLength: count },
		),
		items: fc.array(
			fc.integer({ min: 0, max: 3 * count }).map((n) => (n === 3 * count ? -1 : n % count)),
			{
				minLength: 1,
				maxLength: 6,
			},
		),
		faults: fc.array(fault(count), { maxLength: 5 }),
		options: fc.record({
			verify: fc.constantFrom(true, true, true, false),
			maxRetries: fc.integer({ min: 0, max: 3 }),
			maxConcurrency: fc.integer({ min: 1, max: 3 }),
		}),
		settings: fc.record({
			onError: fc.constantFrom<OnError>('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
			retryOnFail: fc.boolean(),
			maxTries: fc.constant(2),
			waitBetweenTries: fc.constant(1),
		}),
	}),
);
