import type { GroupId } from '../ids/groupId';
import type { ParticipantId } from '../ids/participantId';
import type { WawpCall } from '../transport/request';

export type ParticipantChange = 'add' | 'remove' | 'promote' | 'demote';

/** `add` is documented. The others were seen in public code for v1. WAHA has all four at these paths. */
const PATHS: Record<ParticipantChange, string> = {
	add: 'participants/add',
	remove: 'participants/remove',
	promote: 'admin/promote',
	demote: 'admin/demote',
};

/** `POST /v2/groups/{id}/...` with `{"participants":[{"id"}]}` (documented for `add`, seen in public code for the others). */
export const changeCall = (change: ParticipantChange, groupId: GroupId, participants: readonly ParticipantId[]): WawpCall => ({
	method: 'POST',
	path: `/groups/${encodeURIComponent(groupId)}/${PATHS[change]}`,
	groupId,
	body: { participants: participants.map((id) => ({ id })) },
});
