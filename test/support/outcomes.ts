import type { WawpResponse, NoResponse } from '../../nodes/wawp/outcome/outcome';

/** An answer whose body is text as it came, or a value that is sent as JSON. */
export const response = (body: unknown, status = 200): WawpResponse => ({
	kind: 'response',
	status,
	text: typeof body === 'string' ? body : JSON.stringify(body),
});

export const noResponse = (reason: NoResponse['reason'], mayHaveArrived: boolean): NoResponse => ({
	kind: 'noResponse',
	reason,
	mayHaveArrived,
});

/** What a call threw; fails the test when it threw nothing. */
export function thrownBy(call: () => unknown): unknown {
	try {
		call();
	} catch (error) {
		return error;
	}
	throw new Error('nothing was thrown');
}
