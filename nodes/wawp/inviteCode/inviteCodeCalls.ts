import type { Outcome } from '../outcome/outcome';
import type { GroupId } from '../ids/groupId';
import type { Wawp } from '../transport/request';

/** `POST /v2/groups/{id}/invite-code/revoke` (documented): ends the current code and makes a new one. */
export const requestRevoke = async (wawp: Wawp, groupId: GroupId, timeout?: number): Promise<Outcome> =>
	await wawp.request({ method: 'POST', path: `${pathOf(groupId)}/revoke`, groupId, ...(timeout && { timeout }) });

/** `GET /v2/groups/{id}/invite-code` (documented; its answer is not): reads the current code. */
export const requestCode = async (wawp: Wawp, groupId: GroupId, timeout?: number): Promise<Outcome> =>
	await wawp.request({ method: 'GET', path: pathOf(groupId), groupId, ...(timeout && { timeout }) });

const pathOf = (groupId: GroupId) => `/groups/${encodeURIComponent(groupId)}/invite-code`;
