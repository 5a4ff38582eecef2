import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { leaks } from '../leaks';
import type { Fault } from '../emulator/faults';
import type { CallName } from '../emulator/routes';
import { A, errorsOf, type Bench } from './bench';

const PERSON = '201234567891@c.us';

/** A change, and what the emulator says about it. */
export interface Change {
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

const member = ({ a }: Bench) => a.members.get(PERSON);

/** All changes but the revoke, which has a campaign of its own. */
export const changesOf = (bench: Bench): Record<string, Change> => ({
	'Add Participants': {
		parameters: participant('add'),
		call: 'addParticipants',
		reads: ['participants'],
		isMade: () => member(bench) !== undefined,
		once: true,
	},
	'Remove Participants': {
		parameters: participant('remove'),
		call: 'removeParticipants',
		reads: ['participants'],
		prepare: () => bench.a.addMember(PERSON),
		isMade: () => member(bench) === undefined,
	},
	'Promote Participants': {
		parameters: participant('promote'),
		call: 'promote',
		reads: ['participants'],
		prepare: () => bench.a.addMember(PERSON),
		isMade: () => member(bench)?.role === 'admin',
	},
	'Demote Participants': {
		parameters: participant('demote'),
		call: 'demote',
		reads: ['participants'],
		prepare: () => bench.a.addMember(PERSON, 'admin'),
		isMade: () => member(bench)?.role === 'participant',
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
		parameters: group('join', { inviteCode: 'TheOldInviteCodeGroupA' }),
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
});

/** How a change is played. */
export interface Play {
	/** On the call that makes the change. */
	faults: Fault[];
	/** On the reads that can show it. */
	readFaults?: Fault[];
	settings?: Partial<INode>;
	/** The number of input items, all for the same change. */
	items?: number;
}

/** Plays a change, and returns one sentence for each promise that the node broke, by the emulator's state. */
export async function playChange(
	bench: Bench,
	change: Change,
	{ faults, readFaults = [], settings, items = 1 }: Play,
): Promise<string[]> {
	const { parameters, call, reads, prepare, isMade, once } = change;
	prepare?.();
	bench.emulator.faults.plan(...faults.map((fault) => ({ ...fault, on: call })));
	for (const on of reads) bench.emulator.faults.plan(...readFaults.map((fault) => ({ ...fault, on })));
	const result = await bench.run({
		parameters,
		ids: Array.from({ length: items }, () => A),
		settings: { onError: 'continueErrorOutput', retryOnFail: true, maxTries: 2, waitBetweenTries: 1, ...settings },
	});
	const outputs = [...result.success, ...result.errorBranch].map(({ json }) => json).filter(({ error }) => error === undefined);
	const errors = [
		...errorsOf(result),
		...result.success.map(({ json }) => json.error),
		result.error?.message,
		result.error?.description,
	].filter(isText);
	return [
		...unless(settings?.onError === 'stopWorkflow' || !result.error, `the run ended: ${result.error?.message}`),
		...judge({ outputs, errors, isMade: isMade() }),
		// A request that certainly did nothing may be repeated. One without a proof may not.
		...unless(!once || effects(bench, change) <= items, `sent ${effects(bench, change)} times for ${items} items`),
		...unless(!leaks([errors, outputs], bench.secrets), 'a secret left the node'),
	];
}

interface Testimony {
	outputs: IDataObject[];
	errors: string[];
	isMade: boolean;
}

const judge = ({ outputs, errors, isMade }: Testimony): string[] => {
	const denials = errors.filter((text) => text.startsWith('Could not') && !text.includes('already changed'));
	const failed = outputs.filter(({ status }) => status === 'failed');
	const isAdmitted = outputs.some(({ status }) => status === undefined || isDone(status)) || errors.some(isAdmission);
	const isClaimed = outputs.some(
		({ status, verified, joined }) => isDone(status) || (status === undefined && verified === true && joined !== false),
	);
	return [
		// Another item may have made it after this one, or may have.
		...unless(denials.length === 0 || !isMade || isAdmitted, `denied, although it is made: ${denials.join(' · ')}`),
		...unless(failed.length === 0 || !isMade, `failed, although it is made: ${JSON.stringify(failed)}`),
		...unless(!isClaimed || isMade, `claimed, although it is not made: ${JSON.stringify(outputs)}`),
	];
};

/** How many requests may have made the change: those with an unclear response, and those that the emulator carried out. */
function effects({ emulator }: Bench, { call, isMade }: Change): number {
	const taken = emulator.faults.taken.filter((one) => one.call === call);
	const carriedOut = isMade() ? emulator.callsOf(call).length - taken.length : 0;
	return taken.filter(({ fault }) => !isProof(fault)).length + carriedOut;
}

const isProof = (fault: Fault): boolean =>
	fault.kind === 'rate limit' || (fault.kind === 'status' && fault.status >= 300 && (fault.status < 500 || isWhatsApps(fault)));

const isWhatsApps = ({ status, body = '' }: Fault & { kind: 'status' }): boolean => status === 500 && body.includes('exception');

const isDone = (status: unknown): boolean => ['done', 'sent', 'queued'].includes(String(status));

const isAdmission = (text: string): boolean => /^It is not known|probably not|Already \w+ in this run/.test(text);

const isText = (value: unknown): value is string => typeof value === 'string';

const unless = (holds: boolean, promise: string): string[] => (holds ? [] : [promise]);
