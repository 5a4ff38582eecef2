import type { INodeExecutionData, IPairedItemData } from 'n8n-workflow';
import type { Emulator } from '../../support/emulator/server';
import type { Group, Instance } from '../../support/emulator/world';
import { leaks } from '../../support/leaks';
import type { Ended } from './play';
import { groupId } from './schedule';

export interface Evidence {
	emulator: Emulator;
	account: Instance;
	ended: Ended[];
}

interface Emitted {
	groupId: string;
	code: string;
	previousCode: string | null;
	rotated: boolean;
	verified: boolean;
}

/** What the executions of a schedule said. */
interface Testimony {
	executions: number;
	/** The executions that were not canceled. n8n passes their items to the next node. */
	completed: Ended[];
	canceled: Ended[];
	emitted: Emitted[];
	/** Every message of a failed item, and every error that ended a run. */
	texts: string[];
}

/**
 * Compares what the executions emitted and reported with the emulator's own history of codes.
 *
 * @returns one sentence for each broken promise; empty if all promises hold
 */
export function judge({ emulator, account, ended }: Evidence): string[] {
	const testimony: Testimony = {
		executions: ended.length,
		completed: ended.filter((one) => !isCanceled(one)),
		canceled: ended.filter(isCanceled),
		emitted: ended.flatMap((one) => emittedItems(one).map(toEmitted)),
		texts: ended.flatMap(textsOf),
	};
	return [
		...testimony.completed.flatMap((one) => [...judgeItems(one), ...judgeEmitted(one, account, testimony)]),
		...[...account.groups.values()].flatMap((group) => judgeGroup(group, emulator, ended, testimony)),
		...unless(!leaks(ended, [account.id, account.accessToken]), 'a secret left the node'),
	];
}

/** Every item has an output item, and a failed one names its group. */
function judgeItems({ execution: { items, settings }, result: { success, errorBranch } }: Ended): string[] {
	if (settings.onError === 'stopWorkflow') return [];
	return [
		...unless(success.length + errorBranch.length === items.length, 'an item is missing in the output'),
		...[...success, ...errorBranch].filter(isFailed).flatMap((item) => {
			const index = items[pairedIndex(item)]!;
			const isNamed = index < 0 || messageOf(item).includes(groupId(index));
			return unless(isNamed, `the failed item ${pairedIndex(item)} does not name its group`);
		}),
	];
}

function judgeEmitted(one: Ended, account: Instance, testimony: Testimony): string[] {
	return emittedItems(one).flatMap((item) => {
		const emitted = toEmitted(item);
		const { groupId: id, code, previousCode, verified, rotated } = emitted;
		const group = account.groups.get(id)!;
		const isChange = previousCode !== null && previousCode !== code;
		const hasCooldown = one.execution.options.cooldownMinutes > 0;
		return [
			...unless(one.execution.items[pairedIndex(item)] === indexOf(id), `${id}: paired with an item of another group`),
			...unless(wasLiveAtTheEnd(one, group, code, testimony), `${id}: the emitted code ${code} is not live`),
			...unless(rotated || hasCooldown, `${id}: not rotated, without a cooldown`),
			...unless(rotated || wasRotatedByOthers(group, testimony), `${id}: skipped by the cooldown, but nobody rotated it`),
			...unless(code !== previousCode, `${id}: reported as rotated, with the same code`),
			...unless(verified === isChange, `${id}: verified does not match the codes`),
			...unless(!verified || areDead(group, previousCode!, group.history[0]!.code), `${id}: the old link still works`),
		];
	});
}

/**
 * Whether a code was the live one when the execution ended. An execution cannot know that other people replaced the code during a
 * call of another execution, or that a revoke with an unknown outcome took effect after its own execution had ended.
 */
function wasLiveAtTheEnd({ codes }: Ended, group: Group, code: string, { executions, texts }: Testimony): boolean {
	const history = group.history.slice(0, codes.get(group.id));
	const at = history.findIndex((record) => record.code === code);
	const next = history[at + 1];
	if (at < 0 || !next) return at >= 0;
	// A cache can hide what other people have just done.
	if (next.madeBy === 'somebody else' && group.outdatedReadsTaken > 0) return true;
	return executions > 1 && (next.madeBy === 'somebody else' || isAdmitted(group, texts));
}

/**
 * Without a proof, e.g. with Verify off, an execution may also take an unchanged code for a new one. A cooldown begins then, too, even if
 * the execution is canceled afterwards.
 */
const wasRotatedByOthers = (group: Group, { emitted, texts, canceled }: Testimony): boolean =>
	group.history.length > 1 ||
	emitted.some((one) => one.groupId === group.id && one.rotated && !one.verified) ||
	texts.some((text) => text.includes(`${group.id}: new code`)) ||
	texts.some((text) => text.includes(`${REPLACED} ${group.id}`)) ||
	canceled.some(({ execution }) => execution.items.includes(indexOf(group.id)));

const areDead = (group: Group, ...codes: string[]): boolean => codes.every((code) => group.isDead(code));

/** No new code is lost, and there are not more of them than executions and faults explain. */
function judgeGroup(group: Group, emulator: Emulator, ended: Ended[], { emitted, texts }: Testimony): string[] {
	const { id, liveCode, history, revocations } = group;
	const isOurs = history.at(-1)!.madeBy === 'revoke';
	const isKnown = emitted.some(({ code }) => code === liveCode) || texts.some((text) => text.includes(liveCode));
	const faults = emulator.faults.taken.filter((taken) => taken.group === id).length;
	const allowed = allowedRotations(id, ended) + faults + group.outdatedReadsTaken;
	return [
		...unless(!isOurs || isKnown || isAdmitted(group, texts), `${id}: the new code ${liveCode} is lost`),
		...unless(
			revocations <= allowed,
			`${id}: rotated ${revocations} times with ${faults} faults and ${group.outdatedReadsTaken} outdated reads, allowed ${allowed}`,
		),
	];
}

const REPLACED = 'Another execution replaced the new invite code of group';

/** The errors that say that the live code is unknown, or that a revoke was in flight. */
const ADMISSIONS = [
	'It is not known whether the invite code of group',
	'The old invite link of group',
	'The execution was canceled while the invite code of group',
	REPLACED,
];

const isAdmitted = ({ id }: Group, texts: string[]): boolean =>
	texts.some((text) => ADMISSIONS.some((admission) => text.includes(`${admission} ${id}`)));

/** Without faults: each execution without a cooldown rotates a group once, and those with one once together. A cancel ends no cooldown. */
function allowedRotations(id: string, ended: Ended[]): number {
	const concerned = ended.filter(({ execution }) => execution.items.includes(indexOf(id)));
	const held = concerned.filter(({ execution }) => execution.options.cooldownMinutes > 0);
	return concerned.length - held.length + Math.min(held.length, 1 + held.filter(isCanceled).length);
}

/**
 * n8n passes no item of a canceled execution to the next node, so nothing relies on them. The error of the node is the error of the
 * run, also with "On Error: Continue", when n8n puts the input items in the place of the output. Items of a node that ended just
 * before the cancel are in the data of the run. n8n stores both if they arrive before it has saved the canceled execution.
 */
const isCanceled = ({ result }: Ended): boolean => result.run.status === 'canceled';

const emittedItems = ({ result }: Ended): INodeExecutionData[] => result.success.filter(({ json }) => 'code' in json);

const toEmitted = ({ json }: INodeExecutionData) => json as unknown as Emitted;

const textsOf = ({ result: { success, errorBranch, error } }: Ended): string[] => [
	...[...success, ...errorBranch].map(messageOf),
	`${error?.message ?? ''}\n${error?.description ?? ''}`,
];

const unless = (holds: boolean, promise: string): string[] => (holds ? [] : [promise]);

const indexOf = (id: string) => Number(id.at(-'0@g.us'.length));

const isFailed = ({ json }: INodeExecutionData): boolean => typeof json.error === 'string';

const messageOf = ({ json }: INodeExecutionData) => (typeof json.error === 'string' ? json.error : '');

const pairedIndex = ({ pairedItem }: INodeExecutionData): number => (pairedItem as IPairedItemData).item;
