import type { Fault } from '../../support/emulator/faults';
import type { Engine } from '../../support/emulator/world';
import { Bench } from '../../support/engine/bench';
import { changesOf, playChange, type Play } from '../../support/engine/changes';
import { useFastClock } from '../../support/engine/fastClock';

useFastClock();

const bench = new Bench('revoke', 'inviteCode');
const CHANGES = changesOf(bench);

const body = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
const answer = (status: number, value: unknown): Fault => ({ kind: 'status', status, body: body(value) });

/** What a request may be answered with that says nothing about its effect. */
const UNCLEAR: Record<string, Fault> = {
	'a dropped connection': { kind: 'drop' },
	'a 500': { kind: 'status', status: 500 },
	'a 504 with an inner refusal': answer(504, { statusCode: 403, message: 'not-authorized' }),
	'a 502 of another server': answer(502, 'session not found in pool'),
	'a 524 that names a missing group': answer(524, 'Client error: 404 item-not-found'),
	'a success beside a used-up limit': answer(200, { status: 'success', message: 'You have exceeded your monthly limit' }),
	'a success beside a refusal': answer(200, { message: 'You are not an admin' }),
	null: answer(200, 'null'),
};

/** Refusals that prove that this request did nothing. */
const REFUSALS: Record<string, Fault> = {
	'the session is away': answer(422, { error: 'Session status is not as expected', status: 'STOPPED' }),
	'a bad token': answer(401, { status: 401, message: 'Invalid access token' }),
	'a 403': answer(403, { message: 'Forbidden' }),
	'a 404': answer(404, { message: 'Not Found' }),
	'no such group': answer(500, { exception: { message: 'item-not-found', data: 404 } }),
};

/** A read that fails behind a proxy, with a text that must not be believed. */
const NO_LOOK = answer(504, { statusCode: 403, message: 'not participating in that group' });

/** Plays a change, in a new account. */
async function play(name: string, engine: Engine, how: Play): Promise<string[]> {
	bench.renew();
	bench.account.engine = engine;
	return await playChange(bench, CHANGES[name]!, how);
}

const ENGINES: Engine[] = ['WEBJS', 'NOWEB', 'GOWS'];

describe.each(Object.keys(CHANGES))('%s', (name) => {
	const moments = ['before the change', 'after the change'] as const;
	const looks = [[], [{ ...NO_LOOK, times: 99 }]];

	test.each(Object.entries(UNCLEAR))('after %s, nothing is said that is not known', async (_what, unclear) => {
		for (const engine of ENGINES) {
			for (const moment of moments) {
				for (const readFaults of looks) {
					const broken = await play(name, engine, { faults: [{ ...unclear, moment }], readFaults });
					expect({ engine, moment, readFaults, broken }).toMatchObject({ broken: [] });
				}
			}
		}
	});

	test.each(Object.entries(REFUSALS))(
		'a later refusal (%s) does not take back what an earlier request has done',
		async (_what, refusal) => {
			for (const engine of ENGINES) {
				for (const readFaults of looks) {
					const faults: Fault[] = [
						{ kind: 'drop', moment: 'after the change' },
						{ ...refusal, times: 99 },
					];
					const broken = await play(name, engine, { faults, readFaults });
					expect({ engine, readFaults, broken }).toMatchObject({ broken: [] });
				}
			}
		},
	);
});
