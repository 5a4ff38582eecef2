import { createHmac } from 'crypto';
import type { Account } from '../transport/account';

/**
 * The secret that Wawp is asked to prove deliveries with. It is derived and never stored: n8n may lose what a trigger stores, and
 * a check that finds no secret would have to let everything in.
 *
 * @param purpose tells apart what must not share a secret, e.g. the workflow and the node
 * @returns 64 hexadecimal digits; without the access token nobody can tell them, nor the token from them
 */
export const webhookSecret = ({ accessToken, instanceId }: Account, purpose: readonly string[]): string =>
	createHmac('sha256', accessToken)
		.update(JSON.stringify(['n8n-nodes-wawp-groups webhook', instanceId, ...purpose]))
		.digest('hex');
