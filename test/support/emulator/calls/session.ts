import type { Route } from '../route';
import { json } from '../reply';
import type { Instance } from '../world';

export const sessionCalls = {
	sessionInfo: { method: 'POST', path: '/v2/session/info', needs: 'account', act: ({ instance }) => sessionInfo(instance) },
	rateLimits: {
		method: 'GET',
		path: '/v2/session/rate-limit',
		needs: 'account',
		act: ({ instance }) => json(200, instance.rateLimits),
	},
} satisfies Record<string, Route>;

const sessionInfo = (instance: Instance) =>
	json(200, {
		name: `wawp-${instance.id}`,
		status: instance.status,
		...(instance.status === 'SCAN_QR_CODE' && { qr: 'iVBORw0KGgo=' }),
		config: {
			webhooks: {},
			proxy: null,
			metadata: { access_token: instance.accessToken, instance_id: instance.id, user_email: 'owner@example.org' },
		},
		me: instance.status === 'SCAN_QR_CODE' ? null : { ...instance.me, pushName: 'Test' },
	});
