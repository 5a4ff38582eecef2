import type { Outcome } from '../outcome/outcome';
import { isObject, type JsonObject } from '../outcome/json';
import { listEntriesFrom } from '../outcome/listEntries';
import { idsIn, type ParticipantId } from '../ids/participantId';

export interface Participant {
	/** As the engine names the person. */
	id: ParticipantId;
	/** Null where WhatsApp masks the number. */
	phoneNumberId: ParticipantId | null;
	/** Null where the engine gave none. */
	lid: ParticipantId | null;
	role: 'participant' | 'admin' | 'superadmin';
}

/**
 * The people in an answer to `GET /v2/groups/{id}/participants` (documented), in the shape of each engine (inferred from WAHA).
 *
 * @returns undefined when there is nobody: a group that the account can see has at least the account itself in it
 */
export function participantsFrom(outcome: Outcome): Participant[] | undefined {
	const participants = participantsIn(listEntriesFrom(outcome, 'participants'));
	return participants.length > 0 ? participants : undefined;
}

/** The people in a list; entries that name nobody, and people who left, are left out. */
export const participantsIn = (entries: unknown): Participant[] =>
	Array.isArray(entries) ? entries.flatMap((entry: unknown) => participantOf(entry) ?? []) : [];

function participantOf(entry: unknown): Participant | undefined {
	const ids = idsIn(entry);
	const [id] = ids;
	if (!id || (isObject(entry) && entry.role === 'left')) return undefined;
	const find = (server: string) => ids.find((candidate) => candidate.endsWith(server)) ?? null;
	return { id, phoneNumberId: find('@c.us'), lid: find('@lid'), role: roleOf(entry) };
}

/** Documented: `isAdmin`, `isSuperAdmin`. Inferred: `admin` of NOWEB, the capital letters of GOWS, `role` of participants/v2. */
function roleOf(entry: unknown): Participant['role'] {
	const { isSuperAdmin, IsSuperAdmin, isAdmin, IsAdmin, admin, role }: JsonObject = isObject(entry) ? entry : {};
	if (isSuperAdmin === true || IsSuperAdmin === true || admin === 'superadmin' || role === 'superadmin') return 'superadmin';
	return isAdmin === true || IsAdmin === true || admin === 'admin' || role === 'admin' ? 'admin' : 'participant';
}
