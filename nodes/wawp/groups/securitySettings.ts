import type { GroupId } from '../ids/groupId';
import { errorInside, MAX_DEPTH, WRAPPERS } from '../outcome/errorEnvelope';
import { isObject } from '../outcome/json';
import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import type { WawpCall } from '../transport/request';

/** A setting of a group that takes a right away from everyone but the admins. */
export type SecuritySetting = 'onlyAdminsCanSend' | 'onlyAdminsCanEdit';

export type SecuritySettings = Record<SecuritySetting, boolean>;

/** In the order in which they are changed: during an attack, messages matter more than the group info. */
export const SECURITY_SETTINGS: readonly SecuritySetting[] = ['onlyAdminsCanSend', 'onlyAdminsCanEdit'];

const NAMES: Record<SecuritySetting, string> = {
	onlyAdminsCanSend: 'messages-admin-only',
	onlyAdminsCanEdit: 'info-admin-only',
};

/** `GET /v2/groups/{id}/settings/security/...` (documented; the response is inferred from WAHA): reads one setting. */
export const readSettingCall = (groupId: GroupId, setting: SecuritySetting): WawpCall => ({
	method: 'GET',
	path: pathOf(groupId, setting),
	groupId,
});

/**
 * `PUT /v2/groups/{id}/settings/security/...` with `{"adminsOnly"}`: changes one setting. Wawp does not document this call. Path and
 * body are inferred from WAHA. For v1, public code sends the value in the query, so it is in both.
 */
export const changeSettingCall = (groupId: GroupId, setting: SecuritySetting, adminsOnly: boolean): WawpCall => ({
	method: 'PUT',
	path: pathOf(groupId, setting),
	groupId,
	query: { adminsOnly },
	body: { adminsOnly },
});

const pathOf = (groupId: GroupId, setting: SecuritySetting) =>
	`/groups/${encodeURIComponent(groupId)}/settings/security/${NAMES[setting]}`;

/**
 * Reads a setting from a response: `{"adminsOnly":true}` (inferred from WAHA), also in a wrapper, or `true` alone.
 *
 * @returns undefined if the response does not say it
 */
export function adminsOnlyFrom(outcome: Outcome): boolean | undefined {
	if (!isSuccess(outcome)) return undefined;
	const body = readBody(outcome.text);
	return body.kind === 'json' && !errorInside(body.value) ? adminsOnlyIn(body.value, MAX_DEPTH) : undefined;
}

function adminsOnlyIn(value: unknown, depth: number): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (!isObject(value) || depth === 0) return undefined;
	return ['adminsOnly', ...WRAPPERS].map((key) => adminsOnlyIn(value[key], depth - 1)).find((found) => found !== undefined);
}
