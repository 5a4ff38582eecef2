import type { IExecuteFunctions } from 'n8n-workflow';
import { findGroupsWith, type FindGroup } from '../../shared/groupId.field';
import type { GroupId } from '../../wawp/ids/groupId';
import { JOIN_INFO_FAILURES, lookUp } from '../../wawp/inviteCode/joinInfo';
import type { ReadOptions } from '../../wawp/inviteCode/readInviteCode';
import { orFailure, WawpFailure } from '../../wawp/outcome/wawpFailure';
import { connect, type Wawp } from '../../wawp/transport/request';
import { retryMemory } from './retryMemory';

/** How links are looked up. Default: as every other read. */
export interface LookUpOptions extends ReadOptions {
	requestsPerMinute?: number;
}

/** The group of each invite code that this run has found. A revoke ends the link, and Retry On Fail still needs its group. */
const knownGroups = (context: IExecuteFunctions) => retryMemory<GroupId>(context, 'invite links');

/** Stands for a group whose link was not looked up yet. */
const NOT_FOUND_YET: GroupId = '0@g.us';

/**
 * Lets `readGroupId` collect the invite codes that must be looked up, instead of sending a request for each. What was read is not
 * usable if there are any: look them up with `lookUpLinks`, then read again.
 *
 * @returns the codes, filled while the items are read
 */
export function collectLinks(context: IExecuteFunctions): ReadonlySet<string> {
	const codes = new Set<string>();
	findGroupsWith(context, async (code) => {
		const known = knownGroups(context).get(code);
		if (known === undefined) codes.add(code);
		return await Promise.resolve(known ?? NOT_FOUND_YET);
	});
	return codes;
}

/**
 * Finds the groups of invite codes, each with one request, and lets `readGroupId` return them or throw their failures. With "On Error:
 * Stop Workflow", no request is sent after a failure.
 */
export async function lookUpLinks(context: IExecuteFunctions, codes: Iterable<string>, options: LookUpOptions): Promise<void> {
	const wawp = await connect(context, options).catch((error: unknown) => error as Error);
	const find = wawp instanceof Error ? async () => await Promise.reject(wawp) : finderWith(context, wawp, options);
	findGroupsWith(context, find);
	for (const code of codes) {
		const failed = await find(code).then(
			() => false,
			() => true,
		);
		if (failed && !context.continueOnFail()) return;
	}
}

/** Items with the same code share its request, also if it failed. */
function finderWith(context: IExecuteFunctions, wawp: Wawp, options: LookUpOptions): FindGroup {
	const known = knownGroups(context);
	const requests = new Map<string, Promise<GroupId>>();
	return async (code) => {
		const groupId = known.get(code);
		if (groupId !== undefined) return groupId;
		const request = requests.get(code) ?? findGroup(wawp, code, options);
		requests.set(code, request);
		known.set(code, await request);
		return await request;
	};
}

async function findGroup(wawp: Wawp, code: string, options: LookUpOptions): Promise<GroupId> {
	const found = await orFailure(lookUp(wawp, code, options));
	if (!(found instanceof WawpFailure)) return found.id;
	throw found.kind in JOIN_INFO_FAILURES ? found.withNextStep(LASTING) : found;
}

const LASTING = 'Or choose the group from the list: its ID stays the same when the link is revoked';
