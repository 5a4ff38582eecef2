import { groupList } from '../groupShapes';
import type { Route } from '../route';

export const groupCalls = {
	groups: { method: 'GET', path: '/v2/groups', needs: 'session', act: ({ instance }) => groupList(instance) },
} satisfies Record<string, Route>;
