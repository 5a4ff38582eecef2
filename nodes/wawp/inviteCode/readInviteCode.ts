import { rightsBehind } from '../groups/ownRights';
import type { GroupId } from '../ids/groupId';
import { describeFailure } from '../outcome/describeFailure';
import { WawpFailure } from '../outcome/wawpFailure';
import type { Wawp } from '../transport/request';
import { requestWithRetry } from '../transport/retry';
import { callResult } from './callResult';
import { inviteCodeFrom } from './inviteCode';
import { readCodeCall } from './inviteCodeCalls';
import { knownCodes, OUTDATED_MS } from './knownCodes';
import { accountKey } from '../transport/account';

export interface ReadOptions {
	/** The timeout of each request, in ms */
	timeout?: number;
	maxRetries?: number;
}

export interface ReadCodeOptions extends ReadOptions {
	/** Whether to return the code of the last revoke of this process if Wawp keeps returning a code that died with it. */
	orOwnCode?: boolean;
}

/** How often a code that is known to be dead is read again. */
const MAX_READS_AGAIN = 3;

/**
 * Reads the current invite code of a group. Retries the request if that may help, and reads again a moment later if the response is
 * outdated.
 *
 * @returns the bare code
 * @throws WawpFailure if Wawp returns no code, or keeps returning one that is known to be dead
 */
export async function readInviteCode(
	wawp: Wawp,
	groupId: GroupId,
	{ orOwnCode = false, ...options }: ReadCodeOptions = {},
): Promise<string> {
	const key = accountKey(wawp.account, groupId);
	for (let again = 0; ; again++) {
		const since = knownCodes.changes(key);
		const code = await readOnce(wawp, groupId, options);
		const credibility = knownCodes.credibility(key, code);
		const isLast = again === MAX_READS_AGAIN;
		// A code that is only doubtful for so long was probably created by somebody else.
		if (credibility === 'live' || (credibility === 'doubtful' && isLast)) {
			knownCodes.saw(key, code, since);
			return code;
		}
		if (isLast) return giveUp(groupId, knownCodes.ownCode(key), orOwnCode);
		await wawp.pacing.pause(OUTDATED_MS);
	}
}

async function readOnce(wawp: Wawp, groupId: GroupId, { timeout, ...retries }: ReadOptions): Promise<string> {
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

function giveUp(groupId: GroupId, ownCode: string | undefined, orOwnCode: boolean): string {
	if (ownCode !== undefined && orOwnCode) return ownCode;
	throw new WawpFailure(
		'outdated',
		`Could not read the invite code of group ${groupId}: Wawp keeps returning an outdated response, with a code that no longer works`,
		`Run this again in a minute${ownCode === undefined ? '' : `. The last revoke returned the code ${ownCode}`}. If nothing changes, ask Wawp how long it caches this call, or revoke the code again`,
	);
}
