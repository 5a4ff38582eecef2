import type { GroupId } from '../ids/groupId';
import { describeFailure } from '../outcome/describeFailure';
import { orFailure, WawpFailure } from '../outcome/wawpFailure';
import type { Wawp } from '../transport/request';
import { requestWithRetry } from '../transport/retry';
import { rightsBehind } from './ownRights';
import { makeChange } from './provenChange';
import {
	adminsOnlyFrom,
	changeSettingCall,
	readSettingCall,
	SECURITY_SETTINGS,
	type SecuritySetting,
	type SecuritySettings,
} from './securitySettings';

/**
 * Reads who can send messages in a group, and who can edit its info.
 *
 * @throws WawpFailure if one of the two settings cannot be read
 */
export async function readSecurity(wawp: Wawp, groupId: GroupId): Promise<SecuritySettings> {
	return {
		onlyAdminsCanSend: await readSetting(wawp, groupId, 'onlyAdminsCanSend'),
		onlyAdminsCanEdit: await readSetting(wawp, groupId, 'onlyAdminsCanEdit'),
	};
}

async function readSetting(wawp: Wawp, groupId: GroupId, setting: SecuritySetting): Promise<boolean> {
	const outcome = await requestWithRetry(wawp, readSettingCall(groupId, setting));
	const value = adminsOnlyFrom(outcome);
	if (value !== undefined) return value;
	const rights = await rightsBehind(wawp, groupId, outcome);
	const failure = describeFailure(outcome, { doing: 'read the settings', groupId, rights, check: '' });
	throw failure.withNextStep('Nothing was changed');
}

/**
 * Changes the settings of a group that differ from the wanted ones, and reads each of them back.
 *
 * @param current the settings as they were just read
 * @returns whether all settings were seen as wanted. False if Wawp accepted a change, but the setting could not be read afterwards
 * @throws WawpFailure if a setting is not as wanted, or if this is unknown. It says what was changed before
 */
export async function changeSecurity(
	wawp: Wawp,
	groupId: GroupId,
	current: SecuritySettings,
	wanted: SecuritySettings,
): Promise<boolean> {
	const changed: SecuritySetting[] = [];
	let verified = true;
	for (const setting of differencesOf(current, wanted)) {
		const result = await orFailure(changeSetting(wawp, groupId, setting, wanted[setting]));
		if (result instanceof WawpFailure) {
			if (changed.length === 0) throw result;
			throw result.withNextStep(`Already changed in this group: ${inWords(changed, wanted)}`);
		}
		changed.push(setting);
		verified &&= result;
	}
	return verified;
}

export const differencesOf = (current: SecuritySettings, wanted: SecuritySettings): SecuritySetting[] =>
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

/** @returns whether the setting was read back as wanted. False: Wawp accepted the change, but the setting cannot be read */
export const changeSetting = async (wawp: Wawp, groupId: GroupId, setting: SecuritySetting, value: boolean): Promise<boolean> =>
	await makeChange(wawp, {
		groupId,
		call: changeSettingCall(groupId, setting, value),
		idempotent: true,
		look: async () => {
			const seen = adminsOnlyFrom(await requestWithRetry(wawp, readSettingCall(groupId, setting)));
			return seen === undefined ? undefined : seen === value;
		},
		words: {
			doing: `make sure that ${meaningOf(setting, value)}`,
			preposition: 'in',
			result: (group) => `${meaningOf(setting, value)} in ${group}`,
			asBefore: meaningOf(setting, !value),
			check: 'look at the settings of the group',
			byHand: 'Change the setting in WhatsApp (Group settings)',
		},
	});
