import { createdGroup, groupDetails, groupList, joinInfo } from '../groupShapes';
import { json, text } from '../reply';
import type { GroupAct, Request, Route } from '../route';
import { outsideReply, refusal, whatsAppRefusal } from '../shapes';
import { undocumented } from '../undocumented';
import type { Group } from '../world';

export const groupCalls = {
	groups: { needs: 'session', act: ({ call, instance }) => groupList(instance, call.query) },
	joinInfo: {
		needs: 'session',
		act: (request) => {
			const group = groupOfCode(request, request.call.query.code);
			return group ? joinInfo(group, request.instance) : whatsAppRefusal(...request.instance.deadLink);
		},
	},
	group: {
		needs: 'group',
		act: ({ instance, group }) => (group.role === 'none' ? outsideReply(instance, group.id) : groupDetails(group, instance)),
	},
	create: {
		needs: 'session',
		act: undocumented(({ call, instance }, make) => {
			const { name, participants } = call.body as { name?: string; participants?: Array<{ id: string }> };
			if (!name || !participants) return json(400, { code: 'missing_param', message: 'name and participants are required' });
			const people = participants.map(({ id }) => id);
			let group: Group | undefined;
			make(() => (group = instance.createGroup(name, people)));
			return group ? createdGroup(group, instance, people) : json(200, {});
		}),
	},
	join: {
		needs: 'session',
		act: undocumented((request, make) => {
			const group = groupOfCode(request, request.call.body.code);
			const { instance } = request;
			if (!group) return whatsAppRefusal(...instance.deadLink);
			if (group.refusesAccount) return whatsAppRefusal('not-authorized', 401);
			make(() => group.enter());
			// Baileys gets no group from WhatsApp while an admin has to approve the account.
			return instance.engine === 'NOWEB' && group.role === 'none' ? json(200, {}) : json(201, { id: group.id });
		}),
	},
	refresh: {
		needs: 'session',
		act: undocumented(({ instance }, make) => {
			make(() => instance.refreshes++);
			return json(201, { success: true });
		}),
	},
	leave: {
		needs: 'group',
		act: undocumented(({ instance, group }, make) => {
			if (group.role === 'none') return outsideReply(instance, group.id, 'leave');
			make(() => group.exit());
			return text(201, '');
		}),
	},
	subject: { needs: 'group', act: describing('subject') },
	description: { needs: 'group', act: describing('description') },
	picture: {
		needs: 'group',
		act: undocumented(({ call, instance, group }, make) => {
			const { file } = call.body as { file?: Group['picture'] };
			if (!file) return json(400, { code: 'missing_param', message: 'file is required' });
			if (group.role !== 'admin') return refusal(instance.engine, group.role);
			make(() => (group.picture = file));
			return json(200, { success: true });
		}),
	},
	removePicture: {
		needs: 'group',
		act: undocumented(({ instance, group }, make) => {
			if (group.role !== 'admin') return refusal(instance.engine, group.role);
			make(() => (group.picture = undefined));
			return json(200, { success: true });
		}),
	},
	readPicture: {
		needs: 'group',
		act: ({ group: { picture } }) => json(200, { url: picture ? PICTURE_URL : null }),
	},
	deleteGroup: {
		needs: 'group',
		act: undocumented(({ instance, group }, make) => {
			if (instance.engine !== 'WEBJS')
				return json(501, { statusCode: 501, message: 'Not implemented', error: 'Not Implemented' });
			make(() => instance.groups.delete(group.id));
			return json(200, true);
		}),
	},
} satisfies Record<string, Route>;

export const PICTURE_URL = 'https://pps.whatsapp.net/v/picture.jpg';

/** WAHA takes a code or a link. */
const groupOfCode = ({ instance }: Request, code: unknown): Group | undefined =>
	[...instance.groups.values()].find(({ liveCode }) =>
		[liveCode, `https://chat.whatsapp.com/${liveCode}`].includes(String(code)),
	);

const badRequest = (message: string) => json(400, { statusCode: 400, message, error: 'Bad Request' });

function describing(field: 'subject' | 'description'): GroupAct {
	return undocumented(({ call, instance: { engine }, group }, make) => {
		const value = call.body[field];
		if (typeof value !== 'string') return json(400, { code: 'missing_param', message: `${field} is required` });
		if (engine === 'GOWS' && value === '') return badRequest(`GOWS does not support empty group ${field}`);
		if (group.role !== 'admin') return engine === 'WEBJS' ? json(200, false) : refusal(engine, group.role);
		make(() => group.describe({ [field]: value }));
		return engine === 'WEBJS' ? json(200, true) : text(200, '');
	});
}
