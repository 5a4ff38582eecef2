import type { WawpCall } from '../transport/request';
import type { GroupId } from '../ids/groupId';

// GOWS and NOWEB list the participants of each group: about 150 bytes each, so that large accounts pass the usual limit.
const MAX_LIST_BYTES = 50_000_000;

/** `GET /v2/groups` (seen in public code, its body inferred from WAHA): all groups; whether it can be cut into pages is not known. */
export const LIST_GROUPS: WawpCall = { method: 'GET', path: '/groups', maxBytes: MAX_LIST_BYTES };

/** `POST /v2/session/info` (documented): says who the account is. */
export const SESSION_INFO: WawpCall = { method: 'POST', path: '/session/info' };

/** `GET /v2/groups/{id}/participants` (documented). */
export const listParticipants = (groupId: GroupId): WawpCall => ({
	method: 'GET',
	path: `/groups/${encodeURIComponent(groupId)}/participants`,
	groupId,
});
