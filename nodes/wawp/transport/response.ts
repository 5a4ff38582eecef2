import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { isObject } from '../outcome/json';
import type { NoResponse, WawpResponse } from '../outcome/outcome';
import { clock } from './clock';
import { redactBody, type Redact } from './redaction';
import { requestedWaitMs } from './requestedWait';

/** Far more than any response of Wawp needs. A larger body is not read to its end. */
export const MAX_RESPONSE_BYTES = 5_000_000;

/** A body that arrives in parts, as n8n's helper gives it. */
type BodyStream = AsyncIterable<Uint8Array> & { destroy: () => void };

/**
 * Reads a response to its end, or until the deadline.
 *
 * @returns a response with an empty text where the body is larger than allowed
 * @throws the error that broke the connection, at the deadline too
 */
export async function toResponse(
	{ statusCode, headers, body }: IN8nHttpFullResponse,
	{ redact, deadline, maxBytes }: { redact: Redact; deadline: AbortSignal; maxBytes: number },
): Promise<WawpResponse> {
	const read = isStream(body) ? await readText(body, deadline, maxBytes) : body;
	const text = typeof read === 'string' ? read : '';
	const waitMs = requestedWaitMs({ statusCode, headers }, clock.now());
	return { kind: 'response', status: statusCode, text: redactBody(text, redact), ...(waitMs !== undefined && { waitMs }) };
}

/**
 * Waits for the head of a response, at most until the deadline. A response that comes later is dropped.
 *
 * @throws TimeoutError at the deadline, or what the promise rejects with
 */
export async function until(deadline: AbortSignal, response: Promise<IN8nHttpFullResponse>): Promise<IN8nHttpFullResponse> {
	return await new Promise((resolve, reject) => {
		const stop = () => {
			reject(deadline.reason as Error);
		};
		deadline.addEventListener('abort', stop, { once: true });
		void response
			.then((received) => {
				if (deadline.aborted && isStream(received.body)) received.body.destroy();
				resolve(received);
			}, reject)
			// A deadline keeps what its listeners refer to in memory until its time: the whole response.
			.finally(() => {
				deadline.removeEventListener('abort', stop);
			});
	});
}

const isStream = (body: unknown): body is BodyStream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body;

async function readText(stream: BodyStream, deadline: AbortSignal, maxBytes: number): Promise<string> {
	const stop = () => {
		stream.destroy();
	};
	deadline.addEventListener('abort', stop, { once: true });
	try {
		const chunks: Uint8Array[] = [];
		let size = 0;
		for await (const chunk of stream) {
			deadline.throwIfAborted();
			size += chunk.length;
			if (size > maxBytes) return '';
			chunks.push(chunk);
		}
		return Buffer.concat(chunks).toString('utf8');
	} finally {
		deadline.removeEventListener('abort', stop);
		stream.destroy();
	}
}

/** Classifies an error of n8n's helper. The error itself is dropped, because it contains the whole request. */
export function toNoResponse(error: unknown): NoResponse {
	const reason = noResponseReason(errorCodes(error));
	return { kind: 'noResponse', reason, mayHaveArrived: ['canceled', 'dropped', 'timeout'].includes(reason) };
}

function noResponseReason(codes: string): NoResponse['reason'] {
	if (/ERR_CANCELED/.test(codes)) return 'canceled';
	if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/.test(codes)) return 'refused';
	if (/ENOTFOUND|EAI_AGAIN/.test(codes)) return 'unresolved';
	// Of TLS, only what fails in the handshake proves that nothing was sent.
	if (/CERT|handshake|wrong.version/i.test(codes)) return 'certificate';
	return /ECONNABORTED|ETIMEDOUT|TimeoutError/.test(codes) ? 'timeout' : 'dropped';
}

/** EPROTO alone does not say when it happened; OpenSSL's words do. */
const OPENSSL_REASON = /wrong version number|handshake failure/;

/**
 * Collects the codes of an error and its causes, outermost first, e.g. `ECONNREFUSED`. Older versions of n8n drop the cause and
 * keep only its text in `messages`: "connect ECONNREFUSED 127.0.0.1:443".
 */
function errorCodes(error: unknown): string {
	const codes: unknown[] = [];
	for (let at = error, depth = 0; isObject(at) && depth < 5; at = at.cause, depth++) {
		codes.push(at.name, at.code, at.messages, OPENSSL_REASON.exec(String(at.message))?.[0]);
	}
	return codes.flat().filter(Boolean).join(' ');
}
