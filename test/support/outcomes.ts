import type { Answer, Silence } from '../../nodes/wawp/outcome/outcome';

/** An answer whose body is text as it came, or a value that is sent as JSON. */
export const answer = (body: unknown, status = 200): Answer => ({
	kind: 'answer',
	status,
	text: typeof body === 'string' ? body : JSON.stringify(body),
});

export const silence = (reason: Silence['reason'], mayHaveArrived: boolean): Silence => ({
	kind: 'silence',
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
