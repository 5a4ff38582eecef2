import type { GroupId } from '../ids/groupId';
import { describeFailure } from '../outcome/describeFailure';
import { isFinal } from '../outcome/failurePolicy';
import type { Outcome } from '../outcome/outcome';
import { orFailure, WawpFailure } from '../outcome/wawpFailure';
import type { Wawp } from '../transport/request';
import { requestWithRetry } from '../transport/retry';
import { readGroupCall } from './groupCalls';
import { groupFrom } from './groupDetails';
import { mayReadCache, rightsBehind } from './ownRights';
import { makeChange, type Change } from './provenChange';
import {
	adminsOnlyFrom,
	changeSettingCall,
	readSettingCall,
	SECURITY_SETTINGS,
	type SecuritySetting,
	type SecuritySettings,
} from './securitySettings';

/** The settings of a group. Null: the engine does not know them. */
export type FoundSettings = Record<SecuritySetting, boolean | null>;

/**
 * Reads who can send messages in a group, and who can edit its info. The group shows both with one request; if it does not, each setting
 * is read with the call that Wawp documents.
 *
 * @throws WawpFailure if one of the two settings cannot be read
 */
export async function readSecurity(wawp: Wawp, groupId: GroupId): Promise<FoundSettings> {
	const outcome = await requestWithRetry(wawp, readGroupCall(groupId), { maxRetries: 0 });
	const group = groupFrom(outcome, groupId);
	if (!group && isFinal(outcome)) throw await failureOf(wawp, groupId, outcome);
	const { onlyAdminsCanSend = null, onlyAdminsCanEdit = null } = group ?? {};
	// The calls for the settings would read the same record of defaults.
	if (group?.isLoaded === false || (onlyAdminsCanSend !== null && onlyAdminsCanEdit !== null))
		return { onlyAdminsCanSend, onlyAdminsCanEdit };
	return {
		onlyAdminsCanSend: await readSetting(wawp, groupId, 'onlyAdminsCanSend'),
		onlyAdminsCanEdit: await readSetting(wawp, groupId, 'onlyAdminsCanEdit'),
	};
}

async function readSetting(wawp: Wawp, groupId: GroupId, setting: SecuritySetting): Promise<boolean> {
	const outcome = await requestWithRetry(wawp, readSettingCall(groupId, setting));
	const value = adminsOnlyFrom(outcome);
	if (value === undefined) throw await failureOf(wawp, groupId, outcome);
	return value;
}

async function failureOf(wawp: Wawp, groupId: GroupId, outcome: Outcome): Promise<WawpFailure> {
	const rights = await rightsBehind(wawp, groupId, outcome);
	const failure = describeFailure(outcome, { doing: 'read the settings', groupId, rights, check: '' });
	return failure.withNextStep('Nothing was changed');
}

/**
 * Changes the settings of a group that differ from the wanted ones, and reads each of them back.
 *
 * @param current the settings as they were just read
 * @returns whether all settings were seen as wanted. False if Wawp accepted a change, but the setting could not be read afterwards, or
 * only from a cache that still shows the old value
 * @throws WawpFailure if a setting is not as wanted, or if this is unknown. It says what was changed before
 */
export async function changeSecurity(
	wawp: Wawp,
	groupId: GroupId,
	current: FoundSettings,
	wanted: SecuritySettings,
): Promise<boolean> {
	const changed: SecuritySetting[] = [];
	let verified = true;
	for (const setting of differencesOf(current, wanted)) {
		const result = await orFailure(makeChange(wawp, settingChange(wawp, groupId, setting, wanted[setting])));
		if (result instanceof WawpFailure) {
			if (changed.length === 0) throw result;
			throw result.withNextStep(`Already changed in this group: ${inWords(changed, wanted)}`);
		}
		changed.push(setting);
		verified &&= result;
	}
	return verified;
}

export const differencesOf = (current: FoundSettings, wanted: SecuritySettings): SecuritySetting[] =>
	SECURITY_SETTINGS.filter((setting) => current[setting] !== wanted[setting]);

/** Says what settings mean, e.g. "only admins can send messages". */
export const inWords = (settings: readonly SecuritySetting[], values: SecuritySettings): string =>
	settings.map((setting) => meaningOf(setting, values[setting])).join(', ');

const meaningOf = (setting: SecuritySetting, adminsOnly: boolean) =>
	`${adminsOnly ? 'only admins' : 'everyone'} can ${RIGHTS[setting]}`;

const RIGHTS: Record<SecuritySetting, string> = {
	onlyAdminsCanSend: 'send messages',
	onlyAdminsCanEdit: 'edit the group info',
};

/** The change of a setting. GOWS may read it back from its cache, which shows the old value for a while (inferred from WAHA). */
export const settingChange = (wawp: Wawp, groupId: GroupId, setting: SecuritySetting, value: boolean): Change => ({
	groupId,
	call: changeSettingCall(groupId, setting, value),
	idempotent: true,
	needsAdmin: true,
	look: async (read) => {
		const seen = adminsOnlyFrom(await read(readSettingCall(groupId, setting)));
		return seen === undefined ? undefined : seen === value;
	},
	mayBeOutdated: async (accepted) => await mayReadCache(wawp, groupId, accepted),
	words: {
		doing: `make sure that ${meaningOf(setting, value)}`,
		preposition: 'in',
		result: (group) => `${meaningOf(setting, value)} in ${group}`,
		asBefore: meaningOf(setting, !value),
		check: 'look at the settings of the group',
		byHand: 'Change the setting in WhatsApp (Group settings)',
	},
});
