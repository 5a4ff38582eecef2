import type { INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../support/emulator/faults';
import type { CallName } from '../../support/emulator/routes';
import type { Engine } from '../../support/emulator/world';
import { A, Bench, errorsOf } from '../../support/engine/bench';
import { useFastClock } from '../../support/engine/fastClock';

useFastClock();

const bench = new Bench('revoke', 'inviteCode');
const PERSON = '201234567891@c.us';

/** A change, and what the emulator says about it. */
interface Change {
	parameters: INodeParameters;
	/** The call that makes it, and the reads that can show it. */
	call: CallName;
	reads: CallName[];
	prepare?: () => void;
	isMade: () => boolean;
	/** Whether a second request would do harm: then there is at most one. */
	once?: true;
}

const participant = (operation: string): INodeParameters => ({ resource: 'participant', operation, participants: PERSON });
const group = (operation: string, more: INodeParameters = {}): INodeParameters => ({ resource: 'group', operation, ...more });
const member = () => bench.a.members.get(PERSON);

const CHANGES: Record<string, Change> = {
	'Add Participants': {
		parameters: participant('add'),
		call: 'addParticipants',
		reads: ['participants'],
		isMade: () => member() !== undefined,
		once: true,
	},
	'Remove Participants': {
		parameters: participant('remove'),
		call: 'removeParticipants',
		reads: ['participants'],
		prepare: () => bench.a.addMember(PERSON),
		isMade: () => member() === undefined,
	},
	'Promote Participants': {
		parameters: participant('promote'),
		call: 'promote',
		reads: ['participants'],
		prepare: () => bench.a.addMember(PERSON),
		isMade: () => member()?.role === 'admin',
	},
	'Demote Participants': {
		parameters: participant('demote'),
		call: 'demote',
		reads: ['participants'],
		prepare: () => bench.a.addMember(PERSON, 'admin'),
		isMade: () => member()?.role === 'participant',
	},
	'Send Text Message': {
		parameters: { resource: 'message', operation: 'send', sendTo: { __rl: true, mode: 'id', value: PERSON }, message: 'Hello' },
		call: 'sendText',
		reads: [],
		isMade: () => bench.account.messages.length > 0,
		once: true,
	},
	'Create Group': {
		parameters: group('create', { subject: 'Neighbours', participants: PERSON }),
		call: 'create',
		reads: ['groups', 'group', 'participants'],
		isMade: () => bench.account.groups.size > 3,
		once: true,
	},
	'Update Group': {
		parameters: group('update', { updateFields: { subject: 'New' } }),
		call: 'subject',
		reads: ['group'],
		isMade: () => bench.a.name === 'New',
	},
	'Lock Group': {
		parameters: group('lock'),
		call: 'changeSend',
		// Before the change, the settings have to be read.
		reads: [],
		isMade: () => bench.a.adminsOnly['messages-admin-only'],
	},
	'Unlock Group': {
		parameters: group('unlock'),
		call: 'changeSend',
		reads: [],
		prepare: () => Object.assign(bench.a.adminsOnly, { 'messages-admin-only': true }),
		isMade: () => !bench.a.adminsOnly['messages-admin-only'],
	},
	'Join Group': {
		parameters: group('join', { inviteCode: 'OldCodeOfGroupA' }),
		call: 'join',
		reads: ['participants'],
		prepare: () => (bench.a.role = 'none'),
		isMade: () => bench.a.role !== 'none',
		once: true,
	},
	'Leave Group': {
		parameters: group('leave'),
		call: 'leave',
		reads: ['participants'],
		isMade: () => bench.a.role === 'none',
		once: true,
	},
	'Delete Group': {
		parameters: group('delete'),
		call: 'deleteGroup',
		reads: ['groups'],
		isMade: () => !bench.account.groups.has(A),
		once: true,
	},
	'Refresh Groups': {
		parameters: group('refresh'),
		call: 'refresh',
		reads: [],
		isMade: () => bench.account.refreshes > 0,
		once: true,
	},
};

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

/** Plays a change, and returns the promises that the node broke. */
async function play(
	{ parameters, call, reads, prepare, isMade, once }: Change,
	faults: Fault[],
	engine: Engine,
	isBlind: boolean,
) {
	bench.account.engine = engine;
	prepare?.();
	bench.emulator.faults.plan(...faults.map((fault) => ({ ...fault, on: call })));
	if (isBlind) for (const on of reads) bench.emulator.faults.plan({ ...NO_LOOK, on, times: 99 });
	const result = await bench.run({
		parameters,
		settings: { onError: 'continueErrorOutput', retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	const errors = errorsOf(result).map(String);
	const outputs = result.success.map(({ json }) => json);
	const makes = bench.emulator.callsOf(call).length;
	const failed = outputs.filter(({ status }) => status === 'failed');
	return [
		...(result.error ? [`the run ended: ${result.error.message}`] : []),
		...(errors.some((text) => text.startsWith('Could not') && !text.includes('already changed')) && isMade()
			? [`"Could not", although it is made: ${errors.join()}`]
			: []),
		...(outputs.some(({ verified }) => verified === true) && failed.length === 0 && !isMade()
			? ['verified, although it is not made']
			: []),
		...(outputs.some(({ status }) => status === 'done') && !isMade() ? ['done, although it is not made'] : []),
		...(failed.length > 0 && isMade() ? [`failed, although it is made: ${JSON.stringify(failed)}`] : []),
		...(once && makes > 1 && faults[0]!.moment !== undefined ? [`sent ${makes} times`] : []),
	];
}

const ENGINES: Engine[] = ['WEBJS', 'NOWEB', 'GOWS'];
const OPERATIONS = Object.entries(CHANGES);

describe.each(OPERATIONS)('%s', (_operation, change) => {
	const moments = ['before the change', 'after the change'] as const;

	test.each(Object.entries(UNCLEAR))('after %s, nothing is said that is not known', async (_what, unclear) => {
		for (const engine of ENGINES) {
			for (const moment of moments) {
				for (const isBlind of [false, true]) {
					expect({ engine, moment, isBlind, broken: await play(change, [{ ...unclear, moment }], engine, isBlind) }).toEqual({
						engine,
						moment,
						isBlind,
						broken: [],
					});
					bench.renew();
				}
			}
		}
	});

	test.each(Object.entries(REFUSALS))(
		'a later refusal (%s) does not take back what an earlier request has done',
		async (_what, refusal) => {
			for (const engine of ENGINES) {
				for (const isBlind of [false, true]) {
					const faults: Fault[] = [
						{ kind: 'drop', moment: 'after the change' },
						{ ...refusal, times: 99 },
					];
					expect({ engine, isBlind, broken: await play(change, faults, engine, isBlind) }).toEqual({
						engine,
						isBlind,
						broken: [],
					});
					bench.renew();
				}
			}
		},
	);
});
