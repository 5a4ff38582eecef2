import { json, type Reply } from './reply';
import type { Group, Instance } from './world';
import type { Member } from './member';

/** All people in a group, the account itself first. */
export function peopleIn(group: Group, { me }: Instance): Member[] {
	const others = group.outdatedMembers ?? [...group.members.values()];
	return group.role === 'none' ? others : [{ ...me, role: group.role }, ...others];
}

/** The account's groups, in the shape of its engine. WAHA takes `limit`, `offset` and `exclude=participants`. */
export function groupList(instance: Instance, { limit, offset, exclude }: Record<string, unknown> = {}): Reply {
	const all = [...instance.groups.values()].filter(({ role }) => role !== 'none');
	const start = Number(offset ?? 0);
	const groups = instance.ignoresPaging ? all : all.slice(start, start + Number(limit ?? all.length));
	const lists = !instance.listsNoParticipants && (exclude !== 'participants' || instance.ignoresExclude);
	if (instance.engine === 'GOWS') {
		return json(
			200,
			groups.map((group) => gowsGroup(group, instance, lists)),
		);
	}
	if (instance.engine === 'NOWEB') {
		return json(200, Object.fromEntries(groups.map((group) => [group.id, nowebGroup(group, instance, lists)])));
	}
	return json(
		200,
		groups.map(({ id, name }) => ({ id: { server: 'g.us', _serialized: id }, name, groupMetadata: {} })),
	);
}

/** One group, in the shape of the engine. */
export function groupDetails(group: Group, instance: Instance): Reply {
	if (instance.engine === 'GOWS') return json(200, gowsGroup(group, instance));
	return json(200, instance.engine === 'NOWEB' ? nowebGroup(group, instance) : webjsGroup(group, instance));
}

/** What an engine tells about a group to somebody with its invite code. */
export function joinInfo(group: Group, instance: Instance): Reply {
	const size = peopleIn(group, instance).length;
	if (instance.engine === 'GOWS') return json(200, { ...gowsGroup(group, instance), Participants: [], ParticipantCount: size });
	if (instance.engine === 'NOWEB') return json(200, { ...nowebGroup(group, instance), participants: [], size });
	return json(200, { ...webjsGroup(group, instance).groupMetadata, participants: [], size });
}

/** The response to the creation of a group, in the shape of the engine. Only WEBJS says who could not be added. */
export function createdGroup(group: Group, instance: Instance, people: readonly string[]): Reply {
	if (instance.engine !== 'WEBJS') return groupDetails(group, instance);
	const results = people.map((id): [string, object] => [
		id,
		{ statusCode: group.members.has(id) ? 200 : 403, isInviteV4Sent: false },
	]);
	return json(201, {
		title: group.name,
		gid: { server: 'g.us', _serialized: group.id },
		participants: Object.fromEntries(results),
	});
}

/** The settings as the engine returns them. GOWS fills a record that it does not have with defaults. */
export const shownSettings = ({ adminsOnly, cached }: Group): Group['adminsOnly'] =>
	cached === 'nothing' ? { 'messages-admin-only': false, 'info-admin-only': false } : (cached ?? adminsOnly);

/** What Go has for a group that nobody filled in. */
const RECORD_OF_DEFAULTS = {
	OwnerJID: '',
	OwnerPN: '',
	GroupCreated: '0001-01-01T00:00:00Z',
	Name: '',
	Topic: '',
	IsLocked: false,
	IsAnnounce: false,
	Participants: null,
};

const gowsGroup = (group: Group, instance: Instance, lists = !instance.listsNoParticipants) =>
	group.cached === 'nothing' ? { JID: group.id, ...RECORD_OF_DEFAULTS } : knownToGows(group, instance, lists);

const knownToGows = (group: Group, instance: Instance, lists: boolean) => ({
	JID: group.id,
	OwnerJID: group.owner ? jid(group.owner) : group.masked ? instance.me.lid : jid(instance.me.id),
	OwnerPN: '',
	GroupCreated: group.created.toISOString(),
	Name: group.name,
	Topic: group.description,
	IsLocked: shownSettings(group)['info-admin-only'],
	IsAnnounce: shownSettings(group)['messages-admin-only'],
	Participants: lists ? peopleIn(group, instance).map((person) => gowsPerson(group, person)) : null,
});

const nowebGroup = (group: Group, instance: Instance, lists = !instance.listsNoParticipants) => ({
	id: group.id,
	subject: group.name,
	desc: group.description,
	owner: group.owner ?? instance.me.id,
	creation: group.created.getTime() / 1_000,
	announce: group.adminsOnly['messages-admin-only'],
	restrict: group.adminsOnly['info-admin-only'],
	participants: lists ? peopleIn(group, instance).map((person) => nowebPerson(group, person)) : [],
});

const webjsGroup = (group: Group, instance: Instance) => ({
	id: { server: 'g.us', _serialized: group.id },
	name: group.name,
	isGroup: true,
	groupMetadata: {
		id: { server: 'g.us', _serialized: group.id },
		subject: group.name,
		desc: group.description,
		owner: { server: 'c.us', _serialized: group.owner ?? instance.me.id },
		creation: group.created.getTime() / 1_000,
		announce: group.adminsOnly['messages-admin-only'],
		restrict: group.adminsOnly['info-admin-only'],
		participants: peopleIn(group, instance).map((person) => webjsPerson(group, person)),
	},
});

/** The people in a group, in the shape of the engine. */
export function participantList(group: Group, instance: Instance): Reply {
	if (group.cached === 'nothing') return json(200, null);
	const shape = { GOWS: gowsPerson, NOWEB: nowebPerson, WEBJS: webjsPerson }[instance.engine];
	return json(
		200,
		peopleIn(group, instance).map((person) => shape(group, person)),
	);
}

export const jid = (id: string) => id.replace('@c.us', '@s.whatsapp.net');

const gowsPerson = ({ masked }: Group, { id, lid, role }: Member) => ({
	JID: masked ? lid : jid(id),
	PhoneNumber: masked ? '' : jid(id),
	IsAdmin: role !== 'participant',
	IsSuperAdmin: role === 'superadmin',
});

const nowebPerson = ({ masked }: Group, { id, lid, role }: Member) => ({
	id: masked ? lid : id,
	admin: role === 'participant' ? null : role,
});

const webjsPerson = ({ masked }: Group, { id, lid, role }: Member) => ({
	id: { server: masked ? 'lid' : 'c.us', _serialized: masked ? lid : id },
	isAdmin: role !== 'participant',
	isSuperAdmin: role === 'superadmin',
});
