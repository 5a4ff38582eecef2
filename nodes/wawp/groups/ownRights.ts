import type { GroupId } from '../ids/groupId';
import type { ParticipantId } from '../ids/participantId';
import { failureKind } from '../outcome/failureKind';
import type { OwnRights } from '../outcome/describeFailure';
import type { Outcome } from '../outcome/outcome';
import type { Wawp, WawpCall } from '../transport/request';
import { requestWithRetry } from '../transport/retry';
import { listParticipants, SESSION_INFO } from './groupCalls';
import { ownIdsFrom, rightsAmong } from './ownAccount';
import { mayBeOutdated, participantsFrom } from './participantList';

/** ms. The failure is already known, and only its explanation waits for this. */
const TIMEOUT = 10_000;

/** What each connection has found, so that a run looks once per group. */
const found = new WeakMap<Wawp, Map<string, Promise<unknown>>>();

/**
 * Finds out what the account may do in a group, if that may explain a failed call: some engines return nothing, `undefined` or a 500
 * if the account is not an admin (inferred from WAHA). Costs one read per group, and one per run.
 *
 * @returns undefined if the failure has another cause, or if the rights are unknown
 */
export async function rightsBehind(wawp: Wawp, groupId: GroupId, failed: Outcome): Promise<OwnRights | undefined> {
	if (!mayLackRights(failed)) return undefined;
	return await once(wawp, groupId, async () => {
		const ownIds = await readOwnIds(wawp);
		return ownIds && (await readRights(wawp, groupId, ownIds));
	});
}

/**
 * Whether the account is in a group now.
 *
 * @returns undefined if this cannot be seen, or if the list of participants may be older than the last change
 */
export async function isInGroup(wawp: Wawp, groupId: GroupId): Promise<boolean | undefined> {
	const ownIds = await readOwnIds(wawp);
	const outcome = await requestWithRetry(wawp, listParticipants(groupId));
	if (failureKind(outcome) === 'notMember') return false;
	const participants = mayBeOutdated(outcome) ? undefined : participantsFrom(outcome);
	const rights = ownIds && participants && rightsAmong(participants, ownIds);
	return rights && rights !== 'notMember';
}

const readOwnIds = async (wawp: Wawp): Promise<readonly ParticipantId[] | undefined> =>
	await once(wawp, 'own IDs', async () => ownIdsFrom(await wawp.request({ ...SESSION_INFO, timeout: TIMEOUT })));

/** A status above 500 comes from a proxy, or from Wawp when it is overloaded. */
function mayLackRights(failed: Outcome): boolean {
	if (failed.kind !== 'response' || failed.status > 500) return false;
	return ['unreadable', 'serverError'].includes(failureKind(failed));
}

async function readRights(wawp: Wawp, groupId: GroupId, ownIds: readonly ParticipantId[]): Promise<OwnRights | undefined> {
	const call: WawpCall = { ...listParticipants(groupId), timeout: TIMEOUT };
	const outcome = await wawp.request(call);
	const participants = participantsFrom(outcome);
	if (participants) return rightsAmong(participants, ownIds);
	return failureKind(outcome) === 'notMember' ? 'notMember' : undefined;
}

async function once<Value>(wawp: Wawp, key: string, find: () => Promise<Value>): Promise<Value> {
	const known = found.get(wawp) ?? new Map<string, Promise<unknown>>();
	found.set(wawp, known);
	const value = (known.get(key) as Promise<Value> | undefined) ?? find();
	known.set(key, value);
	return await value;
}
