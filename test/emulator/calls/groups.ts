import type { Route } from '../routes';
import { groupList } from '../shapes';

export const groupCalls = {
	groups: { method: 'GET', path: '/v2/groups', needs: 'session', act: ({ instance }) => groupList(instance) },
} satisfies Record<string, Route>;
