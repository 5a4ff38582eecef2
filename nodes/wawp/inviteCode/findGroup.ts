import type { GroupId } from '../ids/groupId';
import { describeFailure } from '../outcome/describeFailure';
import type { Wawp } from '../transport/request';
import { requestWithRetry } from '../transport/retry';
import { JOIN_INFO_FAILURES, joinInfoCall, joinInfoFrom } from './joinInfo';
import type { ReadOptions } from './readInviteCode';

/**
 * Finds the group that an invite code leads to. Retries the request if that may help.
 *
 * @returns the ID of the group
 * @throws WawpFailure if Wawp returns no group with a valid ID
 */
export async function findGroup(wawp: Wawp, code: string, { timeout, ...retries }: ReadOptions = {}): Promise<GroupId> {
	const outcome = await requestWithRetry(wawp, { ...joinInfoCall(code), ...(timeout && { timeout }) }, retries);
	const group = joinInfoFrom(outcome);
	if (group) return group.id;
	const doing = `find the group of the invite code ${wawp.redact(code)}`;
	const failure = describeFailure(outcome, { doing, check: '', explanations: JOIN_INFO_FAILURES });
	throw failure.kind in JOIN_INFO_FAILURES ? failure.withNextStep(LASTING) : failure;
}

const LASTING = 'Or choose the group from the list: its ID stays the same when the link is revoked';
