import { groupDetails, groupList } from '../groupShapes';
import type { Route } from '../route';
import { whatsAppRefusal } from '../shapes';

export const groupCalls = {
	groups: { method: 'GET', path: '/v2/groups', needs: 'session', act: ({ instance }) => groupList(instance) },
	group: {
		method: 'GET',
		path: '/v2/groups/:groupId',
		needs: 'group',
		act: ({ instance, group }) => (group.role === 'none' ? whatsAppRefusal('forbidden', 403) : groupDetails(group, instance)),
	},
} satisfies Record<string, Route>;
