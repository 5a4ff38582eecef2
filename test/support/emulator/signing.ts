import { createHmac } from 'node:crypto';

/** How a delivery is signed. Unknown: which way Wawp uses. It may send no signature at all (`none`). */
export type Signing = 'raw secret' | 'hmac sha256' | 'hmac sha512' | 'none';

/** @returns the headers with the signature; none if there is no secret */
export function signatureHeaders(signing: Signing, secret: string | undefined, body: string): Record<string, string> {
	if (!secret) return {};
	switch (signing) {
		case 'raw secret':
			return { 'x-wawp-signature': secret };
		case 'hmac sha256':
			return { 'x-wawp-signature': createHmac('sha256', secret).update(body).digest('hex') };
		case 'hmac sha512': {
			const digest = createHmac('sha512', secret).update(body).digest('hex');
			return { 'x-webhook-hmac': digest, 'x-webhook-hmac-algorithm': 'sha512' };
		}
		case 'none':
			return {};
	}
}
