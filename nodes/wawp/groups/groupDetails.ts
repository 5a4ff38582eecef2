import type { GroupId } from '../ids/groupId';
import { toParticipantId, type ParticipantId } from '../ids/participantId';
import { errorInside, MAX_DEPTH, WRAPPERS } from '../outcome/errorEnvelope';
import { isObject, type JsonObject } from '../outcome/json';
import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { isRecordOfDefaults, metadataOf, summaryOf, type GroupSummary } from './groupList';

/** A group with all that the engines report of it. Null: the engine does not report it. */
export interface GroupDetails extends GroupSummary {
	/** The phone number if the engine reports both IDs of the owner. */
	ownerId: ParticipantId | null;
	onlyAdminsCanSend: boolean | null;
	onlyAdminsCanEdit: boolean | null;
	/** ISO 8601. */
	createdAt: string | null;
	/** False: the engine has not loaded the group, and returns a record of defaults, which say nothing about it. */
	isLoaded: boolean;
}

/**
 * Reads a group from a response to `GET /v2/groups/{id}`. Supports the shape of each engine (inferred from WAHA): the same object as in
 * the list of groups, with WEBJS also the metadata. It can also be in a wrapper.
 *
 * @param groupId the group that the request named, if it did
 * @returns undefined if the response is not about this group
 */
export function groupFrom(outcome: Outcome, groupId?: GroupId): GroupDetails | undefined {
	if (!isSuccess(outcome)) return undefined;
	const body = readBody(outcome.text);
	return body.kind === 'json' && !errorInside(body.value) ? groupIn(body.value, groupId, MAX_DEPTH) : undefined;
}

function groupIn(value: unknown, groupId: GroupId | undefined, depth: number): GroupDetails | undefined {
	if (!isObject(value) || depth === 0) return undefined;
	const summary = summaryOf(value);
	if (summary) return groupId === undefined || summary.id === groupId ? { ...summary, ...detailsOf(value) } : undefined;
	return ['group', ...WRAPPERS].map((key) => groupIn(value[key], groupId, depth - 1)).find((found) => found !== undefined);
}

function detailsOf(entry: JsonObject): Omit<GroupDetails, keyof GroupSummary> {
	const metadata = metadataOf(entry);
	const isLoaded = !isRecordOfDefaults(entry);
	const [ownerId = null] = [entry.OwnerPN, entry.OwnerJID, entry.ownerPn, entry.owner, metadata.owner].flatMap(
		(id) => toParticipantId(id) ?? [],
	);
	const [createdAt = null] = [entry.GroupCreated, entry.creation, metadata.creation].flatMap((time) => toIso(time) ?? []);
	return {
		ownerId,
		onlyAdminsCanSend: isLoaded ? firstBoolean(entry.IsAnnounce, entry.announce, metadata.announce) : null,
		onlyAdminsCanEdit: isLoaded ? firstBoolean(entry.IsLocked, entry.restrict, metadata.restrict) : null,
		createdAt,
		isLoaded,
	};
}

const firstBoolean = (...values: unknown[]): boolean | null => values.find((value) => typeof value === 'boolean') ?? null;

/** The year of WhatsApp's first release. GOWS writes the year 1 for an unknown time. */
const EARLIEST = Date.UTC(2009, 0);

const LATEST = Date.UTC(2100, 0);

/** @param time text (GOWS), or seconds since 1970 (NOWEB, WEBJS) */
function toIso(time: unknown): string | undefined {
	const ms = typeof time === 'number' ? time * 1_000 : Date.parse(String(time));
	return ms >= EARLIEST && ms < LATEST ? new Date(ms).toISOString() : undefined;
}
