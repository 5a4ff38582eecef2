import type { WawpResponse, NoResponse } from '../../nodes/wawp/outcome/outcome';

/** A response. A string is used as the raw body; any other value becomes JSON. */
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

/** @returns the error that the call threw; throws an Error itself if the call threw none */
export function thrownBy(call: () => unknown): unknown {
	try {
		call();
	} catch (error) {
		return error;
	}
	throw new Error('nothing was thrown');
}
