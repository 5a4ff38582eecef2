import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isUnclear, WawpFailure } from '../../../wawp/outcome/wawpFailure';
import type { GroupId } from '../../../wawp/ids/groupId';
import type { ParticipantChange } from '../../../wawp/groups/participantChange';
import type { ParticipantId } from '../../../wawp/ids/participantId';
import type { ParticipantResult } from '../../../wawp/groups/participantResult';
import { connect, type Wawp } from '../../../wawp/transport/request';
import { endsRun, failItem, readEachItem } from '../eachItem';
import { readGroupId } from '../../../shared/groupId.field';
import { counted, showHint, waited, type HintPart } from '../hint';
import { ChangeRun, resultKey, type ChangeResults, type GroupChange } from './changeRun';
import { readChangeOptions, type ChangeOptions } from './changeOptions.field';
import { readParticipants } from './participants.field';

interface ItemRequest extends ChangeOptions {
	groupId: GroupId;
	people: ParticipantId[];
}

/**
 * Makes a change for all input items. Items that name the same group share requests, and are verified if one of them asks for it.
 *
 * @returns one output item for each person of each input item, also for people whom WhatsApp refused. An item fails only if a
 * whole request fails.
 * @throws NodeApiError or NodeOperationError if a failure ends the run
 */
export async function changeParticipants(context: IExecuteFunctions, change: ParticipantChange): Promise<INodeExecutionData[]> {
	const requests = await readEachItem(context, async (itemIndex): Promise<ItemRequest> => ({
		groupId: await readGroupId(context, itemIndex),
		people: readParticipants(context, itemIndex),
		...readChangeOptions(context, itemIndex, change === 'remove'),
	}));
	const groups = new Map<GroupId, GroupChange>();
	for (const request of requests) {
		if (request instanceof Error) continue;
		groups.set(request.groupId, withItem(groups.get(request.groupId), request));
	}
	const { results, wawp } = await changeGroups(context, change, groups);
	const redact = wawp?.redact;
	if (wawp) showHint(context, ...summary(results), waited(wawp));
	const failures = requests.map((request) => failureOf(request, results));
	const ending = failures.findIndex((failure) => failure && endsRun(context, failure));
	if (failures[ending]) failItem(context, withDone(failures[ending], results), ending, redact);
	return requests.flatMap((request, itemIndex) => {
		const failure = failures[itemIndex];
		return [...toOutput(request, itemIndex, results), ...(failure ? [failItem(context, failure, itemIndex, redact)] : [])];
	});
}

/** The items of a group share its requests, so the strictest option of all of them holds. */
function withItem(group: GroupChange | undefined, { people, verify, maximumPeople, protection }: ItemRequest): GroupChange {
	const limits = [group?.maximumPeople, maximumPeople].filter((limit) => limit !== undefined && limit > 0) as number[];
	const merged = group?.people ?? new Set();
	for (const id of people) merged.add(id);
	return {
		people: merged,
		verify: verify || group?.verify === true,
		maximumPeople: limits.length > 0 ? Math.min(...limits) : 0,
		protection: {
			people: [...new Set([...(group?.protection.people ?? []), ...protection.people])],
			admins: protection.admins || group?.protection.admins === true,
		},
	};
}

async function changeGroups(
	context: IExecuteFunctions,
	change: ParticipantChange,
	groups: ReadonlyMap<GroupId, GroupChange>,
): Promise<{ results: ChangeResults | Error; wawp?: Wawp }> {
	if (groups.size === 0) return { results: new Map() };
	const wawp = await connect(context).catch((error: unknown) => error as Error);
	if (wawp instanceof Error) return { results: wawp };
	const run = new ChangeRun(context, wawp, change);
	await run.changeAll(groups);
	return { results: run.results, wawp };
}

/** Counts the people about whom the user should look further. */
function summary(results: ChangeResults | Error): HintPart[] {
	const all = results instanceof Error ? [] : [...results.values()];
	const statuses = all.map((result) => (result instanceof Error ? (isUnclear(result) ? 'unclear' : 'failed') : result.status));
	const count = (status: ParticipantResult['status']) => statuses.filter((other) => other === status).length;
	return [
		counted(count('unclear'), 'participant', 'unclear: look at the group'),
		counted(count('failed'), 'participant', 'failed'),
		counted(count('protected'), 'participant', 'not removed: protected'),
	];
}

function failureOf(request: ItemRequest | Error, results: ChangeResults | Error): Error | undefined {
	if (request instanceof Error) return request;
	if (results instanceof Error) return results;
	return request.people.map((id) => results.get(resultKey(request.groupId, id))).find((result) => result instanceof Error);
}

function toOutput(request: ItemRequest | Error, itemIndex: number, results: ChangeResults | Error): INodeExecutionData[] {
	if (request instanceof Error || results instanceof Error) return [];
	const { groupId, people } = request;
	return people.flatMap((participantId) => {
		const result = results.get(resultKey(groupId, participantId));
		if (!result || result instanceof Error) return [];
		return { json: { groupId, participantId, ...result }, pairedItem: { item: itemIndex } };
	});
}

/** Adds the completed changes to the failure that ends a run. The user may have no other place to find them. */
function withDone(failure: Error, results: ChangeResults | Error): Error {
	const all = results instanceof Error ? [] : [...results];
	const keysOf = (status: ParticipantResult['status']) =>
		all.flatMap(([key, result]) => (!(result instanceof Error) && result.status === status ? key : []));
	const [done, unclear] = [keysOf('done'), keysOf('unclear')];
	if (!(failure instanceof WawpFailure) || done.length + unclear.length === 0) return failure;
	return failure.withNextStep(
		...(done.length > 0 ? [`Already done in this run (group, participant): ${done.join(', ')}`] : []),
		...(unclear.length > 0 ? [`Unclear in this run (group, participant): ${unclear.join(', ')}`] : []),
	);
}
