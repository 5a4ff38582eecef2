import { isSuccess, readBody, type Outcome, type WawpResponse } from '../outcome/outcome';
import { isObject, type JsonObject } from '../outcome/json';
import { listEntriesFrom } from '../outcome/listEntries';
import { idsIn, type ParticipantId } from '../ids/participantId';

export interface Participant {
	/** The engine's preferred id of the person. Null: the entry has no id that is known here, so that the list proves nobody's absence. */
	id: ParticipantId | null;
	/** Null if WhatsApp masks the number. */
	phoneNumberId: ParticipantId | null;
	/** Null if the engine does not report it. */
	lid: ParticipantId | null;
	role: 'participant' | 'admin' | 'superadmin';
}

/**
 * Reads the participants from a response to `GET /v2/groups/{id}/participants` (documented). Supports the shape of each engine
 * (inferred from WAHA).
 *
 * @returns undefined if there are no participants. A group that the account can see has at least one, the account itself
 */
export function participantsFrom(outcome: Outcome): Participant[] | undefined {
	const participants = participantsIn(listEntriesFrom(outcome, 'participants'));
	return participants.some(({ id }) => id !== null) ? participants : undefined;
}

/**
 * Whether a list of participants, or a group with its participants, may be older than the last change: GOWS, recognized by its shape,
 * answers from its cache (inferred from WAHA).
 */
export const mayBeOutdated = (outcome: Outcome): boolean =>
	isSuccess(outcome) && [recordIn(outcome), ...(listEntriesFrom(outcome, 'participants') ?? [])].some(isFromGows);

const isFromGows = (entry: unknown): boolean => isObject(entry) && 'JID' in entry;

function recordIn(response: WawpResponse): unknown {
	const body = readBody(response.text);
	return body.kind === 'json' ? body.value : undefined;
}

/**
 * Whether a list of participants may show people who have left: WEBJS, recognized by its shape, adds people to its copy of a group, but
 * may keep those who left (devlikeapro/waha#2067). So it proves that somebody is not in the group, but not that somebody is.
 */
export const mayShowFormerMembers = (outcome: Outcome): boolean =>
	(listEntriesFrom(outcome, 'participants') ?? []).some(
		(entry) => isObject(entry) && ('isAdmin' in entry || 'isSuperAdmin' in entry),
	);

/** Reads the participants from a list. Skips people who left. Any other value gives an empty list. */
export const participantsIn = (entries: unknown): Participant[] =>
	Array.isArray(entries) ? entries.flatMap((entry: unknown) => participantOf(entry) ?? []) : [];

function participantOf(entry: unknown): Participant | undefined {
	const ids = idsIn(entry);
	const [id = null] = ids;
	if (isObject(entry) && entry.role === 'left') return undefined;
	const find = (server: string) => ids.find((candidate) => candidate.endsWith(server)) ?? null;
	return { id, phoneNumberId: find('@c.us'), lid: find('@lid'), role: roleOf(entry) };
}

/** Documented: `isAdmin`, `isSuperAdmin`. Inferred: `admin` (NOWEB), `IsAdmin`, `IsSuperAdmin` (GOWS), `role` (participants/v2). */
function roleOf(entry: unknown): Participant['role'] {
	const { isSuperAdmin, IsSuperAdmin, isAdmin, IsAdmin, admin, role }: JsonObject = isObject(entry) ? entry : {};
	if (isSuperAdmin === true || IsSuperAdmin === true || admin === 'superadmin' || role === 'superadmin') return 'superadmin';
	return isAdmin === true || IsAdmin === true || admin === 'admin' || role === 'admin' ? 'admin' : 'participant';
}
