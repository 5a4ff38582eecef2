import type { WawpCall } from '../transport/request';
import type { GroupId } from '../ids/groupId';

/** `GET /v2/groups` (seen in public code, its body inferred from WAHA): all groups; whether it can be cut into pages is not known. */
export const LIST_GROUPS: WawpCall = { method: 'GET', path: '/groups' };

/** `POST /v2/session/info` (documented): says who the account is. */
export const SESSION_INFO: WawpCall = { method: 'POST', path: '/session/info' };

/** `GET /v2/groups/{id}/participants` (documented). */
export const listParticipants = (groupId: GroupId): WawpCall => ({
	method: 'GET',
	path: `/groups/${encodeURIComponent(groupId)}/participants`,
	groupId,
});
