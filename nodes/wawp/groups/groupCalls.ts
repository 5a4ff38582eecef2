import type { WawpCall } from '../transport/request';
import type { GroupId } from '../ids/groupId';

// GOWS and NOWEB list the participants of each group, about 150 bytes each: 75 MB for 5,000 groups with 100 people.
const MAX_LIST_BYTES = 100_000_000;

/** `GET /v2/groups` (seen in public code; response inferred from WAHA): lists all groups. Whether it supports paging is unknown. */
export const LIST_GROUPS: WawpCall = { method: 'GET', path: '/groups', maxBytes: MAX_LIST_BYTES };

/** `POST /v2/session/info` (documented): reads the session, with the ids of the account. */
export const SESSION_INFO: WawpCall = { method: 'POST', path: '/session/info' };

/** `GET /v2/groups/{id}` (seen in public code for v1; response inferred from WAHA): reads a group. */
export const readGroupCall = (groupId: GroupId): WawpCall => ({
	method: 'GET',
	path: pathOf(groupId),
	groupId,
});

/** `GET /v2/groups/{id}/participants` (documented): lists the participants of a group. */
export const listParticipants = (groupId: GroupId): WawpCall => ({
	method: 'GET',
	path: `${pathOf(groupId)}/participants`,
	groupId,
});

const pathOf = (groupId: GroupId) => `/groups/${encodeURIComponent(groupId)}`;
