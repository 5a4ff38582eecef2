import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { isObject } from '../outcome/json';
import { toParticipantId, type ParticipantId } from '../ids/participantId';
import type { OwnRights } from '../outcome/describeFailure';
import type { Participant } from './participantList';

/**
 * Reads the account's own ids from a response to `POST /v2/session/info`: `me.id` (documented) and `me.lid` (inferred from WAHA).
 * Reads nothing else, because `config.metadata` in the response contains the credentials.
 *
 * @returns undefined if the outcome has no id of the account
 */
export function ownIdsFrom(outcome: Outcome): ParticipantId[] | undefined {
	const body = isSuccess(outcome) ? readBody(outcome.text) : undefined;
	const session = body?.kind === 'json' && isObject(body.value) ? body.value : {};
	const { me } = isObject(session.data) ? session.data : session;
	const ids = isObject(me) ? [me.id, me.lid].flatMap((id) => toParticipantId(id) ?? []) : [];
	return ids.length > 0 ? ids : undefined;
}

/**
 * What the account may do in a group, according to a list of its participants.
 *
 * @returns undefined if this is unknown: the list is empty, or it may have the account under an unknown id
 */
export function rightsAmong(participants: readonly Participant[], ownIds: readonly ParticipantId[]): OwnRights | undefined {
	const isOwn = (id: ParticipantId | null) => id !== null && ownIds.includes(id);
	const own = participants.find(({ phoneNumberId, lid }) => isOwn(phoneNumberId) || isOwn(lid));
	if (own) return own.role === 'participant' ? 'notAdmin' : 'admin';
	const known = (server: string) => ownIds.some((id) => id.endsWith(server));
	const comparable = ({ phoneNumberId, lid }: Participant) =>
		(phoneNumberId !== null && known('@c.us')) || (lid !== null && known('@lid'));
	return participants.length > 0 && participants.every(comparable) ? 'notMember' : undefined;
}

/** Whether the account is an admin in a list of participants. @returns null if this is unknown */
export function isAdminAmong(participants: readonly Participant[], ownIds: readonly ParticipantId[]): boolean | null {
	const rights = rightsAmong(participants, ownIds);
	return rights === undefined ? null : rights === 'admin';
}
