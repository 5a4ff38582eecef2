import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { leaks } from '../leaks';
import type { Fault } from '../emulator/faults';
import type { CallName } from '../emulator/routes';
import { A, type Bench } from './bench';
import { callTool } from './callTool';
import { cancelAt, type Cancel } from './cancelAt';
import { groupById } from './runNode';

const PERSON = '201234567891@c.us';

/** A change, and what the emulator says about it. */
export interface Change {
	parameters: INodeParameters;
	/** The call that makes it. */
	call: CallName;
	/** The reads that can show it. */
	reads: CallName[];
	/** One of them that is also made before the change. */
	readBefore?: CallName;
	prepare?: () => void;
	isMade: () => boolean;
	/** Whether a second request would do harm: then there is at most one. */
	once?: true;
}

const participant = (operation: string): INodeParameters => ({ resource: 'participant', operation, participants: PERSON });
const group = (operation: string, more: INodeParameters = {}): INodeParameters => ({ resource: 'group', operation, ...more });

const member = ({ a }: Bench) => a.members.get(PERSON);

export const changesOf = (bench: Bench): Record<string, Change> => ({
	'Revoke Invite Code': {
		parameters: { resource: 'inviteCode', operation: 'revoke' },
		call: 'revoke',
		reads: ['get'],
		readBefore: 'get',
		isMade: () => bench.a.revocations > 0,
	},
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
		readBefore: 'participants',
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
		reads: ['group', 'readSend'],
		readBefore: 'group',
		isMade: () => bench.a.adminsOnly['messages-admin-only'],
	},
	'Unlock Group': {
		parameters: group('unlock'),
		call: 'changeSend',
		reads: ['group', 'readSend'],
		readBefore: 'group',
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
	/** The number of input items, all for the same change. Of a tool, the number of calls. */
	items?: number;
	/** Whether an AI agent calls the node as its tool. Then `cancel` is ignored. */
	isTool?: boolean;
	cancel?: Cancel | undefined;
}

/** Plays a change, and returns one sentence for each promise that the node broke, by the emulator's state. */
export async function playChange(bench: Bench, change: Change, play: Play): Promise<string[]> {
	const { outputs, errors, ended } = await tell(bench, change, play);
	const { settings, items = 1, cancel } = play;
	const mayEnd = settings?.onError === 'stopWorkflow' || cancel !== undefined;
	return [
		...unless(mayEnd || ended === undefined, `the run ended: ${ended}`),
		...judge({ outputs, errors, isMade: change.isMade() }),
		// A request that certainly did nothing may be repeated. One without a proof may not.
		...unless(!change.once || effects(bench, change) <= items, `sent ${effects(bench, change)} times for ${items} items`),
		...unless(!leaks([errors, outputs], bench.secrets), 'a secret left the node'),
	];
}

/** Plays a change, and returns what the node says. */
export async function tell(bench: Bench, change: Change, { faults, readFaults = [], ...how }: Play): Promise<Said> {
	const { call, reads, readBefore, prepare } = change;
	prepare?.();
	bench.emulator.faults.plan(...faults.map((fault) => ({ ...fault, on: call })));
	if (readBefore) bench.emulator.faults.plan({ ...PASS, on: readBefore });
	for (const on of reads) bench.emulator.faults.plan(...readFaults.map((fault) => ({ ...fault, on })));
	return await (how.isTool ? playTool : playNode)(bench, change, how);
}

/** A fault that does nothing. */
const PASS: Fault = { kind: 'slow' };

/** What a person or a model reads. `ended`: the error that ended the run. */
export type Said = Pick<Testimony, 'outputs' | 'errors'> & { ended?: string | undefined };

type How = Omit<Play, 'faults' | 'readFaults'>;

const SETTINGS: Partial<INode> = { onError: 'continueErrorOutput', retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

async function playNode(bench: Bench, { parameters }: Change, { settings, items = 1, cancel }: How): Promise<Said> {
	const onStart = cancel && cancelAt(bench.emulator, cancel);
	const result = await bench.run({
		parameters,
		ids: Array.from({ length: items }, () => A),
		settings: { ...SETTINGS, ...settings },
		...(onStart && { onStart }),
	});
	bench.emulator.removeAllListeners();
	const all = [...result.success, ...result.errorBranch].map(({ json }) => json);
	const { message, description } = result.error ?? {};
	return { ...read(all, [message, description]), ended: message };
}

async function playTool(bench: Bench, { parameters }: Change, { settings, items = 1 }: How): Promise<Said> {
	const { answers, run } = await callTool({
		parameters: { groupId: groupById(A), ...parameters },
		credential: bench.credential,
		settings: { ...SETTINGS, ...settings },
		calls: Array.from({ length: items }, () => ({})),
	});
	const all = answers.flatMap((answer) => ('text' in answer ? (JSON.parse(answer.text) as IDataObject[]) : []));
	const thrown = answers.map((answer) => ('error' in answer ? answer.error : undefined));
	return { ...read(all, thrown), ended: run.data.resultData.error?.message };
}

/** @param thrown the texts of errors that no item has */
const read = (items: IDataObject[], thrown: Array<string | null | undefined>): Said => ({
	outputs: items.filter(({ error }) => error === undefined),
	errors: [...items.map(({ error }) => error), ...thrown].filter(isText),
});

interface Testimony {
	outputs: IDataObject[];
	errors: string[];
	isMade: boolean;
}

const judge = ({ outputs, errors, isMade }: Testimony): string[] => {
	const denials = errors.filter((text) => isDenial(text) && !text.includes('already changed'));
	const failed = outputs.filter(({ status }) => status === 'failed');
	const isAdmitted = outputs.some(({ status }) => status !== 'failed') || errors.some(isAdmission);
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
	const carriedOut = isMade() ? emulator.callsOf(call).filter(({ isRefused }) => !isRefused).length - taken.length : 0;
	return taken.filter(({ fault }) => !isProof(fault)).length + carriedOut;
}

const isProof = (fault: Fault): boolean =>
	fault.kind === 'rate limit' || (fault.kind === 'status' && fault.status >= 300 && (fault.status < 500 || isWhatsApps(fault)));

const isWhatsApps = ({ status, body = '' }: Fault & { kind: 'status' }): boolean => status === 500 && body.includes('exception');

const isDone = (status: unknown): boolean => ['done', 'sent', 'queued'].includes(String(status));

const isDenial = (text: string): boolean => /^(?:Could not|The old invite link of group \S+ still works)/.test(text);

export const isAdmission = (text: string): boolean =>
	/^It is not known|^The execution was canceled while|probably|Already \w+ in this run/.test(text);

const isText = (value: unknown): value is string => typeof value === 'string';

const unless = (holds: boolean, promise: string): string[] => (holds ? [] : [promise]);
