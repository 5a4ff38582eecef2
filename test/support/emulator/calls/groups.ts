import { groupDetails, groupList, joinInfo } from '../groupShapes';
import type { Route } from '../route';
import { whatsAppRefusal } from '../shapes';

export const groupCalls = {
	groups: { method: 'GET', path: '/v2/groups', needs: 'session', act: ({ instance }) => groupList(instance) },
	joinInfo: {
		method: 'GET',
		path: '/v2/groups/join-info',
		needs: 'session',
		act: ({ call, instance }) => {
			const group = [...instance.groups.values()].find(({ liveCode }) => liveCode === call.query.code);
			return group ? joinInfo(group, instance) : whatsAppRefusal('item-not-found', 404);
		},
	},
	group: {
		method: 'GET',
		path: '/v2/groups/:groupId',
		needs: 'group',
		act: ({ instance, group }) => (group.role === 'none' ? whatsAppRefusal('forbidden', 403) : groupDetails(group, instance)),
	},
} satisfies Record<string, Route>;
