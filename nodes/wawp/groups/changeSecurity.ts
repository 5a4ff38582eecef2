import type { GroupId } from '../ids/groupId';
import { describeFailure } from '../outcome/describeFailure';
import { isFinal } from '../outcome/failurePolicy';
import type { Outcome } from '../outcome/outcome';
import { WawpFailure } from '../outcome/wawpFailure';
import type { Wawp } from '../transport/request';
import { requestWithRetry } from '../transport/retry';
import { readGroupCall } from './groupCalls';
import { groupFrom } from './groupDetails';
import { mayReadCache, rightsBehind } from './ownRights';
import { makeChanges, mayBeMade, type Change, type ChangeMemory } from './provenChange';
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
	const outcome = await requestWithRetry(wawp, readGroupCall(groupId), WITHOUT_RETRIES);
	const shown = settingsIn(outcome, groupId);
	if (shown) return shown;
	if (isFinal(outcome)) throw await failureOf(wawp, groupId, outcome);
	return {
		onlyAdminsCanSend: await readSetting(wawp, groupId, 'onlyAdminsCanSend'),
		onlyAdminsCanEdit: await readSetting(wawp, groupId, 'onlyAdminsCanEdit'),
	};
}

/** Each setting has a call of its own, which is retried. */
const WITHOUT_RETRIES = { maxRetries: 0 };

/** @returns undefined if a response does not show both settings of the group */
function settingsIn(outcome: Outcome, groupId: GroupId): FoundSettings | undefined {
	const group = groupFrom(outcome, groupId);
	if (!group) return undefined;
	const { onlyAdminsCanSend, onlyAdminsCanEdit, isLoaded } = group;
	// The calls for the settings would read the same record of defaults.
	const isEnough = !isLoaded || (onlyAdminsCanSend !== null && onlyAdminsCanEdit !== null);
	return isEnough ? { onlyAdminsCanSend, onlyAdminsCanEdit } : undefined;
}

async function readSetting(wawp: Wawp, groupId: GroupId, setting: SecuritySetting): Promise<boolean> {
	const outcome = await requestWithRetry(wawp, readSettingCall(groupId, setting));
	const value = adminsOnlyFrom(outcome);
	if (value === undefined) throw await failureOf(wawp, groupId, outcome);
	return value;
}

async function failureOf(wawp: Wawp, groupId: GroupId, outcome: Outcome): Promise<WawpFailure> {
	const rights = await rightsBehind(wawp, groupId, outcome);
	return describeFailure(outcome, { doing: 'read the settings', groupId, rights, check: '' });
}

/** Adds to the failure of a read what earlier tries may have changed. */
export function withChanged(failure: WawpFailure, groupId: GroupId, wanted: SecuritySettings, memory: ChangeMemory): WawpFailure {
	const open = SECURITY_SETTINGS.filter((setting) => mayBeMade(memory, groupId, nameOf(setting, wanted[setting])));
	if (open.length === 0) return failure.withNextStep('Nothing was changed');
	const unknown = `It is not known whether ${inWords(open, wanted)} in group ${groupId} now`;
	return new WawpFailure(
		failure.kind === 'canceled' ? failure.kind : 'unclear',
		`${unknown}; in the next try: ${failure.message}`,
		`Look at the settings of the group before you try again. ${failure.nextStep}`,
		failure.httpStatus,
	);
}

const nameOf = (setting: SecuritySetting, value: boolean) => `${setting}=${value}`;

/**
 * Changes the settings of a group that differ from the wanted ones, and looks at them afterwards.
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
	memory: ChangeMemory,
): Promise<boolean> {
	const changed: SecuritySetting[] = [];
	let verified = true;
	// Those that were not sent yet: a change that Wawp did not accept has to be seen before the next one.
	let open = differencesOf(current, wanted);
	while (open.length > 0) {
		const changes = open.map((setting) => settingChange(wawp, groupId, setting, wanted[setting]));
		const results = await makeChanges(wawp, changes, memory, { whileAccepted: true });
		changed.push(...open.filter((_setting, at) => typeof results[at] === 'boolean'));
		const failure = results.find((result) => result instanceof WawpFailure);
		if (failure && changed.length === 0) throw failure;
		if (failure) throw failure.withDone(`already changed in this group: ${inWords(changed, wanted)}`);
		verified &&= !results.includes(false);
		open = open.slice(results.length);
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
	name: nameOf(setting, value),
	call: changeSettingCall(groupId, setting, value),
	idempotent: true,
	needsAdmin: true,
	look: async (read) => {
		const shown = settingsIn(await read(readGroupCall(groupId), WITHOUT_RETRIES), groupId);
		const seen = shown ? shown[setting] : adminsOnlyFrom(await read(readSettingCall(groupId, setting)));
		return typeof seen === 'boolean' ? seen === value : undefined;
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
