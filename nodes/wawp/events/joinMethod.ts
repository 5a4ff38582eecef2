import type { JsonObject } from '../outcome/json';
import { idsOf, type EventParticipant } from './eventParticipants';

export type JoinMethod = 'link' | 'added' | 'unknown';

/**
 * How somebody came into a group, where the event carries the engine's own data (`_data`; inferred from WAHA, whether Wawp passes
 * it on is not known): GOWS has a reason, `invite` or empty; WEBJS a type; NOWEB an author, who is the joiner or who added them.
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
