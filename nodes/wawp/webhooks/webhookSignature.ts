import { createHash, createHmac, timingSafeEqual } from 'crypto';
import type { Account } from '../transport/account';

/**
 * The secret for a webhook that the trigger registers. It is derived and never stored: n8n may lose what a trigger stores, and a check
 * without a secret would have to accept every delivery.
 *
 * @param purpose makes secrets differ that must not be shared, e.g. the IDs of the workflow and the node
 * @returns 64 hexadecimal digits. Nobody can compute them without the access token, or derive the access token from them
 */
export const derivedSecret = ({ accessToken, instanceId }: Account, purpose: readonly string[]): string =>
	createHmac('sha256', accessToken)
		.update(JSON.stringify(['n8n-nodes-wawp-groups webhook', instanceId, ...purpose]))
		.digest('hex');

export type Headers = Record<string, unknown>;

/**
 * Whether a delivery has a valid signature. Wawp does not document its signature, so each candidate is accepted: the secret itself
 * in `X-Wawp-Signature` (inferred from the documentation of `hmac`), an HMAC-SHA256 of the body (seen in one public SDK), and an
 * HMAC-SHA512 of the body in `X-Webhook-Hmac` (inferred from WAHA). Each candidate is accepted in both headers.
 *
 * @param rawBody the bytes as received
 * @param headers keyed by lower-case name
 */
export function isSigned(rawBody: Buffer, headers: Headers, secret: string): boolean {
	const signatures = signaturesIn(headers);
	const accepted = [secret, hmac('sha256', secret, rawBody), hmac('sha512', secret, rawBody)];
	// A secret that the user chose may have capital letters.
	const candidates = signatures.flatMap((signature) => [signature.trim(), normalize(signature)]);
	return candidates.some((signature) => accepted.some((value) => isEqual(signature, value)));
}

/** Whether a delivery has a signature, valid or not. */
export const hasSignature = (headers: Headers): boolean => signaturesIn(headers).length > 0;

const signaturesIn = (headers: Headers): string[] =>
	[headers['x-wawp-signature'], headers['x-webhook-hmac']].flat().filter(isText);

/** Compares secrets in constant time: the time reveals neither where they differ nor how long they are. */
export function isEqual(one: string, other: string): boolean {
	return timingSafeEqual(digest(one), digest(other));
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Hexadecimal digits may be in upper case, and many senders put the algorithm before them. */
const normalize = (signature: string) =>
	signature
		.trim()
		.toLowerCase()
		.replace(/^sha(?:256|512)=/, '');

const hmac = (algorithm: 'sha256' | 'sha512', secret: string, body: Buffer) =>
	createHmac(algorithm, secret).update(body).digest('hex');

const digest = (text: string) => createHash('sha256').update(text).digest();
