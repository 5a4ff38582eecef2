/** Why a call did not return the expected result. */
export type CallFailureKind =
	| 'badToken'
	| 'sessionMissing'
	| 'sessionNotWorking'
	| 'notAdmin'
	| 'notMember'
	| 'noSuchGroup'
	| 'notFound'
	| 'notAllowed'
	| 'planOrQuota'
	| 'rateLimited'
	| 'unsupported'
	| 'missingCredentials'
	| 'badRequest'
	| 'refusedByWhatsApp'
	| 'canceled'
	| 'serverError'
	| 'unreachable'
	| 'noResponse'
	| 'redirected'
	| 'blocked'
	| 'unreadable';

/** Why there is no result: because of a call, an input, an outdated response, or a rotation that did not succeed. */
export type FailureKind = CallFailureKind | 'badInput' | 'outdated' | 'unchanged' | 'unclear' | 'unconfirmed';

/** A failure that a person can act on: what happened (`message`) and what to do next (`nextStep`). Contains no secrets. */
export class WawpFailure extends Error {
	override readonly name = 'WawpFailure';

	/**
	 * @param kind the cause, as far as it is known
	 * @param message one sentence without a full stop: what happened, and to which group
	 * @param nextStep one or two sentences without a final full stop: what to do about it
	 * @param httpStatus the status of the response, if there was one
	 */
	constructor(
		readonly kind: FailureKind,
		message: string,
		readonly nextStep: string,
		readonly httpStatus?: number,
	) {
		super(message);
	}

	/** Returns the same failure with what was done nevertheless, in the message: the error branch shows nothing else. */
	withDone(done: string): WawpFailure {
		return new WawpFailure(this.kind, `${this.message}; ${done}`, this.nextStep, this.httpStatus);
	}

	/** Returns the same failure with more next steps, each on a new line. */
	withNextStep(...more: string[]): WawpFailure {
		// n8n's error panel shows line breaks as spaces, so a full stop also separates the parts.
		return new WawpFailure(this.kind, this.message, [this.nextStep, ...more].filter(Boolean).join('.\n'), this.httpStatus);
	}
}

/** Returns a failure as a value, for a caller that goes on after it. Any other error is thrown. */
export const orFailure = async <Value>(promise: Promise<Value>): Promise<Value | WawpFailure> =>
	await promise.catch((error: unknown) => {
		if (error instanceof WawpFailure) return error;
		throw error;
	});

/** Whether the change may have been made despite the error. */
export const isUnclear = (error: Error): boolean => error instanceof WawpFailure && error.kind === 'unclear';

/** Whether a rotation ended with a new code that could not be confirmed: the old link is dead. */
export const isUnconfirmed = (error: unknown): boolean => error instanceof WawpFailure && error.kind === 'unconfirmed';

/** A failure for invalid input. No request was sent. */
export const badInput = (message: string, nextStep: string) => new WawpFailure('badInput', message, nextStep);
