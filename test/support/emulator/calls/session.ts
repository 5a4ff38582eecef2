import { facts } from '../facts';
import type { Route } from '../route';
import { json } from '../reply';
import type { Instance } from '../world';

export const sessionCalls = {
	sessionInfo: { needs: 'account', act: ({ instance }) => sessionInfo(instance) },
	sessionInfoByGet: { needs: 'account', act: ({ instance }) => sessionInfo(instance) },
	rateLimitSettings: {
		needs: 'account',
		act: ({ instance }) => json(facts.rateLimitSettings.response.status, instance.rateLimits),
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
