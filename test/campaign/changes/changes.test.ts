import fc from 'fast-check';
import type { OnError } from 'n8n-workflow';
import { unclearAnswers, type Fault, type Moment } from '../../support/emulator/faults';
import type { Engine } from '../../support/emulator/world';
import { Bench } from '../../support/engine/bench';
import { changesOf, playChange } from '../../support/engine/changes';
import { cancel, sometimes } from '../faults/schedule';
import { useFastClock } from '../../support/engine/fastClock';

useFastClock();

const RUNS = Number(process.env.CHANGES_RUNS ?? 1_000);
const SEED = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);

const bench = new Bench('revoke', 'inviteCode');
const CHANGES = changesOf(bench);

const answer = (status: number, body: unknown): Fault => ({ kind: 'status', status, body: JSON.stringify(body) });

/** Nobody knows what such a request has done. */
const unclear: fc.Arbitrary<Fault> = fc
	.record({
		what: fc.constantFrom<Fault>(
			...unclearAnswers,
			{ kind: 'status', status: 500 },
			{ kind: 'status', status: 503 },
			answer(504, { statusCode: 403, message: 'not-authorized' }),
			answer(502, 'session not found in pool'),
			answer(524, { code: 'invalid_session', message: 'item-not-found' }),
			answer(200, { status: 'success', message: 'You have exceeded your monthly limit' }),
			answer(200, { message: 'You are not an admin' }),
			answer(200, null),
			answer(201, 'AddParticipantsError: no'),
		),
		moment: fc.constantFrom<Moment>('before the change', 'after the change'),
	})
	.map(({ what, moment }) => ({ ...what, moment }));

/** Such a request has done nothing. */
const refusal: fc.Arbitrary<Fault> = fc.constantFrom<Fault>(
	{ kind: 'rate limit' },
	{ kind: 'rate limit', retryAfter: '2' },
	answer(400, { message: 'No' }),
	answer(401, { status: 401, message: 'Invalid access token' }),
	answer(403, { message: 'Forbidden' }),
	answer(404, { code: 'invalid_session', message: 'gone' }),
	answer(422, { error: 'Session status is not as expected', status: 'STOPPED' }),
	answer(500, { exception: { message: 'item-not-found', data: 404 } }),
	answer(500, { exception: { message: 'not-authorized', data: 401 } }),
	answer(500, { exception: { message: 'rate-overlimit', data: 429 } }),
);

const fault = fc.oneof({ weight: 2, arbitrary: unclear }, { weight: 1, arbitrary: refusal });

const times = (faults: fc.Arbitrary<Fault[]>): fc.Arbitrary<Fault[]> =>
	fc.tuple(faults, fc.integer({ min: 1, max: 3 })).map(([all, count]) => all.map((one) => ({ ...one, times: count })));

const schedule = fc.record({
	name: fc.constantFrom(...Object.keys(CHANGES)),
	engine: fc.constantFrom<Engine>('WEBJS', 'NOWEB', 'GOWS'),
	faults: times(fc.array(fault, { maxLength: 4 })),
	readFaults: times(fc.array(unclear, { maxLength: 3 })),
	items: fc.integer({ min: 1, max: 3 }),
	settings: fc.record({
		onError: fc.constantFrom<OnError>('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
		retryOnFail: fc.boolean(),
		maxTries: fc.integer({ min: 2, max: 3 }),
		waitBetweenTries: fc.constant(1),
	}),
	isTool: sometimes(20),
	cancel: fc.option(cancel, { freq: 1, nil: undefined }),
});

test(
	`whatever the server does, no change is claimed or denied against the truth (${RUNS} schedules, seed ${SEED})`,
	async () => {
		const property = fc.asyncProperty(schedule, async ({ name, engine, ...how }) => {
			bench.renew();
			bench.account.engine = engine;
			expect(await playChange(bench, CHANGES[name]!, how)).toEqual([]);
		});
		await fc.assert(property, { numRuns: RUNS, seed: SEED });
	},
	30 * 60_000,
);
