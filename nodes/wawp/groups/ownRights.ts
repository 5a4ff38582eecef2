import type { GroupId } from '../ids/groupId';
import type { ParticipantId } from '../ids/participantId';
import { failureKind } from '../outcome/failureKind';
import { isFromEngine, policyOf } from '../outcome/failurePolicy';
import type { OwnRights } from '../outcome/describeFailure';
import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import type { Wawp, WawpCall } from '../transport/request';
import { listParticipants, SESSION_INFO } from './groupCalls';
import { rightsAmong } from './ownAccount';
import { mayBeOutdated, participantsFrom } from './participantList';
import { seeOwnIds, seeParticipants } from './seenPeople';

/** ms. The failure is already known, and only its explanation waits for this. */
const TIMEOUT = 10_000;

/** What each connection has found, so that a run looks once per group. */
const found = new WeakMap<Wawp, Map<string, Promise<unknown>>>();

/**
 * Finds out what the account may do in a group, if that may explain a failed call: some engines return nothing, `undefined` or a 500
 * if the account is not an admin (inferred from WAHA). Costs one read per group, and one per run.
 *
 * @param evenIfRefused looks also after a refusal by WhatsApp, which may be for a part of the call only
 * @returns undefined if the failure has another cause, or if the rights are unknown
 */
export async function rightsBehind(
	wawp: Wawp,
	groupId: GroupId,
	failed: Outcome,
	{ evenIfRefused = false } = {},
): Promise<OwnRights | undefined> {
	if (!mayLackRights(failed) && !(evenIfRefused && policyOf(failed).concerns === 'group')) return undefined;
	const ownIds = await readOwnIds(wawp);
	if (!ownIds) return undefined;
	const outcome = await readPeople(wawp, groupId);
	const participants = seeParticipants(wawp, outcome);
	if (participants) return rightsAmong(participants, ownIds);
	return membershipBehind(outcome) === 'out' ? 'notMember' : undefined;
}

/**
 * What the participants of a group say about the account. noGroup: the engine has no such group, because the account is not in it or
 * because it has not loaded it. notListed: a list that may be outdated does not have the account.
 */
export type Membership = 'in' | 'out' | 'noGroup' | 'notListed';

/**
 * Looks whether the account is in a group now.
 *
 * @returns undefined if this cannot be seen
 */
export async function membershipIn(
	wawp: Wawp,
	groupId: GroupId,
	read: (call: WawpCall) => Promise<Outcome>,
): Promise<Membership | undefined> {
	const outcome = await read(listParticipants(groupId));
	const participants = seeParticipants(wawp, outcome);
	if (!participants) return membershipBehind(outcome);
	const ownIds = await readOwnIds(wawp);
	const rights = ownIds && rightsAmong(participants, ownIds);
	if (mayBeOutdated(outcome)) return rights === 'notMember' ? 'notListed' : undefined;
	return rights && (rights === 'notMember' ? 'out' : 'in');
}

/** What a refused call on a group says about the account. A proxy's answer says nothing. */
export function membershipBehind(refused: Outcome): 'out' | 'noGroup' | undefined {
	const kind = isFromEngine(refused) ? failureKind(refused) : undefined;
	if (kind === 'notMember') return 'out';
	return kind === 'noSuchGroup' ? 'noGroup' : undefined;
}

/**
 * Whether reads of a group may be answered from a cache, as GOWS does (inferred from WAHA). Its participants have the shape of GOWS.
 * Without them, an empty body of the accepted change may come from GOWS, too.
 */
export async function mayReadCache(wawp: Wawp, groupId: GroupId, accepted: Outcome): Promise<boolean> {
	const outcome = await readPeople(wawp, groupId);
	if (participantsFrom(outcome)) return mayBeOutdated(outcome);
	return isSuccess(accepted) && readBody(accepted.text).kind === 'empty';
}

/** The IDs of the account. Undefined: they cannot be read. */
export const readOwnIds = async (wawp: Wawp): Promise<readonly ParticipantId[] | undefined> =>
	await once(wawp, 'own IDs', async () => seeOwnIds(wawp, await wawp.request({ ...SESSION_INFO, timeout: TIMEOUT })));

/** The list of participants that explains a failure. */
const readPeople = async (wawp: Wawp, groupId: GroupId): Promise<Outcome> =>
	await once(wawp, groupId, async () => await wawp.request({ ...listParticipants(groupId), timeout: TIMEOUT }));

/** WEBJS says `false` to an account that is not an admin, too. WhatsApp's own refusals in a 500 have another cause. */
function mayLackRights(failed: Outcome): boolean {
	const kind = isFromEngine(failed) ? failureKind(failed) : undefined;
	return kind === 'unreadable' || kind === 'serverError' || (kind === 'refusedByWhatsApp' && isSuccess(failed));
}

async function once<Value>(wawp: Wawp, key: string, find: () => Promise<Value>): Promise<Value> {
	const known = found.get(wawp) ?? new Map<string, Promise<unknown>>();
	found.set(wawp, known);
	const value = (known.get(key) as Promise<Value> | undefined) ?? find();
	known.set(key, value);
	return await value;
}
