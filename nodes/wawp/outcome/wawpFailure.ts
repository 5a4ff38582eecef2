/** Why a call did not give what was asked for. */
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
	| 'badRequest'
	| 'canceled'
	| 'serverError'
	| 'unreachable'
	| 'noResponse'
	| 'redirected'
	| 'unreadable';

/** Why there is no result: a call, an input, or a rotation that could not be brought to a good end. */
export type FailureKind = CallFailureKind | 'badInput' | 'unchanged' | 'unclear' | 'unconfirmed';

/** What happened (`message`) and what the person can do next (`nextStep`). Holds nothing secret. */
export class WawpFailure extends Error {
	override readonly name = 'WawpFailure';

	/**
	 * @param kind    the cause, as far as it is known
	 * @param message one sentence without a full stop: what happened, and to which group
	 * @param nextStep one or two sentences: what to do about it
	 * @param httpStatus of the answer, where there was one
	 */
	constructor(
		readonly kind: FailureKind,
		message: string,
		readonly nextStep: string,
		readonly httpStatus?: number,
	) {
		super(message);
	}

	/** The same failure with more for the person to read after its next step, each part on a line of its own. */
	withNextStep(...more: string[]): WawpFailure {
		// n8n's error panel shows line breaks as spaces, so the text has to read well either way.
		return new WawpFailure(this.kind, this.message, [this.nextStep, ...more].filter(Boolean).join('.\n'), this.httpStatus);
	}
}

export const isUnclear = (error: Error): boolean => error instanceof WawpFailure && error.kind === 'unclear';

/** Input that no request can be made of. */
export const badInput = (message: string, nextStep: string) => new WawpFailure('badInput', message, nextStep);
