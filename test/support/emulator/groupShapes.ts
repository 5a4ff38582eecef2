import { json, type Reply } from './reply';
import type { Group, Instance } from './world';
import type { Member } from './member';

/** All people in a group, the account itself first. */
export function peopleIn(group: Group, { me }: Instance): Member[] {
	const others = group.outdatedMembers ?? [...group.members.values()];
	return group.role === 'none' ? others : [{ ...me, role: group.role }, ...others];
}

/** The account's groups, in the shape of its engine. */
export function groupList(instance: Instance): Reply {
	const groups = [...instance.groups.values()].filter(({ role }) => role !== 'none');
	if (instance.engine === 'GOWS') {
		return json(
			200,
			groups.map((group) => gowsGroup(group, instance)),
		);
	}
	if (instance.engine === 'NOWEB') {
		return json(200, Object.fromEntries(groups.map((group) => [group.id, nowebGroup(group, instance)])));
	}
	return json(
		200,
		groups.map(({ id, name }) => ({ id: { server: 'g.us', _serialized: id }, name, groupMetadata: {} })),
	);
}

const gowsGroup = (group: Group, instance: Instance) => ({
	JID: group.id,
	OwnerJID: '201000000000@s.whatsapp.net',
	Name: group.name,
	Topic: group.description,
	IsLocked: group.adminsOnly['info-admin-only'],
	IsAnnounce: group.adminsOnly['messages-admin-only'],
	Participants: instance.listsNoParticipants ? null : peopleIn(group, instance).map((person) => gowsPerson(group, person)),
});

const nowebGroup = (group: Group, instance: Instance) => ({
	id: group.id,
	subject: group.name,
	desc: group.description,
	participants: instance.listsNoParticipants ? [] : peopleIn(group, instance).map((person) => nowebPerson(group, person)),
});

/** The people in a group, in the shape of the engine. */
export function participantList(group: Group, instance: Instance): Reply {
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
