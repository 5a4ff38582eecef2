import { facts } from '../facts';
import { changeReply, type Results } from '../changeShapes';
import { participantList } from '../groupShapes';
import type { GroupAct, Route } from '../route';
import { json } from '../reply';
import { outsideReply } from '../shapes';
import type { Group } from '../world';
import type { Member } from '../member';

/** Changes one person. Returns WhatsApp's status for the change. */
type Change = (group: Group, id: string) => number;

export const participantCalls = {
	participants: {
		needs: 'group',
		act: ({ instance, group }) => (group.role === 'none' ? outsideReply(instance, group.id) : participantList(group, instance)),
	},
	addParticipants: { needs: 'group', act: changing(add, 'add') },
	removeParticipants: { needs: 'group', act: changing(remove) },
	promote: { needs: 'group', act: changing(become('admin')) },
	demote: { needs: 'group', act: changing(become('participant')) },
} satisfies Record<string, Route>;

function changing(change: Change, kind: 'add' | 'other' = 'other'): GroupAct {
	return ({ call, instance, group }) => {
		if (group.role !== 'admin') {
			return json(facts.changeNotAdmin.response.status, facts.changeNotAdmin.response.body);
		}
		const { participants } = call.body as { participants?: Array<{ id: string }> };
		if (!participants?.length) return json(400, { code: 'missing_param', message: 'participants is required' });
		const results: Results = new Map(participants.map(({ id }) => [id, change(group, idOf(group, id))]));
		return changeReply(instance.engine, kind, results, group);
	};
}

/** A request may also contain masked ids. */
const idOf = ({ members }: Group, id: string) => [...members.values()].find(({ lid }) => lid === id)?.id ?? id;

function add(group: Group, id: string): number {
	if (group.members.has(id)) return 409;
	const refusal = group.addRefusals.get(id);
	if (refusal === undefined) group.add(id);
	return refusal ?? 200;
}

function remove(group: Group, id: string): number {
	const member = group.members.get(id);
	if (!member) return 404;
	if (member.role === 'superadmin') return 403;
	group.leave(id);
	return 200;
}

function become(role: Member['role']): Change {
	return (group, id) => {
		const member = group.members.get(id);
		if (!member) return 404;
		if (member.role === 'superadmin') return 403;
		member.role = role;
		return 200;
	};
}
