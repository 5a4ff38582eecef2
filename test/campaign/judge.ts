import type { INodeExecutionData, IPairedItemData } from 'n8n-workflow';
import type { Emulator } from '../support/emulator/server';
import type { Instance } from '../support/emulator/world';
import type { NodeResult } from '../support/engine/runNode';
import { leaks } from '../support/leaks';
import { groupId, type Schedule } from './schedule';

export interface Evidence {
	schedule: Schedule;
	emulator: Emulator;
	account: Instance;
	result: NodeResult;
	secrets: string[];
}

interface Emitted {
	groupId: string;
	code: string;
	previousCode: string | null;
	rotated: boolean;
	verified: boolean;
}

/**
 * Compares the output of a run with the emulator's own history of codes.
 *
 * @returns one sentence for each broken promise; empty if all promises hold
 */
export function judge({ schedule, emulator, account, result, secrets }: Evidence): string[] {
	const broken: string[] = [];
	const claim = (holds: boolean, promise: string) => {
		if (!holds) broken.push(promise);
	};
	const { success, errorBranch, error } = result;
	const failedItems = [...success, ...errorBranch].filter(({ json }) => typeof json.error === 'string');
	const emitted = success.filter(({ json }) => json.error === undefined);
	const texts = [...failedItems.map(messageOf), `${error?.message ?? ''}\n${error?.description ?? ''}`];

	for (const item of emitted) {
		const { groupId: id, code, previousCode, verified, rotated } = item.json as unknown as Emitted;
		const group = account.groups.get(id)!;
		claim(schedule.items[pairedIndex(item)] === indexOf(id), `${id}: paired with an item of another group`);
		claim(group.liveCode === code, `${id}: the emitted code ${code} is not live`);
		claim(rotated, `${id}: not rotated, without a cooldown`);
		claim(code !== previousCode, `${id}: reported as rotated, with the same code`);
		claim(verified === (previousCode !== null && previousCode !== code), `${id}: verified does not match the codes`);
		if (verified) claim(group.isDead(previousCode!) && group.isDead(group.history[0]!.code), `${id}: the old link still works`);
	}
	for (const [id, group] of account.groups) {
		const faultCount = emulator.faults.taken.filter((taken) => taken.group === id).length;
		const known = emitted.some(({ json }) => json.code === group.liveCode) || texts.some((text) => text.includes(group.liveCode));
		const admitted = texts.some(
			(text) =>
				text.includes(`It is not known whether the invite code of group ${id}`) ||
				text.includes(`The old invite link of group ${id} is dead and its new code is probably`),
		);
		const ours = group.history.at(-1)!.madeBy === 'revoke';
		claim(!ours || known || admitted, `${id}: the new code ${group.liveCode} is lost`);
		claim(group.revocations <= 1 + faultCount, `${id}: rotated ${group.revocations} times with ${faultCount} faults`);
	}
	const continues = schedule.settings.onError !== 'stopWorkflow';
	if (continues) claim(success.length + errorBranch.length === schedule.items.length, 'an item is missing in the output');
	for (const item of continues ? failedItems : []) {
		const index = schedule.items[pairedIndex(item)]!;
		claim(index < 0 || messageOf(item).includes(groupId(index)), `the failed item ${pairedIndex(item)} does not name its group`);
	}
	claim(!leaks(result, secrets), 'a secret left the node');
	return broken;
}

const indexOf = (id: string) => Number(id.at(-'0@g.us'.length));

const messageOf = ({ json }: INodeExecutionData) => (typeof json.error === 'string' ? json.error : '');

const pairedIndex = ({ pairedItem }: INodeExecutionData): number => (pairedItem as IPairedItemData).item;
