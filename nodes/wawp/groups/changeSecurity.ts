import type { GroupId } from '../ids/groupId';
import { describeFailure, explain, lacksRights, type Explanations, type FailureContext } from '../outcome/describeFailure';
import { isFinal, provesNothingDone } from '../outcome/failurePolicy';
import type { Outcome } from '../outcome/outcome';
import { WawpFailure } from '../outcome/wawpFailure';
import type { Wawp } from '../transport/request';
import { requestWithRetry } from '../transport/retry';
import { rightsBehind } from './ownRights';
import {
	adminsOnlyFrom,
	changeSettingCall,
	isAccepted,
	readSettingCall,
	SECURITY_SETTINGS,
	type SecuritySetting,
	type SecuritySettings,
} from './securitySettings';

/** ms. An engine may show a change a moment later. */
const LOOK_AGAIN_MS = 2_000;

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
		const result = await changeSetting(wawp, groupId, setting, wanted[setting]);
		if (result instanceof WawpFailure) {
			if (changed.length === 0) throw result;
			throw result.withNextStep(`Already changed in this group: ${inWords(changed, wanted)}`);
		}
		changed.push(setting);
		verified &&= result === 'seen';
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

async function changeSetting(
	wawp: Wawp,
	groupId: GroupId,
	setting: SecuritySetting,
	value: boolean,
): Promise<'seen' | 'accepted' | WawpFailure> {
	const outcome = await requestWithRetry(wawp, changeSettingCall(groupId, setting, value));
	const seen = isRefused(outcome) ? undefined : await readBack(wawp, groupId, setting, value);
	if (seen === value) return 'seen';
	if (seen === undefined && isAccepted(outcome)) return 'accepted';
	return await failureOf(wawp, groupId, outcome, { setting, value, isUnchanged: seen !== undefined });
}

/**
 * Whether a response proves that nothing changed. WhatsApp's refusals arrive as HTTP 500 (inferred from WAHA). They count as proof
 * here, because the change is a single step.
 */
const isRefused = (outcome: Outcome): boolean => !isAccepted(outcome) && (provesNothingDone(outcome) || isFinal(outcome));

/** @returns undefined if the setting cannot be read */
async function readBack(wawp: Wawp, groupId: GroupId, setting: SecuritySetting, wanted: boolean): Promise<boolean | undefined> {
	const read = async () => adminsOnlyFrom(await requestWithRetry(wawp, readSettingCall(groupId, setting)));
	const seen = await read();
	if (seen === undefined || seen === wanted) return seen;
	await wawp.pacing.pause(LOOK_AGAIN_MS);
	return (await read()) ?? seen;
}

interface FailedChange {
	setting: SecuritySetting;
	value: boolean;
	/** Whether the setting was read afterwards, and had its old value. */
	isUnchanged: boolean;
}

async function failureOf(
	wawp: Wawp,
	groupId: GroupId,
	outcome: Outcome,
	{ setting, value, isUnchanged }: FailedChange,
): Promise<WawpFailure> {
	const rights = await rightsBehind(wawp, groupId, outcome);
	const context: FailureContext = {
		doing: `make sure that ${meaningOf(setting, value)}`,
		groupId,
		preposition: 'in',
		check: 'look at the settings of the group',
		rights,
		explanations: NOT_OFFERED,
	};
	const asBefore = meaningOf(setting, !value);
	if (isUnchanged && isAccepted(outcome) && !lacksRights(rights)) {
		const message = `Could not ${context.doing} in group ${groupId}: Wawp accepted the request, but ${asBefore} as before`;
		return new WawpFailure('unchanged', message, `${IN_WHATSAPP}. ${explain(outcome).said}`);
	}
	if (isUnchanged) return describeFailure(outcome, context).withNextStep(`When the setting was read afterwards, ${asBefore}`);
	if (isRefused(outcome) || lacksRights(rights)) return describeFailure(outcome, context);
	const { kind, reason, nextStep, httpStatus } = explain(outcome, { ...context, check: '' });
	return new WawpFailure(
		kind === 'canceled' ? kind : 'unclear',
		`It is not known whether ${meaningOf(setting, value)} in group ${groupId} now: ${reason}`,
		`Look at the settings of the group before you try again. ${nextStep}`,
		httpStatus,
	);
}

const IN_WHATSAPP =
	'Change the setting in WhatsApp (Group settings). Wawp does not document this call: ask Wawp whether your instance supports it';

/** The settings were read just before, so the instance and the group exist. */
const NOT_OFFERED: Explanations = {
	notFound: { reason: 'Wawp does not seem to offer this change', nextStep: IN_WHATSAPP },
	unsupported: { reason: 'your Wawp instance does not support this change', nextStep: IN_WHATSAPP },
	badRequest: {
		reason: 'Wawp did not accept this change',
		nextStep: `${IN_WHATSAPP}. If it does, change "Send Credentials In" in the credential`,
	},
};
