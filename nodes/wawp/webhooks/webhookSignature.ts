import { createHash, createHmac, timingSafeEqual } from 'crypto';
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

export type Headers = Record<string, unknown>;

/**
 * Whether a delivery proves that its sender knows the secret. How Wawp does it is not published, so that each candidate counts:
 * the secret itself in `X-Wawp-Signature` (as the documentation of `hmac` reads), an HMAC-SHA256 of the body (seen in one SDK), an
 * HMAC-SHA512 of the body in `X-Webhook-Hmac` (inferred from WAHA); each in either header.
 *
 * @param rawBody the very bytes that came
 * @param headers by their names in lower case
 */
export function isSigned(rawBody: Buffer, headers: Headers, secret: string): boolean {
	const proofs = [headers['x-wawp-signature'], headers['x-webhook-hmac']].flat().filter(isText);
	const accepted = [secret, hmac('sha256', secret, rawBody), hmac('sha512', secret, rawBody)];
	return proofs.map(withoutPrefix).some((proof) => accepted.some((value) => isEqual(proof, value)));
}

/** Compares secrets in a time that tells nothing about where they differ, nor about their length. */
export function isEqual(one: string, other: string): boolean {
	return timingSafeEqual(digest(one), digest(other));
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Hexadecimal digits come in either case, and many senders write the algorithm before them. */
const withoutPrefix = (proof: string) =>
	proof
		.trim()
		.toLowerCase()
		.replace(/^sha(?:256|512)=/, '');

const hmac = (algorithm: 'sha256' | 'sha512', secret: string, body: Buffer) =>
	createHmac(algorithm, secret).update(body).digest('hex');

const digest = (text: string) => createHash('sha256').update(text).digest();
