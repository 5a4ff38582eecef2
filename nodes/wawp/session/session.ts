import { ownIdsFrom } from '../groups/ownAccount';
import type { ParticipantId } from '../ids/participantId';
import { errorEnvelope, MAX_DEPTH, WRAPPERS } from '../outcome/errorEnvelope';
import { failureKind } from '../outcome/failureKind';
import { isObject } from '../outcome/json';
import { isSuccess, readBody, type WawpResponse, type Outcome } from '../outcome/outcome';
import { isSessionStatus, isStatus, isWorking } from '../outcome/statusWord';

/** The session of an instance: its connection to WhatsApp. */
export interface Session {
	/** Wawp's status, e.g. `WORKING`, or `MISSING`. */
	status: string;
	/** Whether the session can receive events and handle calls. */
	isWorking: boolean;
	/** The phone number of the account if Wawp returns one, else its masked id. Null: Wawp returns neither. */
	ownId: ParticipantId | null;
}

/** Our own word, in the style of Wawp's: Wawp has no session for the instance ID, because the phone was unlinked or the ID is wrong. */
export const MISSING = 'MISSING';

/**
 * Reads the session from a response to `POST /v2/session/info` (documented: `name`, `status`, `config`, `me`). A session that does not
 * work is a result too, also if Wawp refuses the call because of it: with 404 `invalid_session` (seen in public code), or with 422 and the
 * status (inferred from WAHA). Reads nothing else, because `config` contains the credentials and the webhooks.
 *
 * @returns undefined if the outcome does not tell the status
 */
export function sessionFrom(outcome: Outcome): Session | undefined {
	const status = outcome.kind === 'response' ? statusFrom(outcome) : undefined;
	if (status === undefined) return undefined;
	const ownIds = ownIdsFrom(outcome) ?? [];
	const ownId = ownIds.find((id) => id.endsWith('@c.us')) ?? ownIds[0] ?? null;
	return { status, isWorking: isWorking(status), ownId };
}

function statusFrom(response: WawpResponse): string | undefined {
	const body = readBody(response.text);
	const value = body.kind === 'json' ? body.value : undefined;
	const reported = isSuccess(response) ? reportedStatus(value, MAX_DEPTH) : undefined;
	return reported ?? statusOfRefusal(response, value);
}

function reportedStatus(value: unknown, depth: number): string | undefined {
	if (!isObject(value) || depth === 0) return undefined;
	// Without the status, because `FAILED` would make an error of the session.
	const { status, ...others } = value;
	if (errorEnvelope(others)) return undefined;
	if (isSessionStatus(status)) return status;
	return WRAPPERS.map((wrapper) => reportedStatus(value[wrapper], depth - 1)).find((found) => found !== undefined);
}

function statusOfRefusal(response: WawpResponse, value: unknown): string | undefined {
	const kind = failureKind(response);
	if (kind === 'sessionMissing') return MISSING;
	if (kind !== 'sessionNotWorking' || !isObject(value)) return undefined;
	// A refusal that names WORKING contradicts itself.
	return isStatus(value.status) && !isWorking(value.status) ? value.status : undefined;
}
