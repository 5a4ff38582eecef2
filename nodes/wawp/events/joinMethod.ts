import type { JsonObject } from '../outcome/json';
import { idsOf, type EventParticipant } from './eventParticipants';

export type JoinMethod = 'link' | 'added' | 'unknown';

/**
 * Finds out how a person joined a group. This needs the engine's own data in the event (`_data`, inferred from WAHA); whether Wawp
 * forwards it is unknown. GOWS has a reason, which is `invite` or empty. WEBJS has a type. NOWEB has an author: the person who
 * joined, or the person who added them.
 */
export function joinMethodOf(data: JsonObject, { ids }: EventParticipant): JoinMethod {
	const reason = data.JoinReason ?? data.Reason;
	if (typeof reason === 'string') return reason === 'invite' ? 'link' : reason === '' ? 'added' : 'unknown';
	if (data.type === 'invite') return 'link';
	if (data.type === 'add') return 'added';
	const author = idsOf(data.author);
	if (author.length === 0 || data.type !== undefined) return 'unknown';
	return author.some((id) => ids.includes(id)) ? 'link' : 'added';
}
