import type { RecordedCall } from './call';
import type { FaultyReply } from './faults';
import { HTML_PAGE } from './shapes';
import { json, text, type Reply } from './reply';

/** Builds the response of a fault. `echo` repeats the call. */
export function faultyReply(fault: FaultyReply, call: RecordedCall): Reply {
	switch (fault.kind) {
		case 'rate limit': {
			const reply = json(429, { status: 429, message: 'Too many requests', error: 'Too Many Requests' });
			const retryAfter = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
			return { ...reply, headers: { ...retryAfter, ...fault.headers } };
		}
		case 'status':
			return fault.body === undefined
				? json(fault.status, { statusCode: fault.status, message: 'Internal server error' })
				: { ...text(fault.status, fault.body, fault.contentType), ...(fault.headers && { headers: fault.headers }) };
		case 'empty':
			return text(200, '');
		case 'undefined':
			return text(200, 'undefined');
		case 'html':
			return text(200, HTML_PAGE);
		case 'huge':
			return text(200, 'X'.repeat(6_000_000));
		case 'error under 200':
			return json(200, { code: 'wawp_upstream_error', message: 'The upstream did not answer' });
		case 'echo':
			return echo(call);
	}
}

/** WAHA's 500 repeats the request, credentials included (inferred). */
const echo = ({ url, method, body, query, headers }: RecordedCall) =>
	json(500, {
		statusCode: 500,
		exception: { message: `Request failed: ${method} ${url} ${JSON.stringify({ body, headers })}`, stack: `Error at ${url}` },
		request: { path: url, method, body, query, headers },
	});
