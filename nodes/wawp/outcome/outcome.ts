/** The result of one request: a response of any status, or no response. */
export type Outcome = WawpResponse | NoResponse;

export interface WawpResponse {
	kind: 'response';
	status: number;
	/** ms that the response asks to wait before the next request, by its headers. A success asks for it if no request is left for now. */
	waitMs?: number;
	/**
	 * The raw body, with the credential's secrets already hidden. Wawp returns JSON, bare text, XML and HTML; `readBody` parses
	 * all of them.
	 */
	text: string;
}

export interface NoResponse {
	kind: 'noResponse';
	/** `stopped`: no request was made, because earlier requests of the run showed that it cannot succeed. */
	reason: 'canceled' | 'certificate' | 'dropped' | 'refused' | 'stopped' | 'timeout' | 'unresolved';
	/** Whether Wawp may have received the request, and may therefore have processed it. */
	mayHaveArrived: boolean;
	/** The outcome that stopped the run. */
	because?: Outcome;
	/** When Wawp accepts requests again, in ms since 1970, if it said so. */
	until?: number;
}

export type Body = { kind: 'empty' } | { kind: 'markup' } | { kind: 'text'; text: string } | { kind: 'json'; value: unknown };

/** Parses a body by its content, because the content type is unreliable: WAHA sends a bare code as `text/html`. Never throws. */
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

/** Whether an outcome is a response with a 2xx status. */
export const isSuccess = (outcome: Outcome): outcome is WawpResponse =>
	outcome.kind === 'response' && outcome.status >= 200 && outcome.status < 300;
