import {
	adminsOnlyFrom,
	changeSettingCall,
	readSettingCall,
	SECURITY_SETTINGS,
} from '../../../nodes/wawp/groups/securitySettings';
import { isAccepted } from '../../../nodes/wawp/outcome/acceptedChange';
import { isObject } from '../../../nodes/wawp/outcome/json';
import type { WawpCall } from '../../../nodes/wawp/transport/request';
import { jsonOf, textOf, type Exchange } from '../exchange';
import { needsAdmin, needsSession, type Check, type Kit } from '../kit';
import type { UndoStep } from '../undo';
import { asAssumed, judge, notSeen, type Finding } from '../verdict';

const SETTING = 'onlyAdminsCanSend';

/** How long an engine may go on returning the old setting. */
const STALE = 2_000;

export const readSettings: Check = {
	title: 'The settings of the group',
	facts: ['settingPaths', 'settingResponse'],
	skip: needsSession,
	run: async (kit) => {
		const findings: Finding[] = [];
		for (const setting of SECURITY_SETTINGS) {
			const read = await kit.client.send(readSettingCall(kit.setup.groupId, setting));
			const value = adminsOnlyFrom(kit.outcome(read));
			if (value !== undefined) kit.found.settings[setting] = value;
			const body = jsonOf(read);
			findings.push(
				judge('settingPaths', read.response?.status === 200, kit.seen(read), value !== undefined),
				judge('settingResponse', isObject(body) && typeof body.adminsOnly === 'boolean', kit.seen(read), value !== undefined),
			);
		}
		return findings;
	},
};

export const changeSettings: Check = {
	title: 'Change a setting of the group',
	facts: ['settingChange', 'settingInQuery', 'settingChangeResponse', 'settingChangeNoweb', 'settingChangeWebjs'],
	skip: (kit) =>
		needsAdmin(kit) ??
		(kit.found.settings[SETTING] === undefined ? 'The setting could not be read, so it could not be restored' : undefined),
	change: ({ found }) => ({
		what: `Turn ${found.settings[SETTING] ? 'off' : 'on'} "Only admins can send messages" in the test group for a few seconds`,
		afterwards: 'It is restored at once',
	}),
	run: async (kit) => {
		const before = kit.found.settings[SETTING] === true;
		const step = restoring(kit, before);
		kit.undo.push(step);
		const byNode = await tryOut(kit, 'both', !before);
		const byBody = await tryOut(kit, 'body', byNode.changed ? before : !before);
		const now = byNode.changed === byBody.changed ? before : !before;
		const byQuery = await tryOut(kit, 'query', !now);
		await kit.undo.undo(step);
		const works = [byNode, byBody, byQuery].some(({ changed }) => changed);
		return [
			judge('settingChange', byBody.changed, inWords(kit, byBody, byQuery), works ? byNode.changed : undefined),
			byQuery.changed
				? asAssumed('settingInQuery', `The setting changed. Wawp returned ${kit.seen(byQuery.exchange)}`)
				: notSeen('settingInQuery', 'The query alone changes nothing'),
			...responseFindings(kit, byNode.exchange, byNode.changed),
		];
	},
};

interface Try {
	exchange: Exchange;
	changed: boolean;
}

/** Changes the setting with the value in this place. The node has it in both. */
async function tryOut(kit: Kit, place: 'both' | 'body' | 'query', adminsOnly: boolean): Promise<Try> {
	const { query, body, ...call } = changeSettingCall(kit.setup.groupId, SETTING, adminsOnly);
	const wanted: WawpCall = { ...call, ...(place !== 'query' && body && { body }), ...(place !== 'body' && query && { query }) };
	const exchange = await kit.client.send(wanted, { changes: true });
	return { exchange, changed: await isNow(kit, adminsOnly) };
}

function inWords(kit: Kit, byBody: Try, byQuery: Try): string {
	if (!byBody.changed && byQuery.changed) return 'The setting changes only by the query';
	return `The setting ${byBody.changed ? 'changed' : 'did not change'}. Wawp returned ${kit.seen(byBody.exchange)}`;
}

async function isNow(kit: Kit, wanted: boolean, restores = false): Promise<boolean> {
	const look = async () =>
		adminsOnlyFrom(kit.outcome(await kit.client.send(readSettingCall(kit.setup.groupId, SETTING), { restores }))) === wanted;
	if (await look()) return true;
	await kit.pause(STALE, { restores });
	return await look();
}

const restoring = (kit: Kit, before: boolean): UndoStep => ({
	what: `"Only admins can send messages" of the test group is ${before ? 'on' : 'off'} again`,
	byHand: `Turn ${before ? 'on' : 'off'} "Only admins can send messages" in the settings of the test group`,
	run: async () => {
		await kit.client.send(changeSettingCall(kit.setup.groupId, SETTING, before), { restores: true });
		return await isNow(kit, before, true);
	},
});

function responseFindings(kit: Kit, exchange: Exchange, changed: boolean): Finding[] {
	const { engine } = kit.found;
	const reads = isAccepted(kit.outcome(exchange));
	if (!changed || !engine) return [];
	if (engine === 'WEBJS') return [judge('settingChangeWebjs', jsonOf(exchange) === true, kit.seen(exchange), reads)];
	const fact = engine === 'GOWS' ? 'settingChangeResponse' : 'settingChangeNoweb';
	return [judge(fact, textOf(exchange) === '' && reads, kit.seen(exchange), reads)];
}
