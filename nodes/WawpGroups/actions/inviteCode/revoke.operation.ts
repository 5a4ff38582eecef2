import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { clock } from '../../../wawp/transport/clock';
import { WawpFailure } from '../../../wawp/outcome/wawpFailure';
import type { GroupId } from '../../../wawp/ids/groupId';
import { inviteLink } from '../../../wawp/inviteCode/inviteCode';
import { Pacing } from '../../../wawp/transport/pacing';
import type { Redact } from '../../../wawp/transport/redaction';
import { connect } from '../../../wawp/transport/request';
import { endsRun, failItem, readEachItem } from '../eachItem';
import { groupIdField, readGroupId } from '../../../shared/groupId.field';
import type { Operation } from '../operation';
import { RotationRun, type GroupCode, type GroupResults } from './rotationRun';
import { readRevokeOptions, revokeOptionsField, type RevokeOptions } from './revokeOptions';
import { summary, withLeftovers } from './runReport';

export const revokeInviteCode: Operation = {
	value: 'revoke',
	name: 'Revoke Invite Code',
	action: 'Revoke group invite code',
	description: 'Make the current invite link of a group stop working and create a new one',
	fields: [groupIdField, revokeOptionsField],
	execute,
};

interface Wish {
	groupId: GroupId;
	options: RevokeOptions;
}

async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const wishes = readEachItem(context, (itemIndex): Wish => ({
		groupId: readGroupId(context, itemIndex),
		options: readRevokeOptions(context, itemIndex),
	}));
	const { results, redact } = await rotateGroups(context, wishes);
	return wishes.map((wish, itemIndex): INodeExecutionData => {
		const result = wish instanceof Error ? wish : results.get(wish.groupId);
		if (!(wish instanceof Error) && result && !(result instanceof Error)) {
			return { json: toJson(wish.groupId, result), pairedItem: { item: itemIndex } };
		}
		const failure = result instanceof Error ? result : NOT_BEGUN;
		return failItem(context, endsRun(context, failure) ? withLeftovers(failure, results) : failure, itemIndex, redact);
	});
}

/** Items that name the same group share one rotation, with the options of the first. */
async function rotateGroups(
	context: IExecuteFunctions,
	wishes: Array<Wish | Error>,
): Promise<{ results: GroupResults; redact?: Redact }> {
	const groups = new Map<GroupId, RevokeOptions>();
	for (const wish of wishes) {
		if (!(wish instanceof Error) && !groups.has(wish.groupId)) groups.set(wish.groupId, wish.options);
	}
	const [first] = groups.values();
	if (!first) return { results: new Map() };
	const pacing = new Pacing({ clock, requestsPerMinute: first.requestsPerMinute, signal: context.getExecutionCancelSignal() });
	const wawp = await connect(context, pacing).catch((error: unknown) => error as Error);
	if (wawp instanceof Error) return { results: new Map([...groups.keys()].map((groupId) => [groupId, wawp])) };
	const results = await new RotationRun(context, wawp, pacing).rotateAll(groups, first.maxConcurrency);
	// Older versions of n8n have no hints.
	if ('addExecutionHints' in context) {
		context.addExecutionHints({ message: summary(results, pacing.waitedForLimits), location: 'outputPane' });
	}
	return { results, redact: wawp.redact };
}

/** Stands in for the result of a group that was still waiting when the run stopped; its own failure is told first. */
const NOT_BEGUN = new WawpFailure('canceled', 'The run stopped before this group was begun', 'Run the workflow again');

const toJson = (groupId: GroupId, { code, previousCode, rotated }: GroupCode): IDataObject => ({
	groupId,
	code,
	inviteLink: inviteLink(code),
	previousCode,
	rotated,
	verified: previousCode !== null && previousCode !== code,
});
