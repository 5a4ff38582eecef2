import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { groupIdField, readGroupId } from '../../../shared/groupId.field';
import type { GroupId } from '../../../wawp/ids/groupId';
import { inviteLink } from '../../../wawp/inviteCode/inviteCode';
import { WawpFailure } from '../../../wawp/outcome/wawpFailure';
import type { Redact } from '../../../wawp/transport/redaction';
import { connect } from '../../../wawp/transport/request';
import { endsRun, failItem, readEachItem } from '../eachItem';
import { showHint, waited } from '../hint';
import type { Operation } from '../operation';
import { retryMemory } from '../retryMemory';
import { readRevokeOptions, revokeOptionsField, type RevokeOptions } from './revokeOptions';
import { RotationRun, type GroupCode, type GroupResults } from './rotationRun';
import { summary, withRunResults } from './runReport';

export const revokeInviteCode: Operation = {
	value: 'revoke',
	name: 'Revoke Invite Code',
	action: 'Revoke WhatsApp group invite code',
	description: 'Replace the invite link of a WhatsApp group: the old link stops working for good',
	isFinal: true,
	fields: [groupIdField, revokeOptionsField],
	execute,
};

interface ItemRequest {
	groupId: GroupId;
	options: RevokeOptions;
}

async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const read = async (itemIndex: number): Promise<ItemRequest> => ({
		groupId: await readGroupId(context, itemIndex),
		options: readRevokeOptions(context, itemIndex),
	});
	const requests = await readEachItem(context, read, ({ options }) => options);
	const results: GroupResults = retryMemory(context);
	const redact = await rotateGroups(context, requests, results);
	const fail = (failure: Error, itemIndex: number) =>
		failItem(context, endsRun(context, failure) ? withRunResults(failure, results) : failure, itemIndex, redact);
	return requests.map((request, itemIndex): INodeExecutionData => {
		if (request instanceof Error) return fail(request, itemIndex);
		const result = results.get(request.groupId) ?? NOT_STARTED;
		if (result instanceof Error) return fail(result, itemIndex);
		return { json: toJson(request.groupId, result), pairedItem: { item: itemIndex } };
	});
}

/** Rotates each group once. Items that name the same group share the rotation, with the options of the first of them. */
async function rotateGroups(
	context: IExecuteFunctions,
	requests: Array<ItemRequest | Error>,
	results: GroupResults,
): Promise<Redact | undefined> {
	const groups = new Map<GroupId, RevokeOptions>();
	for (const request of requests) {
		if (!(request instanceof Error) && !groups.has(request.groupId)) groups.set(request.groupId, request.options);
	}
	const [first] = groups.values();
	if (!first) return undefined;
	const wawp = await connect(context, first).catch((error: unknown) => error as Error);
	if (wawp instanceof Error) {
		for (const groupId of groups.keys()) results.set(groupId, results.get(groupId) ?? wawp);
		return undefined;
	}
	await new RotationRun(context, wawp, results).rotateAll(groups, first.maxConcurrency);
	showHint(context, ...summary(results), waited(wawp));
	return wawp.redact;
}

/** The result of a group that was still waiting when the run stopped. n8n reports the failure that stopped the run first. */
const NOT_STARTED = new WawpFailure('canceled', 'The run stopped before it reached this group', 'Run the workflow again');

const toJson = (groupId: GroupId, { code, previousCode, rotated }: GroupCode): IDataObject => ({
	groupId,
	code,
	inviteLink: inviteLink(code),
	previousCode,
	rotated,
	verified: previousCode !== null && previousCode !== code,
});
