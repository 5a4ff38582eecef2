import type { GroupId } from '../ids/groupId';
import type { ParticipantId } from '../ids/participantId';
import type { WawpCall } from '../transport/request';

/**
 * Changes of groups that no page of Wawp's v2 shows. Paths and bodies are inferred from WAHA, whose API matches Wawp's; public code uses
 * create, join, leave and refresh with v1. If Wawp differs, correct it here.
 */

/** `POST /v2/groups` with `{"name","participants":[{"id"}]}`: creates a group. */
export const createCall = (subject: string, participants: readonly ParticipantId[]): WawpCall => ({
	method: 'POST',
	path: '/groups',
	body: { name: subject, participants: participants.map((id) => ({ id })) },
});

/** `POST /v2/groups/join` with `{"code"}`: joins a group. WAHA takes a code or a link, one SDK for Wawp sends `url` instead. */
export const joinCall = (code: string): WawpCall => ({ method: 'POST', path: '/groups/join', body: { code } });

/** `POST /v2/groups/{id}/leave`: leaves a group. */
export const leaveCall = (groupId: GroupId): WawpCall => ({ method: 'POST', path: `${pathOf(groupId)}/leave`, groupId });

/** `POST /v2/groups/refresh`: makes the engine load the groups from WhatsApp anew. WhatsApp limits how often. */
export const REFRESH_GROUPS: WawpCall = { method: 'POST', path: '/groups/refresh' };

/** `PUT /v2/groups/{id}/subject` or `/description`, with the text under the same name: changes a text. */
export const changeTextCall = (groupId: GroupId, text: 'subject' | 'description', value: string): WawpCall => ({
	method: 'PUT',
	path: `${pathOf(groupId)}/${text}`,
	groupId,
	body: { [text]: value },
});

/** A picture that Wawp gets with the request, or loads itself. `data`: Base64. */
export type Picture = { mimetype: string; filename: string; data: string } | { url: string };

/** `PUT /v2/groups/{id}/picture` with `{"file"}`: changes the picture. `DELETE`, for null, removes it. */
export const changePictureCall = (groupId: GroupId, file: Picture | null): WawpCall => ({
	...(file ? { method: 'PUT', body: { file } } : { method: 'DELETE' }),
	path: `${pathOf(groupId)}/picture`,
	groupId,
});

/** `GET /v2/groups/{id}/picture`: returns `{"url"}`, null without a picture. WAHA keeps it for a day, unless `refresh` is true. */
export const readPictureCall = (groupId: GroupId): WawpCall => ({
	method: 'GET',
	path: `${pathOf(groupId)}/picture`,
	groupId,
	query: { refresh: true },
});

/**
 * `DELETE /v2/groups/{id}`: deletes the chat of a group from the account (WEBJS; NOWEB and GOWS respond with 501). WhatsApp cannot delete
 * a group for its other members.
 */
export const deleteCall = (groupId: GroupId): WawpCall => ({ method: 'DELETE', path: pathOf(groupId), groupId });

const pathOf = (groupId: GroupId) => `/groups/${encodeURIComponent(groupId)}`;
