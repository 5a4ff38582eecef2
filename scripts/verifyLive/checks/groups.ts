import { LIST_GROUPS, listParticipants, readGroupCall } from '../../../nodes/wawp/groups/groupCalls';
import { groupFrom } from '../../../nodes/wawp/groups/groupDetails';
import { groupsFrom, type GroupSummary } from '../../../nodes/wawp/groups/groupList';
import { pictureUrlFrom } from '../../../nodes/wawp/groups/groupPicture';
import { rightsAmong } from '../../../nodes/wawp/groups/ownAccount';
import { participantsFrom } from '../../../nodes/wawp/groups/participantList';
import { readPictureCall } from '../../../nodes/wawp/groups/undocumentedCalls';
import { listEntriesFrom } from '../../../nodes/wawp/outcome/listEntries';
import { isObject } from '../../../nodes/wawp/outcome/json';
import { jsonOf, type Exchange } from '../exchange';
import { needsSession, type Check, type Kit } from '../kit';
import { engineOf, engineOfGroup } from '../shapes';
import { judge, notSeen, type Finding } from '../verdict';

export const groupList: Check = {
	title: 'The list of groups',
	facts: ['groupList', 'groupPaging', 'groupExclude'],
	skip: needsSession,
	run: async (kit) => {
		const all = await kit.client.send(LIST_GROUPS);
		const groups = groupsFrom(kit.outcome(all));
		const engine = engineOf(kit.outcome(all));
		if (engine) kit.found.engine = engine;
		const [first] = listEntriesFrom(kit.outcome(all), 'groups') ?? [];
		const isListed = groups?.some(({ id }) => id === kit.setup.groupId) ?? false;
		const seen = groups ? `${groups.length} groups with ${kit.keys(first)}` : kit.seen(all);
		return [
			judge('groupList', engine !== undefined && isListed, isListed ? seen : `${seen}; without the test group`, isListed),
			await paging(kit, groups ?? []),
			await excluding(kit, groups ?? []),
		];
	},
};

async function paging(kit: Kit, all: GroupSummary[]): Promise<Finding> {
	if (all.length < 2) return notSeen('groupPaging', 'It takes an account with two groups');
	const idsIn = (exchange: Exchange) => groupsFrom(kit.outcome(exchange))?.map(({ id }) => id);
	const first = idsIn(await kit.client.send({ ...LIST_GROUPS, query: { limit: 1 } }));
	const second = idsIn(await kit.client.send({ ...LIST_GROUPS, query: { limit: 1, offset: 1 } }));
	const holds = first?.length === 1 && second?.length === 1 && first[0] !== second[0];
	const counts = `limit=1: ${first?.length ?? 'no'} of ${all.length}, limit=1&offset=1: ${second?.length ?? 'no'}`;
	return judge('groupPaging', holds, counts + (first?.length === 1 && first[0] === second?.[0] ? ', the same one' : ''));
}

async function excluding(kit: Kit, all: GroupSummary[]): Promise<Finding> {
	const people = (groups: GroupSummary[]) => groups.reduce((sum, { participants }) => sum + participants.length, 0);
	if (people(all) === 0) return notSeen('groupExclude', 'The list has no participants anyway');
	const without = await kit.client.send({ ...LIST_GROUPS, query: { exclude: 'participants' } });
	const left = groupsFrom(kit.outcome(without));
	return judge(
		'groupExclude',
		left !== undefined && people(left) === 0,
		left ? `${people(left)} of ${people(all)} participants` : kit.seen(without),
	);
}

export const groupDetails: Check = {
	title: 'One group',
	facts: ['groupDetails', 'groupDetailsShape', 'readPicture'],
	skip: needsSession,
	run: async (kit) => {
		const { groupId } = kit.setup;
		const read = await kit.client.send(readGroupCall(groupId));
		const picture = await kit.client.send(readPictureCall(groupId));
		const pictureBody = jsonOf(picture);
		const group = groupFrom(kit.outcome(read), groupId);
		const value = jsonOf(read);
		const engine = isObject(value) ? engineOfGroup(value) : undefined;
		const isComplete = group?.onlyAdminsCanSend !== null && (group?.participants.length ?? 0) > 0;
		return [
			judge('groupDetails', group !== undefined, group ? `200, with ${kit.keys(value)}` : kit.seen(read), group !== undefined),
			group
				? judge('groupDetailsShape', engine === kit.found.engine && isComplete, `The keys ${kit.keys(value)}`, isComplete)
				: notSeen('groupDetailsShape', 'The group could not be read'),
			judge(
				'readPicture',
				picture.response?.status === 200 && isObject(pictureBody) && 'url' in pictureBody,
				kit.seen(picture),
				isObject(pictureBody) && (pictureBody.url === null || pictureUrlFrom(kit.outcome(picture)) !== null),
			),
		];
	},
};

export const participants: Check = {
	title: 'The participants',
	facts: ['participantList', 'participantShapes'],
	skip: needsSession,
	run: async (kit) => {
		const list = await kit.client.send(listParticipants(kit.setup.groupId));
		const people = participantsFrom(kit.outcome(list));
		const [first] = listEntriesFrom(kit.outcome(list), 'participants') ?? [];
		const entry = isObject(first) ? first : {};
		if (people) {
			kit.found.people = people.flatMap(({ phoneNumberId, lid }) => [phoneNumberId, lid]).filter((id) => id !== null);
			kit.found.peopleCount = people.length;
			kit.found.rights = rightsAmong(people, kit.found.ownIds ?? []);
		}
		const seen = people ? `A person has ${kit.keys(entry)}` : kit.seen(list);
		const role = kit.found.rights ?? 'unknown';
		return [
			judge(
				'participantList',
				typeof entry.isAdmin === 'boolean' && typeof entry.isSuperAdmin === 'boolean',
				seen,
				people !== undefined,
			),
			judge('participantShapes', isKnownShape(entry), `${seen}. Own role in the group: ${role}`, people !== undefined),
		];
	},
};

/** WEBJS, NOWEB or GOWS. */
const isKnownShape = ({ id, admin, JID, IsAdmin, isAdmin }: Record<string, unknown>): boolean =>
	(isObject(id) && '_serialized' in id && typeof isAdmin === 'boolean') ||
	(typeof id === 'string' && admin !== undefined) ||
	(typeof JID === 'string' && typeof IsAdmin === 'boolean');
