import type { JsonObject } from '../outcome/json';

/** invited: by a link that this package has sent to the person. No engine says it. */
export type JoinMethod = 'link' | 'added' | 'unknown' | 'invited';

/** Whether somebody in the group wanted the person there. Such joins are no wave. */
export const isExpected = (method: JoinMethod): boolean => method === 'added' || method === 'invited';

/** `JoinReason` of GOWS, which is also empty if somebody was added (whatsmeow). The second one adds an admin to a group of a community. */
const GOWS_REASONS: ReadonlyMap<unknown, JoinMethod> = new Map([
	['invite', 'link'],
	['default_sub_group_admin_add', 'added'],
]);

/**
 * Finds out how a person joined a group. This needs the engine's own data in the event (`_data`, inferred from WAHA); whether Wawp
 * forwards it is unknown. GOWS has a reason, and WEBJS a type. NOWEB has only the author: the person who joined, or the person who added
 * them.
 *
 * @param isOwnAct whether the joiner made the change. Undefined: unknown, e.g. if one of the two has only a masked ID
 */
export function joinMethodOf(data: JsonObject, isOwnAct: boolean | undefined): JoinMethod {
	const reason = data.JoinReason ?? data.Reason;
	if (typeof reason === 'string' && reason !== '') return GOWS_REASONS.get(reason) ?? 'unknown';
	if (data.type === 'invite') return 'link';
	if (data.type === 'add') return isOwnAct ? 'unknown' : 'added';
	if (data.type !== undefined) return 'unknown';
	if (isOwnAct !== undefined) return isOwnAct ? 'link' : 'added';
	// Without a sender, an empty reason still says that it was no link.
	return reason === '' && (data.Sender ?? data.SenderPN ?? null) === null ? 'added' : 'unknown';
}
