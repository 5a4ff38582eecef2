import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { EventBody } from './events';
import { signatureHeaders, type Signing } from './signing';

export interface Receiver {
	url: string;
	hmac?: string | undefined;
	retries: { /** seconds */ delay: number; attempts: number };
}

/** One delivery attempt and its result. */
export interface Attempt {
	url: string;
	body: EventBody;
	/** Starts at 1. */
	attempt: number;
	/** 0 means no response. */
	status: number;
	/** Time until the response, in ms. */
	took: number;
}

/** A recorded delivery may be anything. */
function eventIn(text: string): EventBody {
	try {
		return JSON.parse(text) as EventBody;
	} catch {
		return { id: '', timestamp: 0, event: '', payload: {} };
	}
}

export interface DeliveryOptions {
	signing: Signing;
	/** Divides the delay between attempts. */
	faster: number;
	onAttempt: (attempt: Attempt) => void;
	/** Cancels the remaining attempts. */
	signal?: AbortSignal;
}

/**
 * Delivers one event to one webhook. Retries until the webhook accepts it or no attempts are left, as WAHA does: every status
 * except a 2xx is a failure, and each attempt has the same body, event id and request id.
 */
export async function deliver(receiver: Receiver, body: EventBody, options: DeliveryOptions): Promise<void> {
	await deliverText(receiver, JSON.stringify(body), options);
}

/** Delivers a body as it is. */
export async function deliverText(
	{ url, hmac, retries }: Receiver,
	text: string,
	{ signing, faster, onAttempt, signal }: DeliveryOptions,
): Promise<void> {
	const body = eventIn(text);
	const headers = {
		'content-type': 'application/json',
		'x-webhook-request-id': randomUUID(),
		...signatureHeaders(signing, hmac, text),
	};
	for (let attempt = 1; attempt <= retries.attempts; attempt++) {
		if (attempt > 1) await wait((retries.delay * 1_000) / faster, undefined, { signal }).catch(() => undefined);
		if (signal?.aborted) return;
		const began = performance.now();
		const status = await fetch(url, { method: 'POST', headers, body: text, ...(signal && { signal }) }).then(
			async (response) => {
				await response.arrayBuffer();
				return response.status;
			},
			() => 0,
		);
		onAttempt({ url, body, attempt, status, took: performance.now() - began });
		if (status >= 200 && status < 300) return;
	}
}
