/** What came of one request: an answer of whatever status, or none at all. */
export type Outcome = WawpResponse | NoResponse;

export interface WawpResponse {
	kind: 'response';
	status: number;
	/** The `Retry-After` header as it came, where there was one. */
	retryAfter?: string;
	/**
	 * The body, with the credential's secrets already hidden. Wawp answers JSON, bare text, XML and HTML, so nobody parses
	 * it before `readBody`.
	 */
	text: string;
}

export interface NoResponse {
	kind: 'noResponse';
	reason: 'canceled' | 'certificate' | 'dropped' | 'refused' | 'timeout' | 'unresolved';
	/** Whether Wawp may have received the request, and so may have acted on it. */
	mayHaveArrived: boolean;
}

export type Body = { kind: 'empty' } | { kind: 'markup' } | { kind: 'text'; text: string } | { kind: 'json'; value: unknown };

/** Reads a body by what it holds, since the content type cannot be trusted: WAHA sends a bare code as `text/html`. */
export function readBody(text: string): Body {
	const trimmed = text.trim();
	if (trimmed === '') return { kind: 'empty' };
	if (trimmed.startsWith('<')) return { kind: 'markup' };
	try {
		return { kind: 'json', value: JSON.parse(trimmed) as unknown };
	} catch {
		return { kind: 'text', text: trimmed };
	}
}

export const isSuccess = (outcome: Outcome): outcome is WawpResponse =>
	outcome.kind === 'response' && outcome.status >= 200 && outcome.status < 300;
