import { listParticipants } from '../../../nodes/wawp/groups/groupCalls';
import { rightsAmong } from '../../../nodes/wawp/groups/ownAccount';
import { participantsFrom } from '../../../nodes/wawp/groups/participantList';
import type { GroupId } from '../../../nodes/wawp/ids/groupId';
import { findInviteCode } from '../../../nodes/wawp/inviteCode/inviteCode';
import { readCodeCall, revokeCall } from '../../../nodes/wawp/inviteCode/inviteCodeCalls';
import { failureKind } from '../../../nodes/wawp/outcome/failureKind';
import { isObject } from '../../../nodes/wawp/outcome/json';
import type { FactId } from '../../../test/support/emulator/facts';
import type { Engine } from '../../../test/support/emulator/world';
import { jsonOf, textOf, type Exchange } from '../exchange';
import { needsSession, type Check } from '../kit';
import { isLike } from '../shapes';
import { judge, notSeen, type Finding } from '../verdict';

/** A group that does not exist. */
export const WRONG_GROUP: GroupId = '120363999999999999@g.us';

/** Kinds of failures that name the group as the cause. */
const ABOUT_GROUP = ['noSuchGroup', 'notMember', 'notAdmin'];

export const wrongGroup: Check = {
	title: 'Groups that do not exist, or that the account is not in',
	facts: ['refusals'],
	skip: needsSession,
	run: async (kit) => {
		const { nonMemberGroupId } = kit.setup;
		const findings: Finding[] = [];
		for (const groupId of [WRONG_GROUP, ...(nonMemberGroupId ? [nonMemberGroupId] : [])]) {
			const read = await kit.client.send(readCodeCall(groupId));
			const reads = ABOUT_GROUP.includes(failureKind(kit.outcome(read)));
			findings.push(judge('refusals', isLike(read, 'refusals'), kit.seen(read), reads));
		}
		return findings;
	},
};

const BY_ENGINE: Record<Engine, FactId> = { WEBJS: 'notAdminWebjs', NOWEB: 'notAdminNoweb', GOWS: 'refusals' };

const NOT_ADMIN_FACTS: FactId[] = ['notAdminWebjs', 'notAdminNoweb'];

export const notAdmin: Check = {
	title: 'A group where the account is not an admin',
	facts: NOT_ADMIN_FACTS,
	skip: (kit) => needsSession(kit) ?? (kit.setup.nonAdminGroupId ? undefined : 'No such group was given'),
	change: () => ({
		what: 'Ask Wawp to revoke the invite code of the group where the account is not an admin',
		afterwards: 'Wawp should refuse it. If it does not, that group has a new link',
	}),
	run: async (kit) => {
		const { nonAdminGroupId } = kit.setup;
		const { engine = 'WEBJS', ownIds = [] } = kit.found;
		if (!nonAdminGroupId) return [];
		const people = participantsFrom(kit.outcome(await kit.client.send(listParticipants(nonAdminGroupId)))) ?? [];
		const reason = 'The list of participants does not prove that the account is not an admin there';
		if (rightsAmong(people, ownIds) !== 'notAdmin') return NOT_ADMIN_FACTS.map((fact) => notSeen(fact, reason));
		const read = await kit.client.send(readCodeCall(nonAdminGroupId));
		const revoked = await kit.client.send(revokeCall(nonAdminGroupId), { changes: true }).finally(() => {
			const last = kit.client.exchanges.at(-1);
			if (last && findInviteCode(kit.outcome(last)))
				kit.undo.final('Wawp revoked the invite code of the group where the account is not an admin');
		});
		const fact = BY_ENGINE[engine];
		return [read, revoked].map((exchange) =>
			judge(fact, isAsAssumed(exchange, engine), kit.seen(exchange), !findInviteCode(kit.outcome(exchange))),
		);
	},
};

function isAsAssumed(exchange: Exchange, engine: Engine): boolean {
	const text = textOf(exchange).trim();
	const value = jsonOf(exchange);
	switch (engine) {
		case 'WEBJS':
			return exchange.response?.status === 200 && (text === '' || text === 'undefined');
		case 'NOWEB':
			return exchange.response?.status === 500 && isObject(value) && !('exception' in value);
		case 'GOWS':
			return isLike(exchange, 'refusals');
	}
}
