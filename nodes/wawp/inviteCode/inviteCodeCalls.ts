import type { GroupId } from '../ids/groupId';
import type { WawpCall } from '../transport/request';

/** `POST /v2/groups/{id}/invite-code/revoke` (documented): revokes the current code and creates a new one. */
export const revokeCall = (groupId: GroupId): WawpCall => ({ method: 'POST', path: `${pathOf(groupId)}/revoke`, groupId });

/** `GET /v2/groups/{id}/invite-code` (documented; the response is not documented): reads the current code. */
export const readCodeCall = (groupId: GroupId): WawpCall => ({ method: 'GET', path: pathOf(groupId), groupId });

const pathOf = (groupId: GroupId) => `/groups/${encodeURIComponent(groupId)}/invite-code`;
