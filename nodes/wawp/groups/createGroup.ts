import { isGroupId, type GroupId } from '../ids/groupId';
import { isSamePerson } from '../ids/knownPeople';
import type { ParticipantId } from '../ids/participantId';
import { verdictOf, type Attempts } from '../outcome/attempts';
import { describeFailure } from '../outcome/describeFailure';
import { describeUnclear } from '../outcome/describeUnclear';
import { errorInside, MAX_DEPTH, WRAPPERS } from '../outcome/errorEnvelope';
import { provesNothingDone } from '../outcome/failurePolicy';
import { isObject } from '../outcome/json';
import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { clock } from '../transport/clock';
import type { Wawp } from '../transport/request';
import { requestChange, requestWithRetry } from '../transport/retry';
import { claimedGroups } from './claimedGroups';
import { listParticipants, LIST_GROUPS, readGroupCall } from './groupCalls';
import { groupFrom, type GroupDetails } from './groupDetails';
import { groupsFrom } from './groupList';
import { readOwnIds } from './ownRights';
import { mayBeOutdated } from './participantList';
import { seeParticipants } from './seenPeople';
import { createCall } from './undocumentedCalls';
import { showsChange } from './verifiedResult';

/** ms. The engines report the time of a creation in seconds. A group that is older existed before. */
const SECOND_MS = 1_000;

/** More groups of one name do not tell which one is new. */
const MAX_CANDIDATES = 5;

/** What the tries of a run know about one new group. */
export interface Creation {
	groupId?: GroupId;
	/** What the requests of all tries have proved. */
	attempts?: Attempts;
	/** When the first request that may have created it was sent, in ms since 1970. */
	sentAt?: number;
}

/**
 * Creates a group. The request is never repeated once it may have arrived: without a usable response, the node looks for the group.
 *
 * @param creation keeps what this try knows for the next one
 * @returns the ID of the new group
 * @throws WawpFailure if it was not created; of kind `unclear` if this is unknown
 */
export async function createGroup(
	wawp: Wawp,
	subject: string,
	people: readonly ParticipantId[],
	creation: Creation,
): Promise<GroupId> {
	if (creation.groupId) return creation.groupId;
	const isNew = !creation.attempts || verdictOf(creation.attempts) === 'refused';
	if (isNew) creation.sentAt = clock.now();
	// WEBJS creates a group in several steps (inferred from whatsapp-web.js), so WhatsApp may refuse a later one.
	const options = { idempotent: false, isRefusal: provesNothingDone };
	const attempts = await requestChange(wawp, createCall(subject, people), options, creation.attempts);
	creation.attempts = attempts;
	const created = createdGroupFrom(attempts.last);
	if (!created && verdictOf(attempts) === 'refused') {
		throw describeFailure(attempts.last, { doing: `create the group "${subject}"`, check: '' });
	}
	const groupId = created ?? (await findCreated(wawp, subject, creation.sentAt ?? -Infinity));
	if (groupId) {
		claimedGroups.add(wawp.account, groupId);
		return (creation.groupId = groupId);
	}
	throw describeUnclear(attempts, `It is not known whether the group "${subject}" was created`, {
		firstStep: 'Look at your groups in WhatsApp before you try again: the node did not repeat the request',
		once: true,
	});
}

/**
 * Reads a new group.
 *
 * @returns its details, undefined if they cannot be read; and who was not added, null if this is unknown
 */
export async function readNewGroup(
	wawp: Wawp,
	groupId: GroupId,
	people: readonly ParticipantId[],
): Promise<{ details: GroupDetails | undefined; notAdded: ParticipantId[] | null }> {
	const read = await requestWithRetry(wawp, readGroupCall(groupId));
	const details = groupFrom(read, groupId);
	const list = details?.participants.length ? undefined : await requestWithRetry(wawp, listParticipants(groupId));
	const participants = list ? seeParticipants(wawp, list) : details?.participants;
	// A cache may not have the people who were just added.
	const provesAbsence = !mayBeOutdated(list ?? read);
	const shown = people.map((id) => {
		const isShown = participants && showsChange(participants, 'add', wawp.people.complete([id]));
		return isShown === false && !provesAbsence ? undefined : isShown;
	});
	return { details, notAdded: shown.includes(undefined) ? null : people.filter((_id, at) => shown[at] === false) };
}

/**
 * Finds a group of this name that was created after a request without a usable response: by the account, and not by another creation of
 * this process.
 *
 * @param since when the request was sent, in ms since 1970
 * @returns undefined if there is none, or if several groups could be meant
 */
async function findCreated(wawp: Wawp, subject: string, since: number): Promise<GroupId | undefined> {
	const groups = groupsFrom(await requestWithRetry(wawp, LIST_GROUPS)) ?? [];
	const candidates = groups
		.filter(({ id, name }) => name === subject.trim() && !claimedGroups.has(wawp.account, id))
		.slice(0, MAX_CANDIDATES + 1);
	if (candidates.length > MAX_CANDIDATES) return undefined;
	const found: GroupId[] = [];
	for (const { id } of candidates) {
		const group = groupFrom(await requestWithRetry(wawp, readGroupCall(id)), id);
		const isNew = Date.parse(group?.createdAt ?? '') > since - SECOND_MS;
		if (isNew && (await isOwn(wawp, group?.ownerId ?? null))) found.push(id);
	}
	return found.length === 1 ? found[0] : undefined;
}

/** Whether the account created a group. An engine that does not report the owner leaves it open. */
async function isOwn(wawp: Wawp, ownerId: ParticipantId | null): Promise<boolean> {
	if (ownerId === null) return true;
	const ownIds = await readOwnIds(wawp);
	return ownIds === undefined || isSamePerson(wawp.people.complete(ownIds), wawp.people.complete([ownerId])) !== false;
}

/**
 * Reads the ID of the new group from a response (inferred from the engines): the group itself, or with WEBJS an object with `gid`. It can
 * also be in a wrapper.
 *
 * @returns undefined if the response has no group
 */
export function createdGroupFrom(outcome: Outcome): GroupId | undefined {
	if (!isSuccess(outcome)) return undefined;
	const body = readBody(outcome.text);
	if (body.kind === 'text') return idIn(body.text, 0);
	return body.kind === 'json' && !errorInside(body.value) ? idIn(body.value, MAX_DEPTH) : undefined;
}

function idIn(value: unknown, depth: number): GroupId | undefined {
	if (typeof value === 'string') return isGroupId(value) ? value : undefined;
	if (!isObject(value) || depth === 0) return undefined;
	return [value._serialized, value.JID, value.gid, value.id, value.group, ...WRAPPERS.map((wrapper) => value[wrapper])]
		.map((inner) => idIn(inner, depth - 1))
		.find((id) => id !== undefined);
}
