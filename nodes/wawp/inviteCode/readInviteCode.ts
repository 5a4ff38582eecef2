import { rightsBehind } from '../groups/ownRights';
import type { GroupId } from '../ids/groupId';
import { describeFailure } from '../outcome/describeFailure';
import type { Wawp } from '../transport/request';
import { requestWithRetry } from '../transport/retry';
import { callResult } from './callResult';
import { inviteCodeFrom } from './inviteCode';
import { readCodeCall } from './inviteCodeCalls';

export interface ReadOptions {
	/** The timeout of each request, in ms */
	timeout?: number;
	maxRetries?: number;
}

/**
 * Reads the current invite code of a group. Retries the request if that may help.
 *
 * @returns the bare code
 * @throws WawpFailure if Wawp returns no code
 */
export async function readInviteCode(wawp: Wawp, groupId: GroupId, { timeout, ...retries }: ReadOptions = {}): Promise<string> {
	const call = { ...readCodeCall(groupId), ...(timeout && { timeout }) };
	const outcome = await requestWithRetry(wawp, call, retries);
	const result = callResult(outcome);
	if (result.kind === 'code') {
		// A second response with the same code confirms one that could be a word.
		const isConfirmed = !result.isDoubtful || inviteCodeFrom(await requestWithRetry(wawp, call, retries)) === result.code;
		if (isConfirmed) return result.code;
	}
	const rights = await rightsBehind(wawp, groupId, outcome);
	throw describeFailure(outcome, { doing: 'read the invite code', groupId, rights, check: 'check the group' });
}
