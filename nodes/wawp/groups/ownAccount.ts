import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { isObject } from '../outcome/json';
import { toParticipantId, type ParticipantId } from '../ids/participantId';
import type { Participant } from './participantList';

/**
 * The ids of the account itself in an answer to `POST /v2/session/info`: `me.id` (documented) and `me.lid` (inferred from WAHA).
 * Nothing else is taken from it: its `config.metadata` repeats the credentials.
 *
 * @returns undefined when the answer does not say who the account is
 */
export function ownIdsFrom(outcome: Outcome): ParticipantId[] | undefined {
	const body = isSuccess(outcome) ? readBody(outcome.text) : undefined;
	const session = body?.kind === 'json' && isObject(body.value) ? body.value : {};
	const { me } = isObject(session.data) ? session.data : session;
	const ids = isObject(me) ? [me.id, me.lid].flatMap((id) => toParticipantId(id) ?? []) : [];
	return ids.length > 0 ? ids : undefined;
}

/**
 * Whether the account is an admin among these people.
 *
 * @returns null when that can't be told: nobody is listed, or the account may be listed under an id that is not known
 */
export function isAdminAmong(participants: readonly Participant[], ownIds: readonly ParticipantId[]): boolean | null {
	const isOwn = (id: ParticipantId | null) => id !== null && ownIds.includes(id);
	const own = participants.find(({ phoneNumberId, lid }) => isOwn(phoneNumberId) || isOwn(lid));
	if (own) return own.role !== 'participant';
	const known = (server: string) => ownIds.some((id) => id.endsWith(server));
	const comparable = ({ phoneNumberId, lid }: Participant) =>
		(phoneNumberId !== null && known('@c.us')) || (lid !== null && known('@lid'));
	return participants.length > 0 && participants.every(comparable) ? false : null;
}
