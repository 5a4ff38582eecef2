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
import { asAssumed, different, judge, notSeen, type Finding } from '../verdict';

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
		const inBody = await kit.client.send(only('body', kit, !before), { changes: true });
		const byBody = await isNow(kit, !before);
		const inQuery = await kit.client.send(only('query', kit, byBody ? before : !before), { changes: true });
		const byQuery = await isNow(kit, byBody ? before : !before);
		await kit.undo.undo(step);
		return [
			byBody
				? asAssumed('settingChange', `The setting changed. Wawp returned ${kit.seen(inBody)}`)
				: different(
						'settingChange',
						byQuery ? 'The setting changes only by the query' : `The setting did not change. Wawp returned ${kit.seen(inBody)}`,
						{
							nodeReads: byQuery,
						},
					),
			byQuery
				? asAssumed('settingInQuery', `The setting changed. Wawp returned ${kit.seen(inQuery)}`)
				: notSeen('settingInQuery', 'The query alone changes nothing'),
			...responseFindings(kit, byBody ? inBody : inQuery, byBody || byQuery),
		];
	},
};

/** The call of the node has the value in both places. */
function only(place: 'body' | 'query', { setup }: Kit, adminsOnly: boolean): WawpCall {
	const { query, body, ...call } = changeSettingCall(setup.groupId, SETTING, adminsOnly);
	return place === 'body' ? { ...call, ...(body && { body }) } : { ...call, ...(query && { query }) };
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
